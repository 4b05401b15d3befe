/** Tells the name of an agent, for who talks with them. */
export interface AgentNames {
  /** Undefined for an agent who never was. */
  nameOf(id: string): Promise<string | undefined>
}
