import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Store } from '@balie/sdk'
import { type CitizenPlaces, createCitizenPlaces } from '../../store/citizen-places.ts'
import { runTestApp, type TestApp } from '../../testing/test-app.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { createPresence } from './presence.ts'

describe('V1: who is here, when the answer of the database is lost', () => {
  let database: TestDatabase
  let balie: TestApp
  let places: CitizenPlaces
  before(async () => {
    database = await createTestDatabase()
    balie = await runTestApp({ database })
    places = createCitizenPlaces(database.pool, 'a-node')
    await places.live()
  })
  after(async () => {
    await balie.close()
    await database.close()
  })

  it('a citizen who left before it was known whether the coming was noted is gone', async () => {
    const { handle } = await balie.begun()
    const { settings } = balie.chat
    const store = { ...settings.store, transact: loseTheFirstAnswer(settings.store.transact) }
    const presence = createPresence({ ...settings, store }, places)
    presence.enter(handle)
    await presence.settled()
    assert.equal(await citizenOf(handle), 'present')
    presence.leave(handle)
    await presence.settled()
    assert.equal(await places.isSomewhere(handle), false)
    assert.equal(await citizenOf(handle), 'gone')
  })

  it('a citizen whose leaving is not noted yet does not come back when the node is new to the others', async () => {
    const { handle } = await balie.begun()
    const presence = createPresence(balie.chat.settings, {
      ...places,
      async isSomewhere(session) {
        if (isCut) throw new Error('cut')
        return await places.isSomewhere(session)
      },
    })
    let isCut = true
    presence.enter(handle)
    await presence.settled()
    assert.equal(await citizenOf(handle), 'present')
    presence.leave(handle)
    await presence.settled()
    assert.equal(await citizenOf(handle), 'present')
    isCut = false
    presence.enterAgain()
    await presence.settled()
    assert.equal(await citizenOf(handle), 'gone')
  })

  it('a citizen who was being noted when the others gave the node up is noted again', async () => {
    const { handle } = await balie.begun()
    const presence = createPresence(balie.chat.settings, {
      ...places,
      async enter(session) {
        await places.enter(session)
        entered += 1
        if (entered > 1) return
        // Between the two the others forget what this node noted.
        await places.leave(session)
        presence.enterAgain()
      },
    })
    let entered = 0
    presence.enter(handle)
    await presence.settled()
    assert.ok(await places.isSomewhere(handle))
    assert.equal(entered, 2)
  })

  it('a node that was silent for too long has to note again who is here', async () => {
    assert.equal(await places.live(), false)
    await database.pool.query(`update nodes set seen_at = now() - interval '7 seconds' where id = 'a-node'`)
    assert.equal(await places.live(), true)
    assert.equal(await places.live(), false)
  })

  async function citizenOf(id: string) {
    return (await balie.chat.settings.store.find({ by: 'id', id }))?.session.citizen.state
  }
})

/** Does the work, and the first time breaks off before its answer. */
function loseTheFirstAnswer(transact: Store['transact']): Store['transact'] {
  let isFirst = true
  return async (id, change) => {
    const answer = await transact(id, change)
    if (!isFirst) return answer
    isFirst = false
    throw new Error('the answer was lost')
  }
}
