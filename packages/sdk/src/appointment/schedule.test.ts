import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { inspect } from 'node:util'
import { noteActivity } from '../feedback/note-activity.ts'
import { passTime } from '../retention/pass-time.ts'
import { openAttributes } from '../retention/sealed-attributes.ts'
import { withdrawAttributes } from '../retention/withdraw-attributes.ts'
import { changeSession } from '../session/change-session.ts'
import { type FarSide, startFarSide } from '../testing/far-side.ts'
import { createTestClock } from '../testing/test-clock.ts'
import { createTestPlugin, type TestPlugin } from '../testing/test-plugin.ts'
import { startTestSession } from '../testing/test-session.ts'
import { arrive } from './arrive.ts'
import { openContact } from './contact.ts'
import { openKeptAttributes } from './kept-attributes.ts'

const SANNE = { name: 'Sanne', bsn: '999993653', email: 'sanne@example.nl' }
const BRAM = { name: 'Bram', bsn: '999990019' }
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const clock = createTestClock(1_700_000_000_000)

let far: FarSide
let plugin: TestPlugin
before(async () => {
  far = await startFarSide(clock)
})
after(() => far.close())
beforeEach(() => {
  far.updates.length = 0
  plugin = createTestPlugin({ clock, core: far.core, sessionUrlOrigins: [far.origin], schedules: true })
})

/** Browser `a` chooses a time. */
const planning = (attributes?: Record<string, string>, sessionUrl?: string) =>
  startTestSession(plugin, far, attributes, sessionUrl)

describe('FL-7: who can book', () => {
  it('the browser that began, and no other', async () => {
    const talk = await planning(SANNE)
    await talk.land('b')
    for (const browser of ['b', 'c']) {
      await assert.rejects(talk.book({}, browser), { code: 'NOT_THE_OWNER' })
    }
    assert.equal((await talk.session()).conversation.state, 'planning')
    assert.equal((await talk.book()).conversation.state, 'scheduled')
    await assert.rejects(talk.book({ agent: 'bas' }, 'b'), { code: 'NOT_THE_OWNER' })
  })

  it('AC-5: somebody verified; somebody else only where that is allowed', async () => {
    const talk = await planning()
    await assert.rejects(talk.book(), { code: 'AUTHENTICATION_NEEDED' })
    await talk.post({ email: 'x@example.nl' })
    await assert.rejects(talk.book(), { code: 'AUTHENTICATION_NEEDED' })
    const { appointment, conversation } = await talk.book({ allowUnauthenticated: true })
    assert.equal(conversation.state, 'scheduled')
    assert.equal(appointment?.booker, undefined)
    assert.deepEqual(await talk.kept(), { keys: ['transcript'], sealed: [] })
  })

  it('B1: somebody whose attributes are in doubt is not verified', async () => {
    const talk = await planning()
    await talk.post(SANNE)
    await talk.land('b')
    assert.equal((await talk.session()).attributes.state, 'withheld')
    await assert.rejects(talk.book(), { code: 'AUTHENTICATION_NEEDED' })
    const kept = { keep: ['name'], contactFrom: 'email', allowUnauthenticated: true }
    assert.equal((await talk.book(kept)).appointment?.booker, undefined)
    assert.deepEqual(await talk.kept(), { keys: ['transcript'], sealed: [] })
  })

  it('nobody, once the meeting runs or the session has ended', async () => {
    const talk = await planning(SANNE)
    await talk.book()
    clock.advance(2 * DAY)
    await talk.authenticated('a', SANNE)
    await arrive(plugin.settings, talk.id, 'a')
    await assert.rejects(talk.book({ agent: 'bas' }), { code: 'TRANSITION_REFUSED' })
    await changeSession(plugin.settings, talk.id, { tag: 'ended', at: clock.now(), by: 'agent' })
    await assert.rejects(talk.book({ agent: 'bas' }), { code: 'SESSION_UNKNOWN' })
  })
})

describe('AC-5: what is there after booking', () => {
  it('nothing of the authentication, but what is to be kept and the address for mail', async () => {
    const talk = await planning(SANNE)
    const given = await talk.record()
    await talk.book({ keep: ['name', 'postal_code', '__proto__'], contactFrom: 'email' })
    assert.equal(await talk.attributes(), undefined)
    assert.deepEqual(await talk.kept(), {
      keys: ['contact', 'kept', 'transcript'],
      sealed: ['contact', 'kept_attributes'],
    })
    const record = await talk.record()
    const { keyring } = plugin.settings
    assert.deepEqual({ ...openKeptAttributes(keyring, record)?.reveal() }, { name: 'Sanne' })
    assert.equal(openContact(keyring, record)?.reveal(), 'sanne@example.nl')
    assert.equal(record.session.contact, true)
    assert.throws(() => openAttributes(keyring, { ...given, keys: record.keys }), { code: 'SEAL_BROKEN' })
  })

  it('P1: no value in the session, in an effect or in the open of the record', async () => {
    const talk = await planning(SANNE)
    await talk.book({ keep: ['name', 'bsn'], contactFrom: 'email' })
    const { sealed, keys, ...open } = await talk.record()
    const bytes = [...Object.values(sealed), ...Object.values(keys)]
    const texts = [inspect(open, { depth: 9 }), inspect(plugin.effects), ...bytes.map(String)]
    const all = [...texts, ...bytes.map((one) => Buffer.from(one).toString('latin1'))].join('\n')
    for (const value of Object.values(SANNE)) assert.ok(!all.includes(value), value)
  })

  it('nothing at all where nothing is to be kept, or it was not given', async () => {
    const { email: _, ...without } = SANNE
    const talk = await planning(without)
    await talk.book({ keep: ['email'], contactFrom: 'email' })
    assert.deepEqual(await talk.kept(), { keys: ['transcript'], sealed: [] })
    assert.equal((await talk.session()).contact, undefined)
  })

  it('B1, AC-5: a result that comes to the attr URL, and a landing, change nothing', async () => {
    for (const attributes of [SANNE, undefined]) {
      const talk = await planning(attributes)
      await talk.book({ allowUnauthenticated: true })
      const before = await talk.record()
      for (const late of [SANNE, BRAM]) await talk.post(late, `${far.origin}/session/late`)
      await talk.land('a')
      await talk.land('victim')
      await talk.post({ email: 'x@example.nl' })
      assert.deepEqual(await talk.record(), before)
    }
  })

  it('AC-5: an authentication in between is gone after half an hour, and the appointment stands', async () => {
    const talk = await planning(SANNE)
    await talk.book()
    clock.advance(DAY)
    await talk.authenticated('a', SANNE)
    assert.deepEqual(await talk.attributes(), SANNE)
    clock.advance(30 * MINUTE - 1)
    await passTime(plugin.settings)
    assert.deepEqual(await talk.attributes(), SANNE)
    clock.advance(1)
    await passTime(plugin.settings)
    assert.equal(await talk.attributes(), undefined)
    assert.deepEqual(await talk.kept(), { keys: ['transcript'], sealed: [] })
    assert.equal((await talk.session()).conversation.state, 'scheduled')
  })

  it('what is withdrawn in between is gone at once, with what was kept of the booking', async () => {
    const talk = await planning(SANNE)
    await talk.book({ keep: ['name'] })
    await talk.authenticated('a', SANNE)
    await withdrawAttributes(plugin.settings, talk.id)
    assert.deepEqual((await talk.kept()).sealed, [])
    clock.advance(2 * DAY)
    await assert.rejects(arrive(plugin.settings, talk.id, 'a'), { code: 'AUTHENTICATION_NEEDED' })
    await talk.authenticated('a', SANNE)
    assert.equal((await arrive(plugin.settings, talk.id, 'a')).conversation.state, 'waiting')
  })
})

describe('FL-7: booking again', () => {
  it('the same changes nothing, and tells nobody', async () => {
    const talk = await planning(SANNE)
    await talk.book({ keep: ['name'], contactFrom: 'email' })
    const before = await talk.record()
    plugin.effects.length = 0
    await talk.book({ keep: ['name', 'bsn'], contactFrom: 'email' })
    assert.deepEqual(await talk.record(), before)
    assert.deepEqual(plugin.effects, [])
  })

  it('another time is a move, by either side, and keeps what was kept', async () => {
    const talk = await planning(SANNE)
    const { appointment } = await talk.book({ keep: ['name'], contactFrom: 'email' })
    assert.ok(appointment)
    const before = await talk.record()
    await talk.book({ starts: appointment.starts + HOUR, keep: ['bsn'] }, 'agent')
    const moved = await talk.book({ starts: appointment.starts - HOUR })
    assert.deepEqual([moved.appointment?.moved, moved.appointment?.starts], [2, appointment.starts - HOUR])
    const { keys, sealed } = await talk.record()
    assert.deepEqual({ keys, sealed }, { keys: before.keys, sealed: before.sealed })
  })

  it('a move takes an authentication in between with it, of which nothing is kept', async () => {
    const talk = await planning(SANNE)
    const { appointment } = await talk.book({ keep: ['name'] })
    await talk.authenticated('a', { ...SANNE, name: 'Another name' })
    await talk.book({
      starts: (appointment?.starts ?? 0) + HOUR,
      keep: ['name', 'bsn'],
      contactFrom: 'email',
    })
    assert.deepEqual(await talk.kept(), { keys: ['kept', 'transcript'], sealed: ['kept_attributes'] })
    const kept = openKeptAttributes(plugin.settings.keyring, await talk.record())?.reveal()
    assert.deepEqual({ ...kept }, { name: 'Sanne' })
  })
})

describe('SF-6: the authentication plugin by which it was booked', { timeout: 20_000 }, () => {
  it('hears of no activity any more, and its session URL is destroyed an hour later', async () => {
    const talk = await planning(SANNE, `${far.origin}/session/booking`)
    while (far.updates.length < 1) await new Promise((turn) => setImmediate(turn))
    await talk.book()
    assert.deepEqual((await talk.kept()).keys, ['feedback', 'transcript'])
    plugin.effects.length = 0
    for (let minute = 0; minute < 59; minute += 1) {
      clock.advance(MINUTE)
      await noteActivity(plugin.settings, talk.id, 'citizen')
      await passTime(plugin.settings)
    }
    assert.ok(!plugin.effects.some(({ tag }) => tag === 'tell'))
    assert.deepEqual((await talk.kept()).keys, ['feedback', 'transcript'])
    clock.advance(MINUTE)
    await passTime(plugin.settings)
    assert.deepEqual(await talk.kept(), { keys: ['transcript'], sealed: [] })
    assert.deepEqual((await talk.session()).feedback, { state: 'none' })
    assert.deepEqual(far.updates, ['/session/booking?type=user_active'])
  })
})
