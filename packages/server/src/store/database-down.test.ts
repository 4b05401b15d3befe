import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Secret, systemClock, systemRandom } from '@balie/sdk'
import { type App, createApp } from '../app.ts'
import { masterKeyring } from '../config/master-keyring.ts'
import { createLog } from '../log.ts'
import { createGate, type Gate } from '../testing/gate.ts'
import { testConfig } from '../testing/test-config.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { openStore, type Store } from './pool.ts'
import { waitForDatabase } from './wait-for-database.ts'

const log = createLog({ level: 'silent' })

describe('a database that goes down', () => {
  let database: TestDatabase
  let gate: Gate
  let store: Store
  let app: App
  let urls: { publicUrl: string; internalUrl: string }
  before(async () => {
    database = await createTestDatabase()
    gate = await createGate(database.databaseUrl)
    store = openStore({ databaseUrl: gate.databaseUrl, log })
    app = await createApp({
      config: testConfig(),
      keyring: masterKeyring([Buffer.alloc(32, 1).toString('base64')]),
      store,
      clock: systemClock,
      random: systemRandom,
      log,
    })
    app.internalListener.get('/count', async () => (await store.pool.query('select 1 as one')).rows)
    urls = await app.start()
  })
  after(async () => {
    await app.close()
    await store.close()
    await gate.shut().catch(() => undefined)
    await database.close()
  })

  it('is told by /readyz and answered with 503, and all is well when it is back', async () => {
    const ready = async () => {
      const answer = await fetch(`${urls.internalUrl}/readyz`)
      return [answer.status, await answer.json()]
    }
    assert.deepEqual(await ready(), [200, { ready: true, database: 'ok', stopping: false }])
    await gate.shut()
    assert.deepEqual(await ready(), [503, { ready: false, database: 'down', stopping: false }])
    const refused = await fetch(`${urls.internalUrl}/count`)
    assert.equal(refused.status, 503)
    assert.equal(refused.headers.get('retry-after'), '5')
    assert.equal(refused.headers.get('content-type'), 'application/problem+json; charset=utf-8')
    assert.equal(await codeOf(refused), 'DATABASE_UNAVAILABLE')
    assert.equal((await fetch(`${urls.internalUrl}/healthz`)).status, 200, 'the process itself is well')
    assert.equal((await fetch(`${urls.internalUrl}/metrics`)).status, 200)
    await gate.open()
    assert.deepEqual(await ready(), [200, { ready: true, database: 'ok', stopping: false }])
    assert.equal((await fetch(`${urls.internalUrl}/count`)).status, 200)
  })

  it('at the start is waited for', async () => {
    await gate.shut()
    const refused = Promise.withResolvers<string>()
    const telling = createLog({ level: 'warn', destination: { write: refused.resolve } })
    const waiting = waitForDatabase({ pool: store.pool, seconds: 30, log: telling })
    assert.match(await refused.promise, /the database cannot be reached; trying again/)
    await gate.open()
    await waiting
  })

  it('at the start for too long is a sentence', async () => {
    await gate.shut()
    await assert.rejects(
      waitForDatabase({ pool: store.pool, seconds: 0, log }),
      (error: { code?: string; detail?: string }) => {
        assert.equal(error.code, 'START_REFUSED')
        assert.match(error.detail ?? '', /cannot be reached \(.+\), also not after 0 s.*database_url/)
        return true
      },
    )
    await gate.open()
  })

  it('at the start is waited for no longer when we are told to stop', async () => {
    await gate.shut()
    const stop = new AbortController()
    const waiting = waitForDatabase({ pool: store.pool, seconds: 30, log, signal: stop.signal })
    stop.abort()
    await assert.rejects(waiting, { name: 'AbortError' })
    await gate.open()
  })

  it('is told apart from one that does not let us in', async () => {
    const url = new URL(database.databaseUrl.reveal())
    url.pathname = '/there_is_no_such_database'
    const other = openStore({ databaseUrl: new Secret('database address', url.href), log })
    await assert.rejects(
      waitForDatabase({ pool: other.pool, seconds: 30, log }),
      (error: { detail?: string }) => {
        assert.match(error.detail ?? '', /does not exist on that server \(3D000\)/)
        return true
      },
    )
    await other.close()
  })
})

async function codeOf(answer: Response): Promise<unknown> {
  const problem: unknown = await answer.json()
  return typeof problem === 'object' && problem && 'code' in problem ? problem.code : undefined
}
