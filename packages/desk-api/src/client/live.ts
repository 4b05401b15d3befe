import { io, type Socket } from 'socket.io-client'
import type { CitizenCommands, CitizenEvents, DeskCommands, DeskEvents } from '../live.ts'
import { paths } from '../paths.ts'

export type CitizenSocket = Socket<CitizenEvents, CitizenCommands>
export type DeskSocket = Socket<DeskEvents, DeskCommands>

const options = {
  path: paths.live,
  transports: ['websocket'],
  autoConnect: false,
  reconnectionDelay: 300,
  reconnectionDelayMax: 5000,
  timeout: 8000,
}

/** Where there is no browser around the socket: what one would say of itself. */
export interface OutsideBrowser {
  readonly cookie: string
}

/**
 * The citizen's socket, not yet connected.
 *
 * @param after read at every (re)connection, so that the server sends exactly what is missing
 * @param origin where the server is; the page's own origin when left out
 */
export function citizenSocket(
  handle: string,
  after: () => number,
  origin = '',
  outside?: OutsideBrowser,
): CitizenSocket {
  const auth = (give: (data: object) => void) => give({ handle, after: after() })
  return io(`${origin}/citizen`, { ...options, ...headers(origin, outside), auth })
}

/**
 * The desk's socket, not yet connected. The agent's cookie is the credential.
 *
 * @param origin where the server is; the page's own origin when left out
 */
export function deskSocket(origin = '', outside?: OutsideBrowser): DeskSocket {
  return io(`${origin}/desk`, { ...options, ...headers(origin, outside) })
}

function headers(origin: string, outside: OutsideBrowser | undefined) {
  return outside && { forceNew: true, extraHeaders: { origin, cookie: outside.cookie } }
}
