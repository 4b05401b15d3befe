import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { getMigrations } from 'better-auth/db/migration'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { AGENT_TABLES } from './agent-tables.ts'

describe('the tables of agents', () => {
  let database: TestDatabase
  before(async () => {
    database = await createTestDatabase()
  })
  after(() => database.close())

  it('are what better-auth wants', async () => {
    const wanted = await getMigrations({
      ...AGENT_TABLES,
      database: { db: database.db, type: 'postgres' },
      emailAndPassword: { enabled: true },
    })
    assert.deepEqual(wanted.toBeCreated, [])
    assert.deepEqual(wanted.toBeAdded, [])
  })
})
