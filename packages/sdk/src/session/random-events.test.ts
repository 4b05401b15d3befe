import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { IdContactError } from '../errors/id-contact-error.ts'
import { type KeyName, SLOTS_OF_KEY } from '../ports/store.ts'
import { sessionRecord } from '../testing/session-record.ts'
import type { Applied } from './applied.ts'
import { applyEvent } from './apply-event.ts'
import { RELEASED_AFTER } from './appointment.ts'
import { dueAt, eraseAt } from './due-at.ts'
import { owedLogout } from './feedback.ts'
import { SESSION_URLS } from './feedback-transitions.ts'
import type { Session } from './session.ts'
import type { SessionEvent } from './session-event.ts'

const SEQUENCES = 3_000
const EVENTS = 60
const START = 1_700_000_000_000

/** How most sequences open, so that they get somewhere: begun already, or with two browsers that may begin. */
const OPENINGS: readonly (readonly SessionEvent[])[] = [
  [],
  [
    { tag: 'landed', at: START, browser: 'a' },
    { tag: 'begun', at: START, browser: 'a' },
  ],
  [
    { tag: 'landed', at: START, browser: 'a' },
    { tag: 'landed', at: START, browser: 'b' },
  ],
  [
    { tag: 'landed', at: START, browser: 'a' },
    { tag: 'result_verified', at: START, names: ['bsn'], digest: 'digest of sanne', person: 'sanne' },
    { tag: 'session_url_received', at: START },
    { tag: 'begun', at: START, browser: 'a', schedules: true },
  ],
  [
    { tag: 'landed', at: START, browser: 'a' },
    { tag: 'begun', at: START, browser: 'a', schedules: true },
  ],
]

/** Numbers that are the same in each run (mulberry32): a failure names its seed. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** What stands beside the session, as a store keeps it: which keys there are. */
interface World {
  session: Session
  readonly keys: Set<KeyName>
  /** Whose result is sealed under the pending key. */
  pendingOf: string | undefined
  /** The session URLs that are sealed. */
  urls: number
  /** Who was known last to be the one who writes. */
  known: { readonly person: string | undefined } | undefined
  at: number
  readonly trail: SessionEvent[]
}

type Maker = (at: number, pick: <T>(from: readonly T[]) => T) => SessionEvent

const BROWSERS = ['a', 'b', 'c'] as const
const PEOPLE = ['sanne', 'bram', undefined] as const
const IDS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'] as const

/** One row for each event: one that is new does not compile without a row here. */
const MAKERS: { readonly [Tag in SessionEvent['tag']]: Maker } = {
  result_verified: (at, pick) => ({ tag: 'result_verified', at, ...identity(pick(PEOPLE)) }),
  result_failed: (at) => ({ tag: 'result_failed', at }),
  result_insufficient: (at) => ({ tag: 'result_insufficient', at }),
  session_url_received: (at) => ({ tag: 'session_url_received', at }),
  landed: (at, pick) => ({ tag: 'landed', at, browser: pick(BROWSERS) }),
  begun: (at, pick) => ({ tag: 'begun', at, browser: pick(BROWSERS), schedules: pick([true, false]) }),
  scheduled: (at, pick) => {
    const starts = at + pick([600_000, 3_600_000, 90_000_000])
    const time = { starts, ends: starts + 1_800_000, opens: starts - 900_000 }
    return { tag: 'scheduled', at, ...time, way: 'chat', agent: pick(['anna', 'bas']), keeps: ['bsn'] }
  },
  contact_kept: (at) => ({ tag: 'contact_kept', at }),
  contact_released: (at) => ({ tag: 'contact_released', at }),
  arrived: (at) => ({ tag: 'arrived', at }),
  missed: (at) => ({ tag: 'missed', at }),
  extended: (at) => ({ tag: 'extended', at, ends: at + 3_600_000 }),
  citizen_present: (at) => ({ tag: 'citizen_present', at }),
  citizen_gone: (at) => ({ tag: 'citizen_gone', at }),
  active: (at, pick) => ({ tag: 'active', at, side: pick(['citizen', 'agent']) }),
  taken: (at, pick) => ({ tag: 'taken', at, agent: pick(['anna', 'bas']) }),
  ended: (at, pick) => ({ tag: 'ended', at, by: pick(['agent', 'citizen', 'time']) }),
  logged_out: (at) => ({ tag: 'logged_out', at }),
  withdrawn: (at) => ({ tag: 'withdrawn', at }),
  authentication_asked: (at, pick) => ({
    tag: 'authentication_asked',
    at,
    reason: pick(['agent', 'pause', 'required']),
  }),
  authentication_started: (at, pick) => {
    const id = pick(IDS)
    const attr = pick([{ attr: `attr ${id}` }, {}])
    return { tag: 'authentication_started', at, id, ...attr, browser: pick(BROWSERS), method: 'DigiD' }
  },
  authentication_returned: (at, pick) => ({
    tag: 'authentication_returned',
    at,
    id: pick(IDS),
    browser: pick(BROWSERS),
    carries: pick([true, false]),
  }),
  authentication_verified: (at, pick) => ({
    tag: 'authentication_verified',
    at,
    id: pick(IDS),
    ...identity(pick(PEOPLE)),
  }),
  authentication_failed: (at, pick) => ({
    tag: 'authentication_failed',
    at,
    id: pick(IDS),
    reason: pick(['authentication_failed', 'attributes_missing']),
  }),
  activity_queued: (at) => ({ tag: 'activity_queued', at }),
  logout_queued: (at) => ({ tag: 'logout_queued', at }),
  activity_told: (at) => ({ tag: 'activity_told', at, until: at }),
  logout_told: (at, pick) => ({ tag: 'logout_told', at, url: pick([0, 1, 2]) }),
  time_passed: (at) => ({ tag: 'time_passed', at }),
}

/** Ends come less often, so that most sequences get somewhere. */
const RARE: readonly SessionEvent['tag'][] = ['ended', 'logged_out', 'missed']
const TAGS = Object.keys(MAKERS) as SessionEvent['tag'][]
const STEPS = [0, 1, 5, 500, 20_000, 90_000, 1_500_000] as const

function identity(person: string | undefined) {
  return { names: ['bsn'], digest: `digest of ${person}`, ...(person !== undefined && { person }) }
}

/** One sequence, with everything that must hold after each event. */
function run(seed: number): void {
  const random = randomFrom(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const limits = pick([
    { idle: 7_200_000, longest: 86_400_000, pause: 1_800_000, retention: 0 },
    { idle: 0, longest: 0, pause: 0, retention: 86_400_000 },
  ])
  const { session } = sessionRecord({ startedAt: START, beginBefore: START + 86_400_000, limits })
  const world: World = {
    session,
    keys: new Set(['transcript']),
    pendingOf: undefined,
    urls: 0,
    known: undefined,
    at: START,
    trail: [],
  }
  try {
    const opening = pick(OPENINGS)
    for (const event of opening) step(world, event)
    const isBegun = opening.some(({ tag }) => tag === 'begun')
    const beginsAfter = isBegun ? 0 : pick([0, EVENTS / 4])
    // Few kinds of events in one sequence, many in another: that gets deeper than all of them always.
    const share = pick([0.2, 0.5, 1])
    const tags = TAGS.filter((tag) => tag === 'time_passed' || random() < share)
    for (let i = 0; i < EVENTS; i++) {
      world.at += pick(STEPS)
      const tag = pick(tags)
      if (RARE.includes(tag) && random() < 0.8) continue
      if (tag === 'begun' && i < beginsAfter) continue
      step(world, aimed(world, MAKERS[tag](world.at, pick), random))
      if (tag === 'time_passed' && settle(world)) return
    }
  } catch (thrown) {
    const trail = world.trail.map((event) => JSON.stringify(event)).join('\n')
    throw new Error(`seed ${seed}:\n${trail}`, { cause: thrown })
  }
}

/** Most events about an authentication are about one that there is, and most of those by its browser. */
function aimed({ session }: World, event: SessionEvent, random: () => number): SessionEvent {
  if (!('id' in event) || event.tag === 'authentication_started' || random() < 0.3) return event
  const one = session.authentications[Math.floor(random() * session.authentications.length)]
  if (!one) return event
  return 'browser' in event && random() < 0.7
    ? { ...event, id: one.id, browser: one.browser }
    : { ...event, id: one.id }
}

/** Applies an event as steps and store do: the keys, the session URLs, a refusal changes nothing. */
function step(world: World, event: SessionEvent): void {
  const before = world.session
  // Ids of authentications are hashes of random secrets: never the same again.
  if (event.tag === 'authentication_started' && before.authentications.some(({ id }) => id === event.id))
    return
  let applied: Applied
  try {
    applied = applyEvent(before, event)
  } catch (cause) {
    assert.ok(cause instanceof IdContactError, String(cause))
    return
  }
  world.trail.push(event)
  assert.deepEqual(applyEvent(before, event), applied, 'the same arguments give the same answer')
  const { session, effects } = applied
  world.session = session
  if (effects.some(({ tag }) => tag === 'adopt_result') && event.tag === 'authentication_returned') {
    assert.ok(world.keys.has('pending'), 'what is adopted on return can be opened')
    assert.equal(world.pendingOf, event.id, 'what is adopted on return is of another authentication')
  }
  for (const effect of effects) {
    if (effect.tag !== 'destroy_key') continue
    world.keys.delete(effect.key)
    if (SLOTS_OF_KEY[effect.key].includes('session_urls')) world.urls = 0
  }
  // What `acceptAuthResult` and `decideOnAuthenticationResult` seal.
  if (event.tag === 'result_verified' && session.attributes !== before.attributes)
    world.keys.add('attributes')
  if (effects.some(({ tag }) => tag === 'adopt_result')) world.keys.add('attributes')
  else if (event.tag === 'authentication_verified' && session !== before) {
    const one = session.authentications.find(({ id }) => id === event.id)
    if (one?.outcome.state === 'pending') {
      world.keys.add('pending')
      world.pendingOf = event.id
    }
  }
  if (event.tag === 'scheduled' && !before.appointment && before.attributes.state === 'verified')
    world.keys.add('kept')
  if (event.tag === 'contact_kept') world.keys.add('contact')
  if (event.tag === 'session_url_received' && session !== before) {
    world.keys.add('feedback')
    world.urls += 1
  }
  check(world, before, applied, event)
}

function check(world: World, before: Session, { session, effects }: Applied, event: SessionEvent): void {
  const { attributes, conversation, feedback, authentications, owner } = session
  const isEnded = conversation.state === 'ended'
  const pending = authentications.filter(({ outcome }) => outcome.state === 'pending')
  const told = effects.flatMap((effect) => (effect.tag === 'tell' ? [effect.update] : []))
  const destroyed = effects.flatMap((effect) => (effect.tag === 'destroy_key' ? [effect.key] : []))
  const isAdopted = effects.some(({ tag }) => tag === 'adopt_result')

  // P2, B8: keys are there exactly as long as there is something to open.
  if (!isEnded && attributes.state === 'verified')
    assert.ok(world.keys.has('attributes'), 'verified, without key')
  if (attributes.state === 'withdrawn' || attributes.state === 'released' || isEnded)
    assert.ok(!world.keys.has('attributes'), 'a key that is not needed')
  assert.equal(
    world.keys.has('pending'),
    pending.length > 0,
    'the pending key without a pending result, or the other way',
  )
  assert.ok(pending.length <= 1, 'two results that wait, under one key')
  assert.equal(world.keys.has('transcript'), session.transcript === 'kept')
  assert.equal(world.keys.has('contact'), session.contact ?? false, 'the key of the address')
  assert.equal(world.keys.has('kept'), session.appointment?.kept !== undefined, 'what is kept is not noted')
  if (isEnded) assert.ok(!world.keys.has('kept'), 'what was kept until the meeting is there after it')
  if (feedback.state === 'open') {
    assert.equal(feedback.urls, world.urls)
    assert.ok(feedback.urls <= SESSION_URLS, 'session URLs without end')
  }
  if (feedback.state === 'open' || feedback.state === 'logging_out') assert.ok(world.keys.has('feedback'))
  else assert.ok(!world.keys.has('feedback'), 'session URLs that nobody needs')
  if (isEnded && before.conversation.state !== 'ended') {
    assert.deepEqual(
      ['attributes', 'pending'].filter((key) => !destroyed.includes(key as KeyName)),
      [],
    )
  }

  // SF-6: nothing but a logout after a logout; B1: nothing about attributes in doubt.
  if (feedback.state !== 'open') assert.ok(!told.includes('user_active'), 'activity after a logout')
  if (told.includes('logout')) assert.ok(owedLogout(feedback), 'a logout for nobody')
  if (feedback.state === 'open' && feedback.letGoAt !== undefined)
    assert.ok(!told.includes('user_active'), 'activity after it was let go')
  const order = ['none', 'open', 'logging_out', 'logged_out']
  const isOver =
    before.feedback.state === 'open' && feedback.state === 'none' && (isEnded || session.appointment)
  assert.ok(
    isOver ||
      (isAdopted && session.appointment) ||
      order.indexOf(feedback.state) >= order.indexOf(before.feedback.state),
    'feedback goes back',
  )

  // B1: who owns it changes by beginning and by adoption only; what ended stays ended.
  if (owner?.browser !== before.owner?.browser) {
    const hasLeft = event.tag === 'logged_out' && before.conversation.state === 'scheduled'
    const isMeeting = session.appointment !== undefined
    const moves = isAdopted && (before.owner !== undefined || isMeeting)
    assert.ok((event.tag === 'begun' && !before.owner) || moves || (hasLeft && !owner), 'a new owner')
  }
  checkAppointment(before, session, event, isAdopted)
  if (before.conversation.state === 'ended') assert.deepEqual(conversation, before.conversation)
  const wasKnown = before.attributes.state === 'verified' || before.attributes.state === 'withheld'
  if (attributes.state === 'verified' && before.attributes.state !== 'verified') {
    assert.ok(isAdopted || (event.tag === 'result_verified' && !wasKnown), 'verified from nowhere')
    const cameOnce = before.attributes.state === 'withdrawn' || before.attributes.state === 'released'
    assert.ok(isAdopted || !cameOnce, 'what was withdrawn or released comes back')
  }
  const adopting = authentications.find(({ id }) => 'id' in event && id === event.id)
  if (isAdopted) {
    assert.notEqual(adopting?.returned, undefined, 'adopted before its browser came back')
    assert.ok(!owner || owner.browser === adopting?.browser, 'adopted for another browser')
  }
  if (owner && attributes.state === 'verified' && attributes.authentication !== undefined) {
    const one = authentications.find(({ id }) => id === attributes.authentication)
    if (!isEnded) assert.ok(one, 'the authentication of the identity is forgotten')
    if (one) assert.equal(one.browser, owner.browser, 'the identity of another browser')
  }
  if (attributes.state === 'withheld' && before.attributes.state === 'verified') {
    const { authentication } = attributes
    const done = authentications.find(({ id }) => id === authentication)?.outcome
    const hasMoved = done?.state === 'done' && done.from !== undefined
    if (hasMoved) assert.equal(session.hiddenUntil, event.at, 'a browser in doubt is shown what was said')
  }
  if (isAdopted && event.tag === 'authentication_verified' && before.attributes.state === 'withdrawn') {
    const isLater = (adopting?.at ?? 0) >= before.attributes.at || adopting?.browser !== before.owner?.browser
    assert.ok(isLater, 'a late result undoes a withdrawal')
  }
  for (const was of before.authentications) {
    const now = authentications.find(({ id }) => id === was.id)
    const { state } = was.outcome
    if (now && (state === 'spoiled' || state === 'replaced' || state === 'refused'))
      assert.equal(now.outcome.state, state)
  }

  // AC-9: another person than the last one who was known is not shown what was said, withdrawn or not.
  if (isAdopted && attributes.state === 'verified') {
    const isOther = before.owner !== undefined && before.owner.browser !== owner?.browser
    const { known } = world
    const isSame = known?.person !== undefined && known.person === attributes.person
    if (known ? !isSame : isOther)
      assert.equal(session.hiddenUntil, event.at, 'another person is shown what was said')
  }
  if (session.appointment && !before.appointment && session.appointment.booker === undefined)
    world.known = undefined
  if (attributes.state === 'verified') world.known = { person: attributes.person }
  if (attributes.state === 'withheld') world.known = undefined
  assert.ok((session.hiddenUntil ?? 0) >= (before.hiddenUntil ?? 0), 'what was hidden is shown again')

  // Bounds.
  assert.ok(authentications.length <= 8, 'authentications without end')
  assert.ok(session.landings.length <= 51)
  assert.ok(session.alerts.length <= 8)
  assert.equal(new Set(session.alerts.map(({ tag }) => tag)).size, session.alerts.length)
}

/** FL-7, AC-5, AC-9: what an appointment stands for. */
function checkAppointment(before: Session, session: Session, event: SessionEvent, isAdopted: boolean): void {
  const { appointment, conversation, attributes } = session
  const { state } = conversation
  if (state === 'scheduled') assert.ok(appointment, 'scheduled without an appointment')
  if (before.appointment) assert.ok(appointment, 'an appointment that is forgotten')
  if (event.tag === 'scheduled') assert.notEqual(attributes.state, 'verified', 'the booking is kept')
  if (!appointment) return
  assert.deepEqual(appointment.booker, before.appointment?.booker ?? appointment.booker, 'another booker')
  assert.equal(
    appointment.cancelledBy !== undefined,
    appointment.outcome === 'cancelled',
    'cancelled by whom',
  )
  const isKnown = attributes.state === 'verified' || attributes.state === 'withheld'
  const wasKnown = before.attributes.state === 'verified' || before.attributes.state === 'withheld'
  if (isKnown && !wasKnown) assert.ok(isAdopted, 'known without having authenticated for it')
  if (isKnown && event.tag === 'time_passed' && state === 'scheduled')
    assert.ok(event.at < attributes.at + RELEASED_AFTER, 'an identity that lasts until the meeting')
  const enters = state === 'waiting' && before.conversation.state === 'scheduled'
  if (enters) {
    assert.equal(event.tag, 'arrived')
    assert.ok(event.at >= appointment.opens && event.at < appointment.ends, 'in when it is not open')
    if (appointment.booker) assert.equal(attributes.state, 'verified', 'in without authenticating')
    const booked = appointment.booker?.person
    if (booked !== undefined && attributes.state === 'verified') assert.equal(attributes.person, booked)
  }
  const booked = before.appointment?.booker?.person
  if (isAdopted && booked !== undefined && before.conversation.state === 'scheduled') {
    assert.ok(attributes.state === 'verified' && attributes.person === booked, 'another person gets in')
  }
  assert.equal(
    appointment.outcome !== undefined,
    state === 'ended',
    'an outcome before the end, or none after it',
  )
  const dropped = event.tag === 'time_passed' && state === 'ended' && before.conversation.state !== 'ended'
  if (dropped) assert.ok(event.at >= appointment.ends, 'dropped by time before the end of the meeting')
}

/**
 * What the beat does once, with an outbox that works: afterwards the next moment lies ahead, or all is erased.
 * True: erased.
 */
function settle(world: World): boolean {
  const { at } = world
  const erase = eraseAt(world.session)
  if (erase !== undefined && erase <= at) {
    assert.equal(owedLogout(world.session.feedback), undefined, 'erased with a logout to tell')
    const { conversation } = world.session
    assert.ok(conversation.state !== 'waiting' && conversation.state !== 'open', 'erased while it runs')
    return true
  }
  step(world, { tag: 'activity_queued', at })
  step(world, { tag: 'logout_queued', at })
  const due = dueAt(world.session)
  assert.ok(due === undefined || due > at, `due at ${due}, which is not after ${at}`)
  return false
}

/** However it went: with time alone it ends, and nothing of it stays. */
function runOut(session: Session): void {
  let now = session
  for (let beats = 0; ; beats++) {
    assert.ok(beats < 50, 'it does not come to an end')
    const at = dueAt(now)
    assert.notEqual(at, undefined, 'it is never due')
    if (at === undefined) return
    if ((eraseAt(now) ?? Number.POSITIVE_INFINITY) <= at) return
    const events: SessionEvent[] = [
      { tag: 'time_passed', at },
      { tag: 'activity_queued', at },
      { tag: 'logout_queued', at },
    ]
    now = events.reduce((one, event) => applyEvent(one, event).session, now)
  }
}

describe('a session, whatever happens in whatever order', () => {
  it(`keeps its promises in ${SEQUENCES} random sequences`, () => {
    for (let seed = 1; seed <= SEQUENCES; seed++) run(seed)
  })

  it('P2, O3: comes to its end by time alone', () => {
    for (let seed = 1; seed <= 500; seed++) {
      const random = randomFrom(seed)
      const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
      const { session } = sessionRecord({ startedAt: START, beginBefore: START + 3_600_000 })
      const world: World = {
        session,
        keys: new Set(['transcript']),
        urls: 0,
        pendingOf: undefined,
        known: undefined,
        at: START,
        trail: [],
      }
      for (let i = 0; i < 25; i++) {
        world.at += pick(STEPS)
        const event = aimed(world, MAKERS[pick(TAGS)](world.at, pick), random)
        try {
          world.session = applyEvent(world.session, event).session
        } catch (cause) {
          assert.ok(cause instanceof IdContactError)
        }
      }
      runOut(world.session)
    }
  })
})
