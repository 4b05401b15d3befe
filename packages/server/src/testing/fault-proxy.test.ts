import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { after, afterEach, before, describe, it } from 'node:test'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'

describe('a wire that is faulty', () => {
  let echo: Server
  let proxy: FaultProxy
  const open: Socket[] = []
  before(async () => {
    echo = createServer((socket) => socket.on('error', () => undefined).pipe(socket)).listen(0, '127.0.0.1')
    await once(echo, 'listening')
    proxy = await startFaultProxy(() => (echo.address() as AddressInfo).port)
  })
  afterEach(() => {
    proxy.behave({})
    for (const socket of open.splice(0)) socket.destroy()
  })
  after(async () => {
    await proxy.close()
    echo.close()
  })

  async function dial(): Promise<Socket> {
    const socket = connect(proxy.port, '127.0.0.1')
    open.push(socket)
    await once(socket, 'connect')
    return socket
  }

  async function said(socket: Socket): Promise<string> {
    return String((await once(socket, 'data'))[0])
  }

  it('brings late what is delayed, in order', async () => {
    const socket = await dial()
    proxy.behave({ delay: 60 })
    const begun = performance.now()
    socket.write('one')
    assert.equal(await said(socket), 'one')
    assert.ok(performance.now() - begun >= 119, 'there and back')
  })

  it('brings as much in a second as it may', async () => {
    const socket = await dial()
    proxy.behave({ bytesPerSecond: 1_000 })
    const begun = performance.now()
    socket.write('x'.repeat(200))
    await said(socket)
    socket.write('y')
    await said(socket)
    assert.ok(performance.now() - begun >= 199)
  })

  it('holds what comes while it is half-open, also on new connections, and brings it afterwards', async () => {
    const socket = await dial()
    proxy.behave({ stall: true })
    const later = await dial()
    for (const one of [socket, later]) one.write('held')
    assert.equal(socket.bytesRead, 0)
    proxy.behave({})
    assert.deepEqual(await Promise.all([said(socket), said(later)]), ['held', 'held'])
  })

  it('cuts a connection that has carried enough, and others not', async () => {
    proxy.behave({ cutAfter: 100 })
    const [much, little] = [await dial(), await dial()]
    much.write('x'.repeat(101))
    await assert.rejects(once(much, 'data'), { code: 'ECONNRESET' })
    little.write('little')
    assert.equal(await said(little), 'little')
  })

  it('cuts all, takes none until it is restored, and is at the same port then', async () => {
    const [socket, { port }] = [await dial(), proxy]
    const broken = once(socket, 'data')
    await proxy.cut()
    await assert.rejects(broken)
    await assert.rejects(dial())
    await proxy.restore()
    assert.equal(proxy.port, port)
    const again = await dial()
    again.write('again')
    assert.equal(await said(again), 'again')
  })
})
