import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { createLog } from '../log.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { openStore, type Store } from './pool.ts'

const log = createLog({ level: 'silent' })

describe('the pool', () => {
  let database: TestDatabase
  let store: Store
  before(async () => {
    database = await createTestDatabase({ migrated: false })
    store = openStore({ databaseUrl: database.databaseUrl, log })
  })
  after(async () => {
    await store.close()
    await database.close()
  })
  const one = async (sql: string): Promise<unknown> => {
    const { rows } = await store.pool.query<{ value: unknown }>(`select ${sql} as value`)
    return rows[0]?.value
  }

  it('gives bigint as a number', async () => {
    assert.equal(await one('1795444489499::bigint'), 1_795_444_489_499)
  })

  it('lets no statement run for ever', async () => {
    assert.equal(await one(`current_setting('statement_timeout')`), '10s')
    assert.equal(await one(`current_setting('idle_in_transaction_session_timeout')`), '15s')
  })

  it('keeps to the statement time and the number of connections that are asked', async () => {
    const other = openStore({ databaseUrl: database.databaseUrl, log, statementSeconds: 20, connections: 3 })
    const { rows } = await other.pool.query(`select current_setting('statement_timeout') as value`)
    assert.deepEqual(rows, [{ value: '20s' }])
    assert.equal(other.pool.options.max, 3)
    await other.close()
  })

  it('outlives connections that break, idle and in use', async () => {
    const pid = await one('pg_backend_pid()')
    const held = await store.pool.connect()
    const { rows } = await held.query<{ pid: number }>('select pg_backend_pid() as pid')
    await database.pool.query('select pg_terminate_backend(pid) from unnest($1::int[]) pid', [
      [pid, rows[0]?.pid],
    ])
    await assert.rejects(held.query('select 1'))
    held.release(true)
    assert.equal(await one('1'), 1)
  })

  it('closes its connections when it closes, whoever used them', async () => {
    const other = openStore({ databaseUrl: database.databaseUrl, log })
    const { rows } = await other.pool.query<{ pid: number }>('select pg_backend_pid() as pid')
    await other.close()
    const there = async () => {
      const found = await database.pool.query('select from pg_stat_activity where pid = $1', [rows[0]?.pid])
      return found.rowCount !== 0
    }
    while (await there()) await wait(10)
  })
})
