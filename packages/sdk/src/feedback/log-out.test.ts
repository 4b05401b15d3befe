import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { arrive } from '../appointment/arrive.ts'
import { begin } from '../arrival/begin.ts'
import type { UpdateJob } from '../ports/outbox.ts'
import { passTime } from '../retention/pass-time.ts'
import { changeSession } from '../session/change-session.ts'
import { type FarSide, startFarSide } from '../testing/far-side.ts'
import { createTestClock } from '../testing/test-clock.ts'
import { createTestPlugin, type TestPlugin } from '../testing/test-plugin.ts'
import { startTestSession } from '../testing/test-session.ts'
import { deliverUpdate } from './deliver-update.ts'
import { logOut, showsLogout } from './log-out.ts'
import { noteActivity } from './note-activity.ts'

const SANNE = { name: 'Sanne', bsn: '999993653' }
const BRAM = { name: 'Bram', bsn: '999990019' }
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const clock = createTestClock(1_700_000_000_000)

let far: FarSide
let plugin: TestPlugin
/** What is in the outbox, oldest first: a test says when it is tried. */
let jobs: UpdateJob[]
before(async () => {
  far = await startFarSide(clock)
})
after(() => far.close())
beforeEach(() => {
  far.updates.length = 0
  far.answers.update = 204
  jobs = []
  const outbox = {
    async add(job: UpdateJob) {
      jobs.push(job)
    },
  }
  const sessionUrlOrigins = [far.origin]
  plugin = createTestPlugin({ clock, core: far.core, sessionUrlOrigins, schedules: true, outbox })
})

/** Tries what is in the outbox once; what nobody hears stays in it. Gives what was sent. */
async function deliver(): Promise<readonly string[]> {
  const before = far.updates.length
  for (const job of jobs.splice(0)) {
    await deliverUpdate(plugin.settings, job).catch(() => jobs.push(job))
  }
  return far.updates.slice(before).map((path) => path.replace('/session/', '').replace('type=', ''))
}

/** A meeting in two days that browser `a` booked, whose authentication plugin heard of the activity before. */
async function booked() {
  const talk = await startTestSession(plugin, far, SANNE, `${far.origin}/session/booking`)
  assert.deepEqual(await deliver(), ['booking?user_active'])
  await talk.book({ keep: ['name'], contactFrom: 'email' })
  return talk
}

describe('SF-3, FL-7: a logout while a meeting is scheduled', () => {
  it('lets the appointment stand, and makes that browser a stranger', async () => {
    const talk = await booked()
    const { appointment } = await talk.session()
    assert.ok(showsLogout(await talk.session()))
    const out = await logOut(plugin.settings, talk.id)
    assert.equal(out.conversation.state, 'scheduled')
    assert.deepEqual([out.appointment, out.owner, out.landings], [appointment, undefined, []])
    assert.ok(!showsLogout(out))
    assert.deepEqual(await deliver(), ['booking?logout'])
    assert.deepEqual((await talk.kept()).keys, ['kept', 'transcript'])

    await assert.rejects(talk.book({ agent: 'bas' }), { code: 'NOT_THE_OWNER' })
    clock.advance(2 * DAY)
    await assert.rejects(arrive(plugin.settings, talk.id, 'a'), { code: 'NOT_THE_OWNER' })
    await talk.land('a')
    await assert.rejects(begin(plugin.settings, talk.id, 'a'), { code: 'NOT_THE_OWNER' })
    await assert.rejects(arrive(plugin.settings, talk.id, 'a'), { code: 'NOT_THE_OWNER' })
  })

  it('the same person gets in by authenticating, in that browser or another one', async () => {
    for (const browser of ['a', 'telephone']) {
      const talk = await booked()
      await logOut(plugin.settings, talk.id)
      await deliver()
      clock.advance(2 * DAY)
      await talk.authenticated(browser === 'a' ? 'telephone' : 'a', BRAM)
      assert.equal((await talk.session()).owner, undefined)
      await talk.authenticated(browser, SANNE)
      const { conversation, owner } = await arrive(plugin.settings, talk.id, browser)
      assert.deepEqual([conversation.state, owner?.browser], ['waiting', browser])
      assert.deepEqual(await talk.attributes(), SANNE)
    }
  })

  it('takes an authentication that is under way, or has come, with it', async () => {
    const talk = await booked()
    await talk.authenticated('a', SANNE)
    const way = await talk.authenticate('a')
    await way.post(SANNE)
    await logOut(plugin.settings, talk.id)
    assert.equal(await talk.attributes(), undefined)
    assert.deepEqual((await talk.kept()).keys, ['feedback', 'kept', 'transcript'])
    await assert.rejects(way.back(), { code: 'SESSION_UNKNOWN' })
    assert.equal((await talk.session()).owner, undefined)
  })

  it('is possible for an hour after booking, as the plugin still knows of it', async () => {
    const talk = await booked()
    clock.advance(HOUR - 1)
    await passTime(plugin.settings)
    assert.ok(showsLogout(await talk.session()))
    clock.advance(1)
    await passTime(plugin.settings)
    assert.ok(!showsLogout(await talk.session()))
    await assert.rejects(logOut(plugin.settings, talk.id), { code: 'TRANSITION_REFUSED' })
  })

  it('is told though nobody could be told for a day', async () => {
    const talk = await booked()
    far.answers.update = 503
    await logOut(plugin.settings, talk.id)
    await deliver()
    clock.advance(DAY)
    await passTime(plugin.settings)
    far.answers.update = 204
    assert.deepEqual(await deliver(), ['booking?logout'])
    assert.deepEqual((await talk.kept()).keys, ['kept', 'transcript'])
  })
})

describe('SF-6: the meeting has a session URL of its own', () => {
  it('which hears of activity and logout, when that of the booking hears of neither', async () => {
    const talk = await booked()
    clock.advance(2 * DAY)
    await passTime(plugin.settings)
    await talk.authenticated('b', SANNE, `${far.origin}/session/meeting`)
    await arrive(plugin.settings, talk.id, 'b')
    assert.deepEqual(await deliver(), ['meeting?user_active'])
    clock.advance(MINUTE)
    await noteActivity(plugin.settings, talk.id, 'citizen')
    assert.deepEqual(await deliver(), ['meeting?user_active'])
    const { conversation, appointment } = await logOut(plugin.settings, talk.id)
    assert.deepEqual([conversation.state, appointment?.outcome], ['ended', 'agent_absent'])
    assert.deepEqual(await deliver(), ['meeting?logout'])
    assert.deepEqual(await talk.kept(), { keys: ['transcript'], sealed: [] })
  })

  it('also when the logout of before cannot be told yet, which stays owed', async () => {
    const talk = await booked()
    far.answers.update = 503
    await logOut(plugin.settings, talk.id)
    await deliver()
    clock.advance(2 * DAY)
    await passTime(plugin.settings)
    await talk.authenticated('b', SANNE, `${far.origin}/session/meeting`)
    await arrive(plugin.settings, talk.id, 'b')
    await deliver()
    far.answers.update = 204
    clock.advance(MINUTE)
    await noteActivity(plugin.settings, talk.id, 'citizen')
    assert.deepEqual((await deliver()).toSorted(), ['booking?logout', 'meeting?user_active'])
    assert.equal((await talk.session()).feedback.state, 'open')
    clock.advance(MINUTE)
    await noteActivity(plugin.settings, talk.id, 'citizen')
    await logOut(plugin.settings, talk.id)
    assert.deepEqual(await deliver(), ['meeting?logout'], 'nothing but a logout after a logout')
    clock.advance(MINUTE)
    await passTime(plugin.settings)
    assert.deepEqual(await deliver(), [])
    assert.deepEqual((await talk.session()).feedback.state, 'logged_out')
  })

  it('and where neither could be told, both are after the end, before anything is erased (O3)', async () => {
    const talk = await booked()
    far.answers.update = 503
    await logOut(plugin.settings, talk.id)
    clock.advance(2 * DAY)
    await talk.authenticated('b', SANNE, `${far.origin}/session/meeting`)
    await arrive(plugin.settings, talk.id, 'b')
    await logOut(plugin.settings, talk.id)
    await deliver()
    clock.advance(2 * DAY)
    await passTime(plugin.settings)
    far.answers.update = 204
    assert.deepEqual((await deliver()).toSorted(), ['booking?logout', 'meeting?logout'], 'each once')
    await passTime(plugin.settings)
    assert.equal(await plugin.settings.store.find({ by: 'id', id: talk.id }), undefined)
  })

  it('what is owed stays owed where the meeting ends without a logout', async () => {
    const talk = await booked()
    far.answers.update = 503
    await logOut(plugin.settings, talk.id)
    clock.advance(2 * DAY)
    await talk.authenticated('b', SANNE, `${far.origin}/session/meeting`)
    await arrive(plugin.settings, talk.id, 'b')
    await changeSession(plugin.settings, talk.id, { tag: 'ended', at: clock.now(), by: 'agent' })
    clock.advance(2 * HOUR)
    await passTime(plugin.settings)
    assert.ok((await talk.kept()).keys.includes('feedback'))
    far.answers.update = 204
    assert.deepEqual(await deliver(), ['booking?logout'])
  })

  const late: [string, { isOut: boolean; url?: string }, string[]][] = [
    ['let go of', { isOut: false }, []],
    ['logged out of', { isOut: true }, ['booking?logout']],
    ['let go of for another', { isOut: false, url: 'meeting' }, ['meeting?user_active']],
    ['logged out of for another', { isOut: true, url: 'meeting' }, ['booking?logout', 'meeting?user_active']],
  ]
  for (const [whom, { isOut, url }, expected] of late) {
    it(`a sign of activity of before, tried again late, goes to nobody ${whom}`, async () => {
      const talk = await startTestSession(plugin, far, SANNE, `${far.origin}/session/booking`)
      const before = jobs.splice(0)
      assert.deepEqual(
        before.map((job) => [job.update, job.url]),
        [['user_active', 0]],
      )
      await talk.book()
      if (isOut) await logOut(plugin.settings, talk.id)
      await talk.authenticated('b', SANNE, url && `${far.origin}/session/${url}`)
      clock.advance(MINUTE)
      await noteActivity(plugin.settings, talk.id, 'citizen')
      jobs.unshift(...before)
      assert.deepEqual([...new Set(await deliver())].toSorted(), expected)
    })
  }
})
