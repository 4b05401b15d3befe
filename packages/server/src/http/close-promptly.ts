import type { Socket } from 'node:net'
import type { Listener } from './listener.ts'

/** Milliseconds that requests in progress get when the listener closes; the core waits no longer either. */
const GRACE = 5_000

/**
 * Lets a listener close without waiting for those who say nothing. Browsers open connections ahead of need;
 * Node counts one without a request yet as busy and would wait for it for half a minute.
 */
export function closePromptly(app: Listener): void {
  const silent = new Set<Socket>()
  app.server.on('connection', (socket) => {
    silent.add(socket)
    socket.once('close', () => silent.delete(socket))
  })
  app.server.on('request', ({ socket }) => silent.delete(socket))
  app.server.on('upgrade', ({ socket }) => silent.delete(socket))
  app.addHook('preClose', async () => {
    for (const socket of silent) socket.destroy()
    setTimeout(() => app.server.closeAllConnections(), GRACE).unref()
  })
}
