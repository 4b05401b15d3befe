import type { Agent, DeskCommands, DeskEvents } from '@balie/desk-api'
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io'

/** What is known of a socket of the desk; from its cookie at the handshake, never from what it sends (R1). */
export interface DeskSocketData {
  agent: Agent
  session: string
}

export type DeskNamespace = Namespace<DeskCommands, DeskEvents, DefaultEventsMap, DeskSocketData>
export type DeskSocket = Socket<DeskCommands, DeskEvents, DefaultEventsMap, DeskSocketData>

/** Everybody of a team. */
export const teamRoom = (team: string) => `team:${team}`
/** Every page of an agent. */
export const agentRoom = (agent: string) => `agent:${agent}`
