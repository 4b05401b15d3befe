import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { systemClock } from '@balie/sdk'
import { sessionRecord } from '@balie/sdk/testing'
import { createSessionStore } from '../store/session-store.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { createBoss } from './boss.ts'
import { ACTIVITY, DEAD_LOGOUT, LOGOUT } from './queues.ts'
import { countUpdates, forgetDeadUpdates, retryUpdates, undeliveredUpdates } from './waiting-updates.ts'

describe('updates that are not delivered', () => {
  let database: TestDatabase
  let boss: ReturnType<typeof createBoss>
  before(async () => {
    database = await createTestDatabase()
    boss = createBoss(database.pool, { supervise: false })
    boss.on('error', assert.fail)
    await boss.start()
  })
  after(async () => {
    await boss.stop({ graceful: false, close: false })
    await database.close()
  })
  beforeEach(async () => {
    await database.pool.query('truncate pgboss.job')
  })

  async function send(queue: string, session: string) {
    const update = queue === ACTIVITY ? 'user_active' : 'logout'
    await boss.send(queue, { session, update, url: 0 }, { singletonKey: session })
  }

  /** A logout that failed, and is tried again or, after its last time, dead. */
  async function failed(session: string, isLast: boolean) {
    await send(LOGOUT, session)
    if (isLast) await database.pool.query('update pgboss.job set retry_count = retry_limit')
    const [job] = await boss.fetch(LOGOUT)
    await boss.fail(LOGOUT, job?.id ?? '', { code: 'COMPONENT_UNREACHABLE' })
  }

  it('are counted, and listed without where they go', async () => {
    assert.deepEqual(await countUpdates(database.db), { waiting: 0, dead: 0 })
    await failed('dead', true)
    await failed('again', false)
    await send(LOGOUT, 'new')
    await send(ACTIVITY, 'active')
    assert.deepEqual(await countUpdates(database.db), { waiting: 3, dead: 1 })
    const listed = await undeliveredUpdates(database.db)
    assert.deepEqual(
      listed.map(({ since, ...one }) => one),
      [
        { session: 'dead', update: 'logout', state: 'dead', tries: 59, error: 'COMPONENT_UNREACHABLE' },
        { session: 'again', update: 'logout', state: 'waiting', tries: 1, error: 'COMPONENT_UNREACHABLE' },
      ],
    )
    for (const { since } of listed) assert.ok(Math.abs(since - Date.now()) < 60_000)
  })

  it('are tried again when the operator says so', async () => {
    await failed('dead', true)
    await failed('again', false)
    assert.equal(await retryUpdates(database.pool), 2)
    assert.deepEqual(await countUpdates(database.db), { waiting: 2, dead: 0 })
    const jobs = await boss.fetch<{ session: string }>(LOGOUT, { batchSize: 10 })
    assert.deepEqual(new Set(jobs.map(({ data }) => data.session)), new Set(['dead', 'again']))
    assert.equal(await retryUpdates(database.pool), 0)
  })

  it('O3: are forgotten when their session is gone or has given up, and not before', async () => {
    const store = createSessionStore(database.pool, systemClock)
    const untold = { state: 'logging_out', urls: 1, at: 1, queued: true, untold: [0] } as const
    const kept = sessionRecord({ feedback: untold })
    const over = sessionRecord({ feedback: { state: 'logged_out', at: 1, givenUp: true } })
    for (const record of [kept, over]) await store.insert(record)
    for (const session of [kept.session.id, over.session.id, 'gone']) await failed(session, true)
    await failed('waiting', false)
    await forgetDeadUpdates(database.pool, database.db)
    assert.deepEqual(
      (await undeliveredUpdates(database.db)).map(({ session }) => session),
      [kept.session.id, 'waiting'],
    )
    assert.equal((await boss.findJobs(DEAD_LOGOUT)).length, 1)
    await forgetDeadUpdates(database.pool, database.db)
  })
})
