import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import {
  applyEvent,
  type ClaimOutcome,
  IdContactError,
  randomText,
  systemClock,
  systemRandom,
} from '@balie/sdk'
import { sessionRecord, storeSuite } from '@balie/sdk/testing'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { createSessionStore, type SessionStore } from './session-store.ts'

storeSuite('PostgreSQL', async () => {
  const database = await createTestDatabase()
  return { store: createSessionStore(database.pool, systemClock), close: () => database.close() }
})

describe('sessions in PostgreSQL', () => {
  let database: TestDatabase
  let node: SessionStore
  let otherNode: SessionStore
  before(async () => {
    database = await createTestDatabase()
    node = createSessionStore(database.pool, systemClock)
    otherNode = createSessionStore(database.pool, systemClock)
  })
  after(() => database.close())

  async function inserted() {
    const record = sessionRecord()
    await node.insert(record)
    return record.session
  }
  const claim = () => ({ fingerprint: randomText(systemRandom, 32), until: Date.now() + 60_000 })

  it('B8: loses none of fifty changes of one session made at once on two nodes', async () => {
    const { id } = await inserted()
    const browsers = Array.from({ length: 50 }, (_, i) => `browser-${i}`)
    await Promise.all(
      browsers.map((browser, i) =>
        (i % 2 ? node : otherNode).transact(id, (record) => {
          const { session, effects } = applyEvent(record.session, { tag: 'landed', at: 1, browser })
          return { value: 0, session, effects }
        }),
      ),
    )
    const found = await node.find({ by: 'id', id })
    assert.deepEqual(new Set(found?.session.landings.map(({ browser }) => browser)), new Set(browsers))
  })

  it('B1: gives a conversation to one of five hundred that begin at once on two nodes', async () => {
    const { id } = await inserted()
    const browsers = Array.from({ length: 500 }, (_, i) => `browser-${i}`)
    await node.transact(id, ({ session }) => ({
      value: 0,
      session: { ...session, landings: browsers.map((browser) => ({ browser, first: 1, last: 1 })) },
    }))
    const begins = await Promise.allSettled(
      browsers.map((browser, i) =>
        (i % 2 ? node : otherNode).transact(id, (record) => {
          const { session, effects } = applyEvent(record.session, { tag: 'begun', at: 2, browser })
          return { value: browser, session, effects }
        }),
      ),
    )
    const won = begins.flatMap((begin) => (begin.status === 'fulfilled' ? [begin.value] : []))
    assert.equal(won.length, 1)
    assert.equal((await node.find({ by: 'id', id }))?.session.owner?.browser, won[0])
    const codes = begins.flatMap((begin) => (begin.status === 'rejected' ? [begin.reason.code] : []))
    assert.deepEqual(new Set(codes), new Set(['NOT_THE_OWNER']))
  })

  it('T7: gives a result to one of two hundred sessions that claim it at once on two nodes', async () => {
    const sessions = await Promise.all(Array.from({ length: 200 }, inserted))
    const one = claim()
    const outcomes = await Promise.all(
      sessions.map(({ id }, i) =>
        (i % 2 ? node : otherNode).transact<ClaimOutcome | undefined>(id, (_, value) => ({ value }), one),
      ),
    )
    assert.equal(outcomes.filter((outcome) => outcome === 'claimed').length, 1)
    assert.equal(outcomes.filter((outcome) => outcome === 'elsewhere').length, 199)
  })

  it('T7: a claim and what was decided with it are written together or not at all', async () => {
    const [first, second] = [await inserted(), await inserted()]
    const one = claim()
    const sealed = { attributes: Buffer.from('sealed') }
    const take = (id: string) =>
      node.transact(
        id,
        (_, outcome) => {
          if (outcome === 'elsewhere') throw new IdContactError('AUTH_RESULT_REFUSED', 'test')
          return { value: outcome, sealed }
        },
        one,
      )
    const outcomes = await Promise.allSettled([take(first.id), take(second.id)])
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    const found = await Promise.all([first, second].map(({ id }) => node.find({ by: 'id', id })))
    assert.equal(found.filter((record) => record?.sealed.attributes).length, 1)
  })

  it('B9: leaves no session behind when the result of its start was used', async () => {
    const one = claim()
    await node.insert(sessionRecord(), one)
    const before = await count('sessions')
    const many = Array.from({ length: 20 }, () => node.insert(sessionRecord(), one))
    assert.deepEqual(new Set(await Promise.all(many)), new Set(['elsewhere']))
    assert.equal(await count('sessions'), before)
    assert.equal(await count('session_keys'), before)
  })

  it('forgets used results when they could no longer be accepted, and not before', async () => {
    const { id } = await inserted()
    const [past, future] = [{ ...claim(), until: Date.now() - 1 }, claim()]
    for (const one of [past, future]) await node.transact(id, () => ({ value: 0 }), one)
    await node.forgetUsedResults()
    const left = await database.db.selectFrom('used_results').select('fingerprint').execute()
    const fingerprints = left.map(({ fingerprint }) => fingerprint)
    assert.ok(!fingerprints.includes(past.fingerprint))
    assert.ok(fingerprints.includes(future.fingerprint))
  })

  it('decides again when a session was changed after it was found by its secret', async () => {
    const record = sessionRecord()
    const { id } = record.session
    await node.insert(record)
    const found = { by: 'client_secret', hash: record.clientSecretHash } as const
    const one = claim()
    await node.find(found)
    await otherNode.transact(
      id,
      ({ session }) => ({ value: 0, session: { ...session, citizen: { state: 'gone', since: 1 } } }),
      one,
    )
    const seen = await node.transact(
      id,
      ({ session }, outcome) => ({ value: [session.citizen.state, outcome], session }),
      one,
    )
    assert.deepEqual(seen, ['gone', 'ours'])
    await node.find(found)
    await otherNode.transact(id, ({ session }) => ({
      value: 0,
      session: { ...session, citizen: { state: 'present', since: 2 } },
    }))
    const nothing = await node.transact(id, ({ session }) => ({ value: session.citizen.state }))
    assert.equal(nothing, 'present')
  })

  it('refuses only what is refused now, not what was so when the session was found', async () => {
    const record = sessionRecord()
    const { id } = record.session
    await node.insert(record)
    await node.find({ by: 'client_secret', hash: record.clientSecretHash })
    await otherNode.transact(id, ({ session }) => ({
      value: 0,
      session: { ...session, citizen: { state: 'present', since: 2 } },
    }))
    const outcome = await node.transact(id, ({ session }) => {
      if (session.citizen.state !== 'present') throw new IdContactError('TRANSITION_REFUSED', 'test')
      return { value: 'allowed', session }
    })
    assert.equal(outcome, 'allowed')
  })

  it('T7: gives a result to one of many sessions that were found by their secrets', async () => {
    const records = Array.from({ length: 40 }, () => sessionRecord())
    await Promise.all(records.map((record) => node.insert(record)))
    const one = claim()
    const outcomes = await Promise.all(
      records.map(async ({ session, attrSecretHash }, i) => {
        const store = i % 2 ? node : otherNode
        await store.find({ by: 'attr_secret', hash: attrSecretHash ?? '' })
        return store.transact<ClaimOutcome | undefined>(session.id, (_, value) => ({ value }), one)
      }),
    )
    assert.equal(outcomes.filter((outcome) => outcome === 'claimed').length, 1)
    assert.equal(outcomes.filter((outcome) => outcome === 'elsewhere').length, 39)
  })

  it('keeps the moment when a session is due, and so its index, when a browser lands and a result comes', async () => {
    const { id, beginBefore } = await inserted()
    const due = async () => {
      const { rows } = await database.pool.query('select due_at from sessions where id = $1', [id])
      return rows[0].due_at
    }
    for (const event of [
      { tag: 'landed', at: 1, browser: 'b' },
      { tag: 'result_verified', at: 2, names: [], digest: 'd' },
      { tag: 'session_url_received', at: 3 },
      { tag: 'landed', at: 4, browser: 'c' },
    ] as const) {
      await node.transact(id, ({ session }) => ({ value: 0, session: applyEvent(session, event).session }))
      assert.equal(await due(), beginBefore + 1, event.tag)
    }
  })

  it('writes nothing where nothing changed', async () => {
    const { id } = await inserted()
    await node.transact(id, () => ({ value: 0 }))
    const { version } = await database.db
      .selectFrom('sessions')
      .select('version')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    assert.equal(version, 0)
  })

  async function count(table: 'sessions' | 'session_keys'): Promise<number> {
    const { n } = await database.db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    return n
  }
})
