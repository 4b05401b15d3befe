import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import {
  changeSession,
  deliverUpdate,
  type KeyName,
  logOut,
  openAttributes,
  randomText,
  systemRandom,
  unwrapDataKey,
} from '@balie/sdk'
import { createTestClock, type TestClock } from '@balie/sdk/testing'
import { isTable } from '../config/table.ts'
import { createLog } from '../log.ts'
import { type FarSide, startFarSide } from '../testing/far-side.ts'
import { findInFiles } from '../testing/find-in-files.ts'
import { runTestApp, type TestApp } from '../testing/test-app.ts'
import { testConfigTable } from '../testing/test-config.ts'
import { createTestDatabase, type TestDatabase, testDirectory } from '../testing/test-database.ts'
import { migrate } from './migrate.ts'
import { type OwnPostgres, startOwnPostgres } from './own-postgres/own-postgres.ts'
import { openStore, type Store } from './pool.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const canary = (what: string) => `${what}-${randomText(systemRandom, 12)}`

/** The usual purposes, with so many days of retention. */
function keeping(days: number) {
  const { purposes } = testConfigTable()
  assert.ok(Array.isArray(purposes))
  return purposes.filter(isTable).map((purpose) => ({ ...purpose, retention_days: days }))
}

describe('P2, P1: on the disk', () => {
  let directory: string
  let postgres: OwnPostgres
  let store: Store
  let far: FarSide
  let balie: TestApp
  const clock = createTestClock(Date.now())
  const log = createLog({ level: 'silent' })
  before(async () => {
    directory = await testDirectory()
    postgres = await startOwnPostgres({ dataDirectory: directory, log })
    store = openStore({ databaseUrl: postgres.databaseUrl, log })
    await migrate(store.pool)
    far = await startFarSide(clock)
    balie = await runTestApp({ database: store, clock, config: { ...far.config, purposes: keeping(0) } })
  })
  after(async () => {
    await balie.close()
    await store.close()
    await postgres.close()
    await far.close()
    await rm(directory, { recursive: true, force: true })
  })

  it('nothing of a citizen is in the clear while a conversation runs, nor after it', async () => {
    const [name, bsn, question, answer, session] = ['name', 'bsn', 'question', 'answer', 'url'].map(canary)
    assert.ok(name && bsn && question && answer && session)
    const { browser, handle, attrUrl } = await balie.begun()
    const result = await balie.succes({ fullname: name, bsn }, far.sessionUrl(session))
    assert.equal(await balie.deliver(attrUrl ?? '', result), 200)
    const page = browser.page(handle)
    await page.socket.timeout(8000).emitWithAck('send', { id: canary('id'), text: question })
    const { settings, channel } = balie.chat
    await changeSession(settings, handle, { tag: 'taken', at: clock.now(), agent: 'a' })
    const agent = { side: 'agent', agent: 'a', name: 'Anna' } as const
    await channel.send(handle, agent, { id: canary('id'), text: answer })
    await far.until(() => far.updates.some((update) => update.session === session))
    const record = await settings.store.find({ by: 'id', id: handle })
    assert.ok(record && openAttributes(settings.keyring, record)?.reveal()['bsn'] === bsn)
    assert.deepEqual(Object.keys(record.keys).sort(), ['attributes', 'feedback', 'transcript'])

    const dataKeys = Object.entries(record.keys).map(([key, wrapped]) =>
      unwrapDataKey(settings.keyring, handle, key as KeyName, wrapped)
        .reveal()
        .export(),
    )
    const secrets = [name, bsn, question, answer, session, ...dataKeys]
    await store.pool.query('checkpoint')
    assert.notDeepEqual(await findInFiles(directory, [handle]), [], 'what is in the clear is found')
    assert.deepEqual(await findInFiles(directory, secrets), [])

    await logOut(settings, handle)
    await far.until(() => far.updates.some(({ update }) => update === 'logout'))
    clock.advance(2 * HOUR)
    await until(async () => !(await settings.store.find({ by: 'id', id: handle })))
    await balie.close()
    await store.pool.query('checkpoint')
    const places = await findInFiles(directory, secrets)
    assert.deepEqual(places, [])
    const logged = balie.logged.join('\n')
    assert.ok(logged.length > 500)
    for (const secret of [name, bsn, question, answer, session]) assert.ok(!logged.includes(secret))
    for (const table of ['session_keys', 'sealed', 'chat_messages', 'chat_conversations', 'sessions']) {
      const { rows } = await store.pool.query(`select from ${table}`)
      assert.equal(rows.length, 0, table)
    }
  })
})

describe('P2: keys and rows go when their time has come', () => {
  let database: TestDatabase
  let clock: TestClock
  before(async () => {
    database = await createTestDatabase()
  })
  after(() => database.close())

  /** A conversation with a message that just ended. */
  async function ended(days: number) {
    clock = createTestClock(Date.now())
    const balie = await runTestApp({ database, clock, config: { purposes: keeping(days) } })
    const { browser, handle, attrUrl } = await balie.begun()
    await balie.deliver(attrUrl ?? '', await balie.succes({ fullname: 'A', bsn: '1' }))
    const page = browser.page(handle)
    await page.socket.timeout(8000).emitWithAck('send', { id: canary('id'), text: 'Hallo' })
    assert.deepEqual(await keys(handle), ['attributes', 'transcript'])
    await changeSession(balie.chat.settings, handle, { tag: 'ended', at: clock.now(), by: 'citizen' })
    return { balie, handle }
  }

  async function keys(handle: string): Promise<string[]> {
    const { rows } = await database.pool.query(
      'select name from session_keys where session_id = $1 order by name',
      [handle],
    )
    return rows.map(({ name }) => name)
  }

  async function rowsOf(handle: string): Promise<number> {
    const { rows } = await database.pool.query(
      `select (select count(*) from sessions where id = $1) + (select count(*) from chat_conversations where session_id = $1)
        + (select count(*) from chat_messages where session_id = $1) as count`,
      [handle],
    )
    return rows[0].count
  }

  /** What the beat does, to its end. */
  async function beat(balie: TestApp): Promise<void> {
    balie.chat.beat()
    await wait(1)
  }

  it('without retention: attributes at once, the transcript after a minute, the rows after an hour', async (t) => {
    const { balie, handle } = await ended(0)
    t.after(() => balie.close())
    assert.deepEqual(await keys(handle), ['transcript'])
    clock.advance(MINUTE - 1)
    await beat(balie)
    assert.equal((await balie.chat.channel.since(handle, 0)).length, 1)
    clock.advance(1)
    await until(async () => (await keys(handle)).length === 0)
    assert.deepEqual(await balie.chat.channel.since(handle, 0), [])
    clock.advance(HOUR - MINUTE - 1)
    await beat(balie)
    assert.equal(await rowsOf(handle), 3)
    clock.advance(1)
    await until(async () => (await rowsOf(handle)) === 0)
  })

  it('with retention: the transcript until its last moment, then all of it', async (t) => {
    const { balie, handle } = await ended(7)
    t.after(() => balie.close())
    clock.advance(7 * DAY - 1)
    await beat(balie)
    assert.deepEqual(await keys(handle), ['transcript'])
    assert.equal((await balie.chat.channel.since(handle, 0)).length, 1)
    clock.advance(1)
    await until(async () => (await rowsOf(handle)) === 0)
    assert.deepEqual(await keys(handle), [])
    assert.deepEqual(await balie.chat.channel.since(handle, 0), [])
  })

  it('a session that nobody began goes when it no longer can be', async (t) => {
    clock = createTestClock(Date.now())
    const balie = await runTestApp({ database, clock, config: { purposes: keeping(7) } })
    t.after(() => balie.close())
    await balie.start('report_move', await balie.succes({ fullname: 'A', bsn: '1' }))
    const ids = async () => (await database.pool.query('select id from sessions')).rows.length
    assert.equal(await ids(), 1)
    clock.advance(HOUR)
    await beat(balie)
    assert.equal(await ids(), 1)
    clock.advance(1)
    await until(async () => (await ids()) === 0)
  })

  it('O3: session URLs stay until the logout was told, for a week', async (t) => {
    clock = createTestClock(Date.now())
    const far = await startFarSide(clock)
    t.after(() => far.close())
    far.answers.update = 500
    const balie = await runTestApp({ database, clock, config: { ...far.config, purposes: keeping(0) } })
    t.after(() => balie.close())
    const { settings } = balie.chat
    const { handle, attrUrl } = await balie.begun()
    const attributes = { fullname: 'A', bsn: '1' }
    await balie.deliver(attrUrl ?? '', await balie.succes(attributes, far.sessionUrl('told')))
    await logOut(settings, handle)
    clock.advance(DAY)
    await until(async () => (await keys(handle)).join() === 'feedback')
    await assert.rejects(deliverUpdate(settings, { session: handle, update: 'logout', url: 0 }), {
      code: 'UPDATE_REFUSED',
    })
    clock.advance(6 * DAY)
    await until(async () => (await rowsOf(handle)) === 0)
    await deliverUpdate(settings, { session: handle, update: 'logout', url: 0 })
  })
})

/** Waits until it is so. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(20)
}
