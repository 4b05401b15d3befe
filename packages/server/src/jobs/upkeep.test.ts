import assert from 'node:assert/strict'
import { it } from 'node:test'
import { randomText, systemRandom } from '@balie/sdk'
import { createTestClock } from '@balie/sdk/testing'
import { createTestDatabase } from '../testing/test-database.ts'
import { createUpkeep } from './upkeep.ts'

const DAY = 24 * 60 * 60_000

it('P3: forgets reveals when reveals_days have passed, and looks once an hour', async (t) => {
  const database = await createTestDatabase()
  t.after(() => database.close())
  const clock = createTestClock(Date.now())
  const upkeep = createUpkeep({
    config: { revealsDays: 30 },
    database,
    clock,
    report: (cause) => assert.fail(String(cause)),
  })
  await database.db
    .insertInto('agent')
    .values({ id: 'agent', name: 'Agent', email: 'a@example.nl', email_verified: true })
    .execute()
  const reveal = (tag: string, age: number) =>
    database.db
      .insertInto('reveals')
      .values({
        ...{ session_id: randomText(systemRandom, 8), agent_id: 'agent', tag, verified_at: 1, opened: true },
        at: clock.now() - age,
      })
      .execute()
  const left = async () => {
    upkeep.beat()
    await upkeep.close()
    const rows = await database.db.selectFrom('reveals').select('tag').orderBy('at').execute()
    return rows.map(({ tag }) => tag)
  }
  await reveal('old', 30 * DAY + 1)
  await reveal('almost', 30 * DAY - 1000)
  assert.deepEqual(await left(), ['almost'])
  await reveal('old again', 31 * DAY)
  clock.advance(59 * 60_000)
  assert.deepEqual(await left(), ['old again', 'almost'])
  clock.advance(60_000)
  assert.deepEqual(await left(), [])
})
