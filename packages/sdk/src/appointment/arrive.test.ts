import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { begin } from '../arrival/begin.ts'
import { passTime } from '../retention/pass-time.ts'
import { changeSession } from '../session/change-session.ts'
import type { Session } from '../session/session.ts'
import { type FarSide, startFarSide } from '../testing/far-side.ts'
import { createTestClock } from '../testing/test-clock.ts'
import { createTestPlugin, type TestPlugin } from '../testing/test-plugin.ts'
import { startTestSession } from '../testing/test-session.ts'
import { arrive } from './arrive.ts'

const SANNE = { name: 'Sanne', bsn: '999993653' }
const BRAM = { name: 'Bram', bsn: '999990019' }
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const clock = createTestClock(1_700_000_000_000)

let far: FarSide
let plugin: TestPlugin
before(async () => {
  far = await startFarSide(clock)
})
after(() => far.close())
beforeEach(() => {
  plugin = createTestPlugin({ clock, core: far.core, schedules: true })
})

/** A meeting that browser `a` booked, in two days; without attributes, by somebody unknown. */
async function booked(attributes?: Record<string, string>) {
  const talk = await startTestSession(plugin, far, attributes)
  await talk.book({ allowUnauthenticated: attributes === undefined, keep: ['name'] })
  const pass = (time: number) => clock.advance(time)
  return {
    ...talk,
    /** Lets the time come at which the way in opens. */
    opens: () => pass(2 * DAY - 15 * MINUTE),
    arrive: (browser = 'a') => arrive(plugin.settings, talk.id, browser),
  }
}

const alerts = ({ alerts: some }: Session) => some.map(({ tag }) => tag)
const outcome = ({ authentications }: Session) => authentications.at(-1)?.outcome.state

describe('FL-7, AC-5: the way in', () => {
  it('is closed before it opens, and open from then on', async () => {
    const talk = await booked(SANNE)
    clock.advance(2 * DAY - 15 * MINUTE - 1)
    await talk.authenticated('a', SANNE)
    await assert.rejects(talk.arrive(), { code: 'TRANSITION_REFUSED' })
    clock.advance(1)
    const { conversation, appointment } = await talk.arrive()
    assert.deepEqual(conversation, { state: 'waiting', since: clock.now() })
    assert.equal(appointment?.arrivedAt, clock.now())
    clock.advance(MINUTE)
    plugin.effects.length = 0
    assert.equal((await talk.arrive()).appointment?.arrivedAt, clock.now() - MINUTE)
    assert.deepEqual(plugin.effects, [], 'again changes nothing')
  })

  it('is closed after the end, also before time has passed over the session', async () => {
    const talk = await booked(SANNE)
    talk.opens()
    clock.advance(45 * MINUTE - 1)
    await talk.authenticated('a', SANNE)
    clock.advance(1)
    await assert.rejects(talk.arrive(), { code: 'TRANSITION_REFUSED' })
    await passTime(plugin.settings)
    await assert.rejects(talk.arrive(), { code: 'SESSION_UNKNOWN' })
    assert.equal((await talk.session()).appointment?.outcome, 'citizen_absent')
  })

  it('asks for a new authentication, whose attributes are those of the meeting', async () => {
    const talk = await booked(SANNE)
    talk.opens()
    await assert.rejects(talk.arrive(), { code: 'AUTHENTICATION_NEEDED' })
    const way = await talk.authenticate('a')
    await way.post({ ...SANNE, email: 'sanne@example.nl' })
    await assert.rejects(talk.arrive(), { code: 'AUTHENTICATION_NEEDED' })
    await way.back()
    await talk.arrive()
    assert.deepEqual(await talk.attributes(), { ...SANNE, email: 'sanne@example.nl' })
    clock.advance(40 * MINUTE)
    await passTime(plugin.settings)
    assert.equal((await talk.session()).attributes.state, 'verified', 'it is not released from the meeting')
  })

  it('is not for a browser that does not own the session', async () => {
    const talk = await booked(SANNE)
    talk.opens()
    await talk.authenticated('a', SANNE)
    await assert.rejects(talk.arrive('b'), { code: 'NOT_THE_OWNER' })
    await talk.land('b')
    await assert.rejects(begin(plugin.settings, talk.id, 'b'), { code: 'NOT_THE_OWNER' })
  })

  it('is open to who booked without authenticating', async () => {
    const talk = await booked()
    talk.opens()
    assert.equal((await talk.arrive()).conversation.state, 'waiting')
  })
})

describe('AC-6: another browser', () => {
  it('gets in as the same person, before the way in opens or after', async () => {
    for (const isOpen of [false, true]) {
      const talk = await booked(SANNE)
      if (isOpen) talk.opens()
      else clock.advance(2 * DAY - 20 * MINUTE)
      await talk.authenticated('telephone', SANNE)
      const session = await talk.session()
      assert.deepEqual([session.owner?.browser, alerts(session)], ['telephone', []])
      if (!isOpen) clock.advance(10 * MINUTE)
      await assert.rejects(talk.arrive('a'), { code: 'NOT_THE_OWNER' })
      const there = await talk.arrive('telephone')
      assert.deepEqual([there.conversation.state, there.hiddenUntil], ['waiting', undefined])
      assert.deepEqual(await talk.attributes(), SANNE)
    }
  })

  it('gets in also when it comes back before its result', async () => {
    const talk = await booked(SANNE)
    talk.opens()
    const way = await talk.authenticate('telephone')
    await way.back()
    await way.post(SANNE)
    assert.equal((await talk.arrive('telephone')).conversation.state, 'waiting')
    assert.deepEqual(await talk.attributes(), SANNE)
  })
})

describe('AC-9: another person', () => {
  for (const [order, browser] of [
    ['result first', 'a'],
    ['result first', 'b'],
    ['return first', 'a'],
    ['return first', 'b'],
  ] as const) {
    it(`sees nothing, and the agent is told: ${order}, in browser ${browser}`, async () => {
      const talk = await booked(SANNE)
      talk.opens()
      const before = await talk.record()
      plugin.effects.length = 0
      const way = await talk.authenticate(browser)
      if (order === 'result first') {
        await way.post(BRAM)
        await way.back()
      } else {
        await way.back()
        await way.post(BRAM)
      }
      const { session, keys, sealed } = await talk.record()
      assert.equal(outcome(session), 'refused')
      assert.deepEqual(alerts(session), ['another_person_came'])
      assert.equal(plugin.effects.filter(({ tag }) => tag === 'alert_agent').length, 1)
      assert.deepEqual({ keys, sealed }, { keys: before.keys, sealed: before.sealed })
      assert.deepEqual([session.owner, session.attributes], [before.session.owner, before.session.attributes])
      assert.deepEqual(session.shared, before.session.shared)
      const code = browser === 'a' ? 'AUTHENTICATION_NEEDED' : 'NOT_THE_OWNER'
      await assert.rejects(talk.arrive(browser), { code })
      await way.back()
      await way.back('a')
      assert.equal(outcome(await talk.session()), 'refused', 'coming back again changes nothing')

      await talk.authenticated('c', SANNE)
      const right = await talk.arrive('c')
      assert.equal(right.conversation.state, 'waiting')
      assert.deepEqual(alerts(right), ['another_person_came'], 'the agent still reads it')
      assert.deepEqual(await talk.attributes(), SANNE)
    })
  }

  it('has no second try on the same way', async () => {
    const talk = await booked(SANNE)
    talk.opens()
    const way = await talk.authenticate('b')
    await way.back()
    await way.post(BRAM)
    await way.post(SANNE)
    await way.back()
    assert.equal(outcome(await talk.session()), 'refused')
    assert.deepEqual((await talk.kept()).keys, ['kept', 'transcript'])
  })

  it('does not take away the place of the right one, who is there', async () => {
    const talk = await booked(SANNE)
    talk.opens()
    await talk.authenticated('a', SANNE)
    await talk.authenticated('b', BRAM)
    assert.deepEqual(await talk.attributes(), SANNE)
    assert.equal((await talk.arrive('a')).conversation.state, 'waiting')
    await talk.authenticated('b', BRAM)
    assert.deepEqual([(await talk.session()).owner?.browser, await talk.attributes()], ['a', SANNE])
  })

  it('who cannot be compared is not let in where there is somebody to compare with', async () => {
    const talk = await booked(SANNE)
    talk.opens()
    await talk.authenticated('b', { name: 'Sanne' })
    assert.equal(outcome(await talk.session()), 'refused')
    assert.deepEqual((await talk.kept()).keys, ['kept', 'transcript'])
  })

  it('where it was booked unauthenticated, nobody can be compared: not before the way in opens', async () => {
    const talk = await booked()
    clock.advance(DAY)
    await talk.authenticated('b', BRAM)
    const early = await talk.session()
    assert.deepEqual(
      [outcome(early), early.owner?.browser, alerts(early)],
      ['refused', 'a', ['another_person_came']],
    )
    assert.deepEqual(await talk.kept(), { keys: ['transcript'], sealed: [] })
    clock.advance(DAY - 15 * MINUTE)
    await talk.authenticated('b', BRAM)
    const there = await talk.arrive('b')
    assert.deepEqual([there.owner?.browser, there.conversation.state], ['b', 'waiting'])
    assert.ok(alerts(there).includes('person_unknown'))
    assert.deepEqual(await talk.attributes(), BRAM)
  })

  it('the same where it was booked with nothing that identifies', async () => {
    const talk = await booked({ name: 'Sanne' })
    assert.deepEqual((await talk.session()).appointment?.booker, {})
    clock.advance(DAY)
    await talk.authenticated('b', SANNE)
    assert.equal(outcome(await talk.session()), 'refused')
    clock.advance(DAY - 15 * MINUTE)
    await assert.rejects(talk.arrive('a'), { code: 'AUTHENTICATION_NEEDED' })
    await talk.authenticated('b', SANNE)
    assert.ok(alerts(await talk.arrive('b')).includes('person_unknown'))
  })
})

it('FL-7: the session lasts until the meeting has taken place', async () => {
  const talk = await booked(SANNE)
  for (let hour = 0; hour < 47; hour += 1) {
    clock.advance(60 * MINUTE)
    await passTime(plugin.settings)
  }
  clock.advance(50 * MINUTE)
  await talk.authenticated('a', SANNE)
  await talk.arrive()
  clock.advance(10 * MINUTE)
  await changeSession(plugin.settings, talk.id, { tag: 'taken', at: clock.now(), agent: 'bas' })
  const { appointment } = await talk.session()
  const ends = (appointment?.ends ?? 0) + 3 * 60 * MINUTE
  await changeSession(plugin.settings, talk.id, { tag: 'extended', at: clock.now(), ends })
  clock.advance(3 * 60 * MINUTE)
  await passTime(plugin.settings)
  assert.equal((await talk.session()).conversation.state, 'open')
  await changeSession(plugin.settings, talk.id, { tag: 'ended', at: clock.now(), by: 'agent' })
  assert.equal((await talk.session()).appointment?.outcome, 'held')
  clock.advance(MINUTE - 1)
  await passTime(plugin.settings)
  assert.deepEqual(await talk.kept(), { keys: ['transcript'], sealed: [] })
  clock.advance(1)
  await passTime(plugin.settings)
  assert.deepEqual(await talk.kept(), { keys: [], sealed: [] })
})

it('FL-7: an agent may say that the citizen did not come, once it has started', async () => {
  const talk = await booked(SANNE)
  talk.opens()
  const missed = () => changeSession(plugin.settings, talk.id, { tag: 'missed', at: clock.now() })
  await assert.rejects(missed(), { code: 'TRANSITION_REFUSED' })
  clock.advance(15 * MINUTE)
  assert.equal((await missed()).appointment?.outcome, 'citizen_absent')
  assert.deepEqual(await talk.kept(), { keys: ['transcript'], sealed: [] })
  assert.equal((await missed()).conversation.state, 'ended')
})
