import { paths } from '@balie/desk-api'
import { io, type Socket } from 'socket.io-client'

/** Opens a socket of its own, as each phone or desk has. @returns it, connected */
export async function connect(
  url: string,
  headers: Readonly<Record<string, string>>,
  auth: Readonly<Record<string, unknown>> = {},
  path: string = paths.live,
): Promise<Socket> {
  const socket = io(url, {
    path,
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: headers,
    auth,
  })
  await new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(undefined)).once('connect_error', reject)
  })
  return socket
}
