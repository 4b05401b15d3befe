import { io } from 'socket.io-client'
import { inParallel } from '../in-parallel.ts'
import type { Bench } from '../row.ts'
import type { Conversations } from './latencies.ts'

/** Connects one socket for each conversation to the bare echo: what a citizen sends comes back to them. */
export async function openEcho({ started }: Bench, url: string, count: number): Promise<Conversations> {
  const sockets = await inParallel(count, 16, async () => {
    const socket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false })
    started.defer(async () => void socket.disconnect())
    await new Promise<void>((connected, failed) => {
      socket.once('connect', connected).once('connect_error', failed)
    })
    socket.on('message', ({ id }: { id: string }) => conversations.onArrival(id))
    return socket
  })
  const conversations: Conversations = {
    count,
    send: (index, message) => sockets[index]?.emit('message', message),
    onArrival: () => undefined,
  }
  return conversations
}
