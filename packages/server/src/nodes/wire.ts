/** Carries texts between nodes, also back to who sent them. In the order of each sender; some may be lost. */
export interface Wire {
  /**
   * Begins to hear, and from then on comes back by itself whenever what carries it does.
   *
   * @param hear must not throw
   */
  open(hear: (text: string) => void): Promise<void>

  /**
   * At most 7,000 bytes.
   *
   * @throws {Error} when it was not handed over; it is not tried again
   */
  publish(text: string): Promise<void>

  /** Lets go of a connection that says nothing any more, and makes another. */
  renew(): void

  close(): Promise<void>
}

/** Most bytes of a text: PostgreSQL takes 8,000. */
export const WIRE_BYTES = 7_000
