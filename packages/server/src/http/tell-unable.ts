import type { Server, Socket } from 'socket.io'

/** Pages are told in turn, so that they do not all look elsewhere at the same moment. */
const TURNS = 2

/**
 * Tells pages that this node cannot serve: they look whether another one does, and go there, or else stay.
 *
 * @param beat a number that grows by one each second; every page is told once in two seconds
 */
export function tellUnable(io: Server, beat: number): void {
  const sockets = [...io._nsps.values()].flatMap(({ sockets: open }): Socket[] => [...open.values()])
  for (const [index, socket] of sockets.entries()) if (index % TURNS === beat % TURNS) socket.emit('unable')
}
