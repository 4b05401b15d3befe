import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { paths } from '@balie/desk-api'
import { changeSession } from '@balie/sdk'
import { type CuttableDatabase, openCuttableDatabase } from './testing/cuttable-database.ts'
import { type FaultProxy, startFaultProxy } from './testing/fault-proxy.ts'
import { type RedisServer, startRedisServer, withoutRedis } from './testing/redis-server.ts'
import { runTestApp, type TestApp } from './testing/test-app.ts'
import { type CitizenPage, createTestBrowser, type TestBrowser } from './testing/test-browser.ts'
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts'

/** The core waits five seconds for an answer; twice that on a machine with other work. */
const PROMISED = 10_000

describe('a wire to the database that is faulty', () => {
  let database: TestDatabase
  let wire: CuttableDatabase
  let balie: TestApp
  /** Another node, whose wire is well. */
  let other: TestApp
  before(async () => {
    database = await createTestDatabase()
    wire = await openCuttableDatabase(database)
    balie = await runTestApp({ database: wire })
    other = await runTestApp({ database })
  })
  afterEach(() => wire.behave({}))
  after(async () => {
    await balie.close()
    await other.close()
    await wire.close()
    await database.close()
  })

  it('half-open: everybody is answered 503 in time, sockets are kept and told, and everything resumes', async () => {
    const { browser, handle } = await balie.begun()
    const page = browser.page(handle)
    let told = 0
    page.socket.on('unable', () => {
      told += 1
    })
    await page.until(() => page.views.length > 0)
    assert.ok((await page.says('before')).ok)
    wire.behave({ stall: true })

    const begun = performance.now()
    const [view, ready, said] = await Promise.all([
      browser.get(paths.citizenView, handle),
      fetch(`${balie.internalUrl}/readyz`),
      page.socket.timeout(PROMISED).emitWithAck('send', { id: 'during-it-1', text: 'during' }),
    ])
    assert.ok(performance.now() - begun < PROMISED)
    assert.deepEqual([view.status, ready.status, said.ok], [503, 503, false])
    await page.until(() => told > 0)
    assert.ok(page.socket.connected)

    wire.behave({})
    while ((await fetch(`${balie.internalUrl}/readyz`)).status !== 200) await look()
    const again = await page.socket
      .timeout(PROMISED)
      .emitWithAck('send', { id: 'during-it-1', text: 'during' })
    assert.ok(again.ok)
    // What the other node announces is heard again, by itself.
    const elsewhere = at(other, browser).page(handle)
    await elsewhere.until(() => elsewhere.messages.length === 2)
    assert.ok((await elsewhere.says('elsewhere')).ok)
    await page.until(() => page.messages.length === 3)
    assert.deepEqual(
      page.messages.map(({ text }) => text),
      ['before', 'during', 'elsewhere'],
    )
    assert.ok(page.socket.connected)
    elsewhere.socket.disconnect()
  })

  it('slow by 200 ms a packet: nothing is wrong, and messages are in order', async () => {
    const { browser, handle } = await balie.begun()
    const page = browser.page(handle)
    let told = 0
    page.socket.on('unable', () => {
      told += 1
    })
    await page.until(() => page.views.length > 0)
    wire.behave({ delay: 200 })
    const texts = Array.from({ length: 6 }, (_, number) => `message ${number}`)
    const stored = await Promise.all(texts.map((text) => page.says(text)))
    assert.deepEqual(
      stored.map((answer) => answer.ok && answer.value.seq),
      texts.map((_, index) => index + 1),
    )
    await page.until(() => page.messages.length === texts.length)
    assert.deepEqual(
      page.messages.map(({ text }) => text),
      texts,
    )
    assert.equal((await fetch(`${balie.internalUrl}/readyz`)).status, 200)
    assert.equal(told, 0)
  })
})

describe('a wire to the page that is faulty', () => {
  let database: TestDatabase
  let wire: FaultProxy
  let balie: TestApp
  before(async () => {
    database = await createTestDatabase()
    balie = await runTestApp({ database })
    wire = await startFaultProxy(() => Number(new URL(balie.publicUrl).port))
  })
  afterEach(() => wire.behave({}))
  after(async () => {
    await balie.close()
    await wire.close()
    await database.close()
  })

  /** The page of a browser, by the wire. */
  function byWire({ cookie }: TestBrowser, handle: string, after = 0): CitizenPage {
    const browser = createTestBrowser(`http://127.0.0.1:${wire.port}`)
    browser.cookie = cookie
    return browser.page(handle, { origin: balie.publicUrl, auth: { handle, after } })
  }

  it('half-open: a citizen who is not there any more is gone within half a minute, and has everything on coming back', async () => {
    const { browser, handle } = await balie.begun()
    const page = byWire(browser, handle)
    await page.until(() => page.views.length > 0)
    await becomes(handle, 'present')
    wire.behave({ stall: true })
    const begun = performance.now()
    const agent = { side: 'agent', agent: 'agent-a', name: 'Anna' } as const
    await changeSession(balie.chat.settings, handle, { tag: 'taken', at: Date.now(), agent: 'agent-a' })
    await balie.chat.channel.send(handle, agent, { id: 'meanwhile-1', text: 'meanwhile' })
    await becomes(handle, 'gone')
    assert.ok(performance.now() - begun < 30_000)
    page.socket.disconnect()
    wire.behave({})
    const back = byWire(browser, handle)
    await back.until(() => back.messages.length === 1 && back.views.at(-1)?.state === 'open')
    await becomes(handle, 'present')
    back.socket.disconnect()
  })

  it('cut after some kilobytes, again and again: each message is there once, in order', async () => {
    const { browser, handle } = await balie.begun()
    wire.behave({ cutAfter: 6_000 })
    let connections = 0
    let page: CitizenPage | undefined
    for (let number = 1; number <= 40; number += 1) {
      const text = `message ${number} ${'x'.repeat(200)}`
      let isStored = false
      while (!isStored) {
        if (!page?.socket.connected) {
          page?.socket.disconnect()
          connections += 1
          page = byWire(browser, handle, number - 1)
          await connected(page)
        }
        const sent = page.socket.timeout(8_000).emitWithAck('send', { id: `message-${number}`, text })
        const answer = await Promise.race([sent, lost(page)]).catch(() => undefined)
        isStored = answer?.ok ?? false
      }
    }
    page?.socket.disconnect()
    wire.behave({})
    const whole = browser.page(handle)
    await whole.until(() => whole.messages.length === 40)
    assert.deepEqual(
      whole.messages.map(({ text }) => text.split(' ')[1]),
      Array.from({ length: 40 }, (_, index) => String(index + 1)),
    )
    assert.ok(connections > 3, `it was cut ${connections} times`)
  })

  async function becomes(handle: string, expected: string) {
    for (;;) {
      const found = await balie.chat.settings.store.find({ by: 'id', id: handle })
      if (found?.session.citizen.state === expected) return
      await new Promise((done) => setTimeout(done, 50))
    }
  }
})

describe('a wire to Redis that is faulty', { skip: withoutRedis() }, () => {
  let database: TestDatabase
  let redis: RedisServer
  let wire: FaultProxy
  let [one, other]: TestApp[] = []
  before(async () => {
    database = await createTestDatabase()
    redis = await startRedisServer()
    wire = await startFaultProxy(() => Number(new URL(redis.url).port))
    one = await runTestApp({ database, config: { redis_url: `redis://127.0.0.1:${wire.port}` } })
    other = await runTestApp({ database, config: { redis_url: redis.url } })
  })
  after(async () => {
    await one?.close()
    await other?.close()
    await wire.close()
    await redis.close()
    await database.close()
  })

  it('half-open: messages are stored meanwhile, and shown on the other node when it is well', async () => {
    if (!one || !other) throw new Error('not started')
    const { browser, handle } = await other.begun()
    const there = browser.page(handle)
    await there.until(() => there.views.length > 0)
    const here = at(one, browser).page(handle)
    await here.until(() => here.views.length > 0)
    wire.behave({ stall: true })
    assert.ok((await here.says('unheard of')).ok)
    // Longer than what is dead is taken for living.
    while (there.messages.length < 1) await look()
    assert.ok((await there.says('answered')).ok)
    wire.behave({})
    await here.until(() => here.messages.length === 2)
    assert.equal((await fetch(`${one.internalUrl}/readyz`)).status, 200)
    here.socket.disconnect()
  })

  it('abandoned, what it says and what it hears go by new connections', async () => {
    if (!one || !other) throw new Error('not started')
    const { browser, handle } = await other.begun()
    const there = browser.page(handle)
    await there.until(() => there.views.length > 0)
    wire.abandon()
    const here = at(one, browser).page(handle)
    await here.until(() => here.views.length > 0)
    let number = 0
    // Typing is not stored: who hears of it heard it from the other node.
    const agent = { side: 'agent', agent: 'agent-a', name: 'Anna' } as const
    await changeSession(one.chat.settings, handle, { tag: 'taken', at: Date.now(), agent: agent.agent })
    while (there.typing.length === 0) {
      number += 1
      one.chat.channel.typing(handle, 'agent', number % 2 === 1)
      await look()
    }
    here.socket.disconnect()
  })
})

/** When it is connected, or cannot be. */
function connected({ socket }: CitizenPage): Promise<void> {
  return new Promise((done) => void socket.once('connect', done).once('connect_error', () => done()))
}

/** When its connection is. */
function lost({ socket }: CitizenPage): Promise<undefined> {
  return new Promise((done) => {
    socket.once('disconnect', () => done(undefined))
    if (!socket.connected) done(undefined)
  })
}

/** The same browser at another node. */
function at(node: TestApp, { cookie }: TestBrowser): TestBrowser {
  const browser = createTestBrowser(node.publicUrl)
  browser.cookie = cookie
  return browser
}

/** Between two looks, fewer than a page may ask. */
function look(): Promise<void> {
  return new Promise((done) => setTimeout(done, 50))
}
