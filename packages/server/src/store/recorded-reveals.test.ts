import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { recordedReveals } from './recorded-reveals.ts'

describe('the record of what agents saw', () => {
  let database: TestDatabase
  before(async () => {
    database = await createTestDatabase()
    await database.pool.query(
      `insert into agent (id, name, email, email_verified, updated_at) values ('a', 'Anna', 'anna@example.nl', true, now())`,
    )
  })
  after(() => database.close())

  it('G1: is whole and in order over many pages, also where rows are alike', async () => {
    // Thirty alike in each millisecond, so that pages end between rows that differ in nothing.
    await database.pool.query(
      `insert into reveals select 's' || n % 2, 'a', 'bsn', 1, true, 1000 + n / 60 from generate_series(0, 6599) as n`,
    )
    const found = []
    for await (const { at, session } of recordedReveals(database.db, { since: 1000 }))
      found.push({ at, session })
    assert.equal(found.length, 6600)
    const ordered = found.toSorted(
      (one, other) => one.at - other.at || (one.session < other.session ? -1 : 1),
    )
    assert.deepEqual(found, ordered)
    const some = []
    for await (const one of recordedReveals(database.db, { since: 1050, session: 's1' })) some.push(one)
    assert.equal(some.length, 60 * 30)
    assert.ok(some.every(({ session, at }) => session === 's1' && at >= 1050))
  })
})
