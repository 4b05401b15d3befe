import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { it } from 'node:test'
import { Server } from 'socket.io'
import { io } from 'socket.io-client'
import { tellUnable } from './tell-unable.ts'

const PAGES = 40

it('tells every page within two beats, also when those that were told leave', {
  timeout: 20_000,
}, async (t) => {
  const http = createServer().listen(0, '127.0.0.1')
  const server = new Server(http, { transports: ['websocket'] })
  t.after(() => server.close())
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo
  let told = 0
  const pages = Array.from({ length: PAGES }, () =>
    io(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true, reconnection: false }),
  )
  await Promise.all(
    pages.map((page) => {
      page.on('unable', () => {
        told += 1
        page.disconnect()
      })
      return new Promise<void>((done) => page.once('connect', done))
    }),
  )

  tellUnable(server, 6)
  const first = await whenToldHaveLeft()
  assert.ok(first > 0 && first < PAGES, `${first} in the first beat`)
  tellUnable(server, 7)
  assert.equal(await whenToldHaveLeft(), PAGES)

  /** Each page hears everything that was sent before it hears an answer to what it asks afterwards. */
  async function whenToldHaveLeft(): Promise<number> {
    server.emit('asked')
    await Promise.all(
      pages.map(
        (page) =>
          page.disconnected ||
          new Promise<void>((done) => page.once('asked', done).once('disconnect', () => done())),
      ),
    )
    while (server.of('/').sockets.size > PAGES - told) await new Promise((done) => setImmediate(done))
    return told
  }
})
