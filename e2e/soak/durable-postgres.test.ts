import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startDurablePostgres } from './durable-postgres.ts'

test('a PostgreSQL that is killed comes back with what it said was stored', async () => {
  const database = await startDurablePostgres()
  try {
    await database.query('create table kept (word text)')
    await database.query(`insert into kept values ('here')`)
    await database.kill()
    assert.deepEqual(await database.query('select word from kept'), [{ word: 'here' }])
  } finally {
    await database.close()
  }
})

test('one that does not come back in time is not waited for', async () => {
  const database = await startDurablePostgres(1)
  try {
    await assert.rejects(database.kill(), /did not come back within 0.001 s/)
  } finally {
    await database.close()
  }
})
