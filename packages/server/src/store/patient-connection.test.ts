import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { openPatientConnection } from './patient-connection.ts'

describe('openPatientConnection', () => {
  let database: TestDatabase
  before(async () => {
    database = await createTestDatabase({ migrated: false })
  })
  after(() => database.close())

  it('has no limits of time, whatever the role has', async () => {
    const { rows } = await database.pool.query<{ name: string }>(
      `select name from pg_settings where name ~ '^(statement|lock|idle_(in_transaction_)?session|transaction)_timeout$' order by name`,
    )
    const names = rows.map(({ name }) => name)
    assert.ok(names.includes('statement_timeout') && names.length >= 4)
    for (const name of names)
      await database.pool.query(
        `do $$ begin execute format('alter role %I in database %I set ${name} to 60000', current_user, current_database()); end $$`,
      )
    const client = await openPatientConnection(database.pool)
    try {
      const left = await client.query<{ name: string }>(
        `select name from pg_settings where name = any ($1) and setting <> '0'`,
        [names],
      )
      assert.deepEqual(left.rows, [])
    } finally {
      await client.end()
    }
  })
})
