import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { createDataKey, Secret, systemClock, systemRandom } from '@balie/sdk'
import { sessionRecord } from '@balie/sdk/testing'
import type { Pool } from 'pg'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { createDataKeys } from './data-keys.ts'
import { createSessionStore } from './session-store.ts'

const keyring = { keys: [{ id: 'test', key: new Secret('master key', systemRandom(32)) }] }
let database: TestDatabase
before(async () => {
  database = await createTestDatabase()
})
after(() => database.close())

it('P2: keeps no key of a conversation that ends while it is read', async () => {
  const record = sessionRecord()
  const { id } = record.session
  const { wrappedKey } = createDataKey(keyring, id, 'transcript', systemRandom)
  await createSessionStore(database.pool, systemClock).insert({ ...record, keys: { transcript: wrappedKey } })
  let answered = () => {}
  // Says how it was before the end, and says it after the end.
  const pool = new Proxy(database.pool, {
    get(target, name) {
      if (name !== 'query') return Reflect.get(target, name)
      return async (...args: Parameters<Pool['query']>) => {
        const answer = await target.query(...args)
        answered()
        return answer
      }
    },
  })
  const keys = createDataKeys(pool, keyring)
  answered = () => keys.drop(id)
  assert.ok(await keys.of(id))
  await database.pool.query('delete from session_keys where session_id = $1', [id])
  assert.equal(await keys.of(id), undefined)
})
