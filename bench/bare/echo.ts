// The bare counterpart of row 3: Socket.IO that sends every message back to its sender. It stores nothing.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { runBare } from './run-bare.ts'

await runBare(async () => {
  const http = createServer()
  const io = new Server(http, { transports: ['websocket'] })
  io.on('connection', (socket) => socket.on('message', (message) => socket.emit('message', message)))
  await new Promise<void>((ready) => http.listen(0, '127.0.0.1', ready))
  return (http.address() as AddressInfo).port
})
