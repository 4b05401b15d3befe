import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { Secret } from '@balie/sdk'
import { createSessionLocks } from '../jobs/session-locks.ts'
import { createLog } from '../log.ts'
import { createPostgresWire } from '../nodes/postgres-wire.ts'
import { createTestAuthority, type TestAuthority } from '../testing/certificates.ts'
import { type DebianPostgres, findDebianPostgres, startDebianPostgres } from '../testing/debian-postgres.ts'
import { testDirectory } from '../testing/test-database.ts'
import { createDatabasePulse } from './database-pulse.ts'
import { migrate } from './migrate.ts'
import { openStore, type Store } from './pool.ts'
import { waitForDatabase } from './wait-for-database.ts'

const log = createLog({ level: 'silent' })
const programs = await findDebianPostgres()
const skip =
  programs === undefined && 'there is no PostgreSQL of Debian on this machine (apt-get install postgresql)'

describe('a database of the operator’s own, by TLS', { skip }, () => {
  let postgres: DebianPostgres
  let directory: string
  let stranger: TestAuthority
  const stores: Store[] = []
  before(async () => {
    postgres = await startDebianPostgres(programs ?? '')
    directory = await testDirectory()
    stranger = await createTestAuthority(directory, 'stranger')
  })
  after(async () => {
    for (const store of stores) await store.close()
    await postgres.close()
    await rm(directory, { recursive: true, force: true })
  })

  const open = (url: string, databaseCa?: string): Store => {
    const store = openStore({
      databaseUrl: new Secret('database address', url),
      log,
      ...(databaseCa !== undefined && { databaseCa }),
    })
    stores.push(store)
    return store
  }
  /** Whether the connection that asks is by TLS. */
  const secured = async ({ pool }: Store) => {
    const { rows } = await pool.query<{ ssl: boolean }>(
      'select ssl from pg_stat_ssl where pid = pg_backend_pid()',
    )
    return rows[0]?.ssl
  }
  /** Takes a lock, on the connection that locks have for themselves. */
  const lock = async ({ pool }: Store) => {
    const locks = createSessionLocks(pool)
    try {
      return await locks.hold('a session', async () => true)
    } finally {
      await locks.close()
    }
  }
  const refused = async (store: Store, words: RegExp) => {
    await assert.rejects(
      waitForDatabase({ pool: store.pool, seconds: 30, log }),
      (error: { code?: string; detail?: string }) => {
        assert.equal(error.code, 'START_REFUSED')
        assert.match(error.detail ?? '', words)
        return true
      },
    )
  }

  it('whose certificate comes from the CA that is given is used, by everything that connects', async () => {
    const store = open(postgres.address('secure', 'localhost'), postgres.authority.certificate)
    await waitForDatabase({ pool: store.pool, seconds: 30, log })
    assert.notDeepEqual(await migrate(store.pool), [])
    assert.equal(await secured(store), true)
    assert.ok(await lock(store))
    const heard: string[] = []
    const wire = createPostgresWire(store.pool, () => assert.fail())
    await wire.open((text) => heard.push(text))
    await wire.publish('by TLS')
    await wire.close()
    assert.deepEqual(heard, ['by TLS'])
    const pulse = createDatabasePulse(store.pool, () => assert.fail())
    await pulse.beat()
    const used = async () => {
      const { rows } = await store.pool.query<{ ssl: boolean }>(
        `select ssl from pg_stat_ssl join pg_stat_activity using (pid) where application_name = 'balie pulse'`,
      )
      return rows
    }
    while ((await used()).length === 0) await new Promise((done) => setTimeout(done, 20))
    assert.deepEqual(await used(), [{ ssl: true }])
    pulse.close()
  })

  it('whose certificate comes from another is refused', async () => {
    const other = open(postgres.address('secure', 'localhost'), stranger.certificate)
    await refused(other, /certificate of the database is not to be trusted \(\w+\); check database_ca/)
    const nobodys = open(postgres.address('secure', 'localhost', '?sslmode=require'))
    await refused(nobodys, /not to be trusted/)
  })

  it('whose certificate names another host is refused, in each mode', async () => {
    for (const query of ['', '?sslmode=require', '?sslmode=verify-ca', '?sslmode=verify-full']) {
      const store = open(postgres.address('secure', '127.0.0.1', query), postgres.authority.certificate)
      await refused(store, /for another host name than that in database_url/)
    }
  })

  it('that lets nobody in without TLS says so', async () => {
    await refused(open(postgres.address('secure', 'localhost')), /or not without TLS \(28000\)/)
  })

  it('takes TLS without verifying where that is asked, and none where it is not', async () => {
    const unverified = open(postgres.address('secure', '127.0.0.1', '?sslmode=no-verify'))
    assert.equal(await secured(unverified), true)
    assert.equal(await secured(open(postgres.address('plain', '127.0.0.1'))), false)
  })

  it('knows us by a certificate of our own', async () => {
    const { file, keyFile } = await postgres.authority.issue('certified')
    const files = `?sslmode=verify-full&sslcert=${file}&sslkey=${keyFile}`
    const store = open(postgres.address('certified', 'localhost', files), postgres.authority.certificate)
    assert.equal(await secured(store), true)
    assert.ok(await lock(store))
    const missing = postgres.address('certified', 'localhost', '?sslcert=/nowhere&sslkey=/nowhere')
    assert.throws(() => open(missing, postgres.authority.certificate), /Something went wrong/)
  })
})

describe('a database that does not speak TLS', { skip }, () => {
  it('is refused when it is asked to', async () => {
    const postgres = await startDebianPostgres(programs ?? '', false)
    const databaseUrl = new Secret('database address', postgres.address('secure', 'localhost'))
    const store = openStore({ databaseUrl, log, databaseCa: postgres.authority.certificate })
    try {
      await assert.rejects(
        waitForDatabase({ pool: store.pool, seconds: 30, log }),
        (error: { detail?: string }) => /does not speak TLS/.test(error.detail ?? ''),
      )
    } finally {
      await store.close()
      await postgres.close()
    }
  })
})
