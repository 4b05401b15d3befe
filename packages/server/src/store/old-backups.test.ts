import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it, type TestContext } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import {
  changeSession,
  createDataKey,
  type KeyName,
  type Keyring,
  openAttributes,
  seal,
  systemRandom,
  unseal,
  unwrapDataKey,
} from '@balie/sdk'
import { createTestClock, sessionRecord } from '@balie/sdk/testing'
import type { Pool } from 'pg'
import { masterKeyring } from '../config/master-keyring.ts'
import { type FarSide, startFarSide } from '../testing/far-side.ts'
import { runTestApp, type TestApp } from '../testing/test-app.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { createDataKeys } from './data-keys.ts'
import { createSessionStore } from './session-store.ts'

/** What is in each table, as JSON: a logical dump. */
type Dump = ReadonlyMap<string, string>

/** All that is personal, in an order in which it can be put back. The keys are apart, as in a real backup. */
const DATA = ['sessions', 'sealed', 'authentication_secrets', 'chat_conversations', 'chat_messages']
const KEYS = 'session_keys'

async function dump(pool: Pool, tables: readonly string[]): Promise<Dump> {
  const dumps = new Map<string, string>()
  for (const table of tables) {
    const { rows } = await pool.query(
      `select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text as dump from ${table} t`,
    )
    dumps.set(table, rows[0].dump)
  }
  return dumps
}

/** A new database with this in it. */
async function restored(t: TestContext, ...dumps: Dump[]): Promise<TestDatabase> {
  const database = await createTestDatabase()
  t.after(() => database.close())
  for (const [table, rows] of dumps.flatMap((one) => [...one])) {
    // Keys of sessions that the older dump did not have have nothing to belong to.
    const known = table === KEYS ? 'where session_id in (select id from sessions)' : ''
    await database.pool.query(
      `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1) ${known}`,
      [rows],
    )
  }
  return database
}

describe('P2: a backup from before the end, with the keys of after it', () => {
  const attributes = { fullname: 'Sanne Jansen', bsn: '999993653' }
  const text = 'Ik wil graag verhuizen.'

  /** What can be read of a conversation in a database. The clock stands still, so that nothing more is erased. */
  async function readable(database: TestDatabase, handle: string, clock: ReturnType<typeof createTestClock>) {
    const balie = await runTestApp({ database, clock })
    try {
      const { settings, channel } = balie.chat
      const record = await settings.store.find({ by: 'id', id: handle })
      assert.ok(record?.sealed.attributes && record.sealed.session_urls, 'the sealed data was put back')
      assert.equal(record.session.conversation.state, 'open')
      const opened = (work: () => unknown) => {
        try {
          return work() ?? 'nothing'
        } catch (error) {
          return error instanceof Error && 'code' in error ? error.code : assert.fail(String(error))
        }
      }
      return {
        attributes: opened(() => ({ ...openAttributes(settings.keyring, record)?.reveal() })),
        urls: opened(() => {
          const key = unwrapDataKey(settings.keyring, handle, 'feedback', record.keys.feedback)
          return unseal(key, `session_urls:${handle}`, record.sealed.session_urls ?? new Uint8Array())
        }),
        messages: (await channel.since(handle, 0)).map((message) => message.text),
        any: await openedByAnyKey(database, settings.keyring),
      }
    } finally {
      await balie.close()
    }
  }

  async function conversation(balie: TestApp, far: FarSide, clock: ReturnType<typeof createTestClock>) {
    const { browser, handle, attrUrl } = await balie.begun()
    await balie.deliver(attrUrl ?? '', await balie.succes(attributes, far.sessionUrl('secret')))
    const page = browser.page(handle)
    await page.socket.timeout(8000).emitWithAck('send', { id: 'message-1', text })
    const agent = { tag: 'taken', at: clock.now(), agent: 'a' } as const
    await changeSession(balie.chat.settings, handle, agent)
    return handle
  }

  it('opens no attribute after the end, and no message or session URL after their time', async (t) => {
    const start = Date.now()
    const clock = createTestClock(start)
    const far = await startFarSide(clock)
    t.after(() => far.close())
    const database = await createTestDatabase()
    t.after(() => database.close())
    const balie = await runTestApp({ database, clock, config: far.config })
    const handle = await conversation(balie, far, clock)
    // Those of its keys that are still there open nothing of the other one.
    const other = await conversation(balie, far, clock)
    const old = await dump(database.pool, DATA)
    const oldKeys = await dump(database.pool, [KEYS])

    const ended = await changeSession(balie.chat.settings, handle, { tag: 'ended', at: start, by: 'agent' })
    const keysAtEnd = await dump(database.pool, [KEYS])
    clock.advance(ended.limits.retention)
    const { store } = balie.chat.settings
    await until(async () => !(await store.find({ by: 'id', id: handle })))
    // It ended by its own limits only now.
    await until(async () => !(await store.find({ by: 'id', id: other }))?.keys.attributes)
    await balie.close()
    const keysAfter = await dump(database.pool, [KEYS])

    const frozen = createTestClock(start)
    const url = JSON.stringify([far.sessionUrl('secret')])
    // With the keys of then all of it can be read: so the rest of this test can fail.
    assert.deepEqual(await readable(await restored(t, old, oldKeys), handle, frozen), {
      attributes,
      urls: url,
      messages: [text],
      any: 6,
    })
    const atEnd = await readable(await restored(t, old, keysAtEnd), handle, frozen)
    assert.deepEqual([atEnd.attributes, atEnd.messages], ['SEAL_BROKEN', [text]])
    const after = await readable(await restored(t, old, keysAfter), handle, frozen)
    assert.deepEqual(after, { attributes: 'SEAL_BROKEN', urls: 'SEAL_BROKEN', messages: [], any: 2 })
    assert.ok(!keysAfter.get(KEYS)?.includes(handle))
  })
})

/** How many sealed things any of the keys that are there opens, as what they are. */
async function openedByAnyKey(database: TestDatabase, keyring: Keyring): Promise<number> {
  const keys = await database.db.selectFrom('session_keys').selectAll().execute()
  const sealed = await database.db.selectFrom('sealed').selectAll().execute()
  const messages = await database.db.selectFrom('chat_messages').selectAll().execute()
  const boxes = [
    ...sealed.map(({ session_id, slot, bytes }) => ({ context: `${slot}:${session_id}`, bytes })),
    ...messages.map(({ session_id, sender, client_id, sealed }) => ({
      context: `message:${session_id}:${sender}:${client_id}`,
      bytes: sealed,
    })),
  ]
  return boxes.filter(({ context, bytes }) =>
    keys.some(({ session_id, name, wrapped_key }) => {
      try {
        return unseal(unwrapDataKey(keyring, session_id, name, wrapped_key), context, bytes) !== ''
      } catch {
        return false
      }
    }),
  ).length
}

describe('a new master key', () => {
  const [first, second] = [1, 2].map(() => randomBytes(32).toString('base64'))
  assert.ok(first && second)
  const before = masterKeyring([first])
  const rotated = masterKeyring([second, first])
  const dropped = masterKeyring([second])

  it('P2: opens what the one before it wrapped, of every kind, as long as that is given too', async (t) => {
    const database = await createTestDatabase()
    t.after(() => database.close())
    const { session, ...record } = sessionRecord()
    const names: readonly KeyName[] = ['attributes', 'pending', 'feedback', 'transcript']
    const made = names.map((name) => ({ name, ...createDataKey(before, session.id, name, systemRandom) }))
    const keys = Object.fromEntries(made.map(({ name, wrappedKey }) => [name, wrappedKey]))
    const store = createSessionStore(database.pool, createTestClock(0))
    await store.insert({ ...record, session, keys })
    const found = await store.find({ by: 'id', id: session.id })
    for (const { name, dataKey } of made) {
      const box = seal(dataKey, 'context', name, systemRandom)
      const again = unwrapDataKey(rotated, session.id, name, found?.keys[name])
      assert.equal(unseal(again, 'context', box), name)
      assert.throws(() => unwrapDataKey(dropped, session.id, name, found?.keys[name]), {
        code: 'SEAL_BROKEN',
      })
      const other = names.find((one) => one !== name) ?? 'transcript'
      assert.throws(() => unwrapDataKey(rotated, session.id, other, found?.keys[name]), {
        code: 'SEAL_BROKEN',
      })
    }
    const transcript = await createDataKeys(database.pool, rotated).of(session.id)
    assert.deepEqual(transcript?.reveal(), made.at(-1)?.dataKey.reveal())
    await assert.rejects(createDataKeys(database.pool, dropped).of(session.id), { code: 'SEAL_BROKEN' })
  })
})

/** Waits until it is so. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(20)
}
