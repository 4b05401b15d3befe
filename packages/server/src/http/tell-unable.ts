import type { Server, Socket } from 'socket.io'

/** Pages are told in turn, so that they do not all look elsewhere at the same moment. */
const TURNS = 2

/**
 * Tells pages that this node cannot serve: they look whether another one does, and go there, or else stay.
 *
 * @param beat a number that grows by one each second; every page is told once in two seconds
 */
export function tellUnable(io: Server, beat: number): void {
  for (const socket of socketsOf(io)) if (turnOf(socket) === beat % TURNS) socket.emit('unable')
}

function socketsOf(io: Server): Socket[] {
  return [...io._nsps.values()].flatMap(({ sockets }): Socket[] => [...sockets.values()])
}

/** Its own, whoever left before: ids are random. */
function turnOf({ id }: Socket): number {
  return id.charCodeAt(0) % TURNS
}
