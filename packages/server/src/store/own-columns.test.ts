import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { MIGRATIONS, readMigrations } from './migration.ts'
import { ownColumns } from './own-columns.ts'

describe('ownColumns', () => {
  let database: TestDatabase
  before(async () => {
    database = await createTestDatabase()
  })
  after(() => database.close())

  it('finds every column that the migrations have made, so that none is left out of a backup', async () => {
    const { rows } = await database.pool.query<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns
       where table_schema = 'public' and table_name <> 'migrations'`,
    )
    const found = [...ownColumns(await readMigrations(MIGRATIONS))].flatMap(([table, columns]) =>
      [...columns].map((column) => `${table}.${column}`),
    )
    assert.deepEqual(found.sort(), rows.map(({ name }) => name).sort())
  })
})
