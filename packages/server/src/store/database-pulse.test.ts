import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type CuttableDatabase, openCuttableDatabase } from '../testing/cuttable-database.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { createDatabasePulse } from './database-pulse.ts'

describe('the pulse of the database', () => {
  let database: TestDatabase
  let cuttable: CuttableDatabase
  before(async () => {
    database = await createTestDatabase()
    cuttable = await openCuttableDatabase(database)
  })
  after(async () => {
    await cuttable.close()
    await database.close()
  })

  it('is away at the fourth refusal, which is told once, and back at the first answer', async () => {
    let told = 0
    const pulse = createDatabasePulse(cuttable.pool, () => {
      told += 1
    })
    await pulse.beat()
    await cuttable.cut()
    for (const isAway of [false, false, false, true, true]) {
      await pulse.beat()
      assert.equal(pulse.isAway, isAway)
    }
    assert.equal(told, 1)
    await cuttable.restore()
    await pulse.beat()
    assert.equal(pulse.isAway, false)
    pulse.close()
  })

  it('is not away when it is back by then: what is asked of it meanwhile is not broken off', async () => {
    const pulse = createDatabasePulse(cuttable.pool, () => assert.fail('it was back'))
    await cuttable.cut()
    for (let beat = 0; beat < 3; beat += 1) await pulse.beat()
    await cuttable.restore()
    await pulse.beat()
    assert.equal(pulse.isAway, false)
    pulse.close()
  })

  it('is away at the fourth beat of a wire that carries nothing', async () => {
    const away = Promise.withResolvers<void>()
    const pulse = createDatabasePulse(cuttable.pool, away.resolve)
    await pulse.beat()
    cuttable.behave({ stall: true })
    const beats = [pulse.beat(), pulse.beat(), pulse.beat()]
    assert.equal(pulse.isAway, false)
    beats.push(pulse.beat())
    await away.promise
    assert.ok(pulse.isAway)
    pulse.close()
    await Promise.all(beats)
    cuttable.behave({})
  })
})
