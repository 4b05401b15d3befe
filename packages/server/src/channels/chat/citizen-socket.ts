import type { CitizenCommands, CitizenEvents } from '@balie/desk-api'
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io'

/** What is known of a citizen's socket; from its cookie and the store, never from what it sends later (R1). */
export interface CitizenSocketData {
  handle: string
  /** Hash of the cookie. */
  browser: string
  /** The last message that the page had when it connected. */
  after: number
  /** This node stops, and has closed the connection: the page comes back on another one. */
  isLetGo?: boolean
}

export type CitizenNamespace = Namespace<CitizenCommands, CitizenEvents, DefaultEventsMap, CitizenSocketData>
export type CitizenSocket = Socket<CitizenCommands, CitizenEvents, DefaultEventsMap, CitizenSocketData>
