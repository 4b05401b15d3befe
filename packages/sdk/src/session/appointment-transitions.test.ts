import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sessionRecord } from '../testing/session-record.ts'
import { applyEvent } from './apply-event.ts'
import { AGENT_MAY_BE_LATE, CONTACT_KEPT, RELEASED_AFTER } from './appointment.ts'
import { dueAt, endsAt, eraseAt, RECORD_AT_LEAST, TRANSCRIPT_AT_LEAST } from './due-at.ts'
import type { Effect } from './effect.ts'
import { LOGOUT_KEPT } from './feedback.ts'
import type { Session } from './session.ts'
import type { EventOf, SessionEvent } from './session-event.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const STARTS = 2 * DAY
const ENDS = STARTS + 30 * MINUTE
const OPENS = STARTS - 15 * MINUTE
const NEW = sessionRecord().session

function after(...events: SessionEvent[]): Session {
  return applied(NEW, ...events)
}

function applied(session: Session, ...events: SessionEvent[]): Session {
  return events.reduce<Session>((now, event) => applyEvent(now, event).session, session)
}

const scheduled = (at: number, change: Partial<EventOf<'scheduled'>> = {}): SessionEvent => ({
  tag: 'scheduled',
  at,
  starts: STARTS,
  ends: ENDS,
  opens: OPENS,
  way: 'chat',
  agent: 'anna',
  ...change,
})
const BEGUN: SessionEvent[] = [
  { tag: 'landed', at: 1, browser: 'a' },
  { tag: 'begun', at: 2, browser: 'a', schedules: true },
]
const SANNE: SessionEvent = { tag: 'result_verified', at: 3, names: ['bsn'], digest: 'd', person: 'sanne' }
const URL: SessionEvent = { tag: 'session_url_received', at: 3 }
const time = (at: number): SessionEvent => ({ tag: 'time_passed', at })
const arrived = (at: number): SessionEvent => ({ tag: 'arrived', at })
const taken = (at: number): SessionEvent => ({ tag: 'taken', at, agent: 'bas' })
const ended = (at: number, by: 'agent' | 'citizen' | 'time'): SessionEvent => ({ tag: 'ended', at, by })
/** A browser authenticates, its result first. */
const again = (browser: string, person: string | undefined, at: number): SessionEvent[] => {
  const id = `of ${browser} at ${at}`
  const identity = { names: ['bsn'], digest: `digest of ${person}`, ...(person !== undefined && { person }) }
  return [
    { tag: 'authentication_started', at, id, attr: `attr ${id}`, browser, method: 'DigiD' },
    { tag: 'authentication_verified', at: at + 1, id, ...identity },
    { tag: 'authentication_returned', at: at + 2, id, browser, carries: false },
  ]
}
const outcomeOf = ({ appointment }: Session) => [appointment?.outcome, appointment?.cancelledBy]
const alerts = (session: Session) => session.alerts.map(({ tag }) => tag)
const keysDestroyed = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.tag === 'destroy_key' ? [effect.key] : []))

const PLANNING = after(...BEGUN, SANNE)
const BOOKED = applied(PLANNING, scheduled(10))
const UNKNOWN = after(...BEGUN, scheduled(10))
const THERE = applied(BOOKED, ...again('a', 'sanne', OPENS), arrived(OPENS + 5))
const THERE_HEARS = applied(
  BOOKED,
  ...again('a', 'sanne', OPENS),
  { ...URL, at: OPENS + 3 },
  arrived(OPENS + 5),
)
const LOGOUT: SessionEvent = { tag: 'logged_out', at: STARTS - 1 }
const MEETING = applied(THERE, taken(STARTS))

describe('FL-7: scheduling', () => {
  it('comes after the beginning, in which there is no meeting yet', () => {
    assert.deepEqual(PLANNING.conversation, { state: 'planning', since: 2 })
    assert.throws(() => applyEvent(PLANNING, taken(4)), { code: 'TRANSITION_REFUSED' })
    assert.throws(() => applyEvent(PLANNING, arrived(4)), { code: 'TRANSITION_REFUSED' })
    assert.throws(() => applyEvent(NEW, scheduled(4)), { code: 'TRANSITION_REFUSED' })
  })

  it('keeps of who booked a digest, and takes the identity away at once (AC-5)', () => {
    const { session, effects } = applyEvent(PLANNING, scheduled(10))
    const { appointment, attributes, shared } = session
    assert.deepEqual(appointment, {
      starts: STARTS,
      ends: ENDS,
      opens: OPENS,
      way: 'chat',
      agent: 'anna',
      bookedAt: 10,
      moved: 0,
      booker: { person: 'sanne' },
    })
    assert.deepEqual(attributes, { state: 'released', at: 10, from: { person: 'sanne' } })
    assert.deepEqual(shared, [{ at: 3, names: ['bsn'], gone: { at: 10, why: 'booked' } }])
    assert.deepEqual(keysDestroyed(effects), ['attributes'])
  })

  it('knows whether somebody verified booked, also where nothing can be compared', () => {
    assert.equal(UNKNOWN.appointment?.booker, undefined)
    const { person: _, ...nobody } = SANNE as EventOf<'result_verified'>
    assert.deepEqual(after(...BEGUN, nobody, scheduled(10)).appointment?.booker, {})
  })

  it('the same again changes nothing; another time, way or agent is a move', () => {
    assert.equal(applyEvent(BOOKED, scheduled(99)).session, BOOKED)
    const moved = applied(
      BOOKED,
      scheduled(20, { starts: STARTS + DAY, ends: ENDS + DAY, opens: OPENS + DAY }),
      scheduled(21, { agent: 'bas' }),
      scheduled(22, { agent: 'bas', way: 'video' }),
    )
    const { appointment } = moved
    assert.deepEqual([appointment?.moved, appointment?.bookedAt, appointment?.way], [3, 10, 'video'])
    assert.deepEqual(appointment?.booker, { person: 'sanne' })
  })

  it('is the answer to being asked to authenticate', () => {
    const asked = applied(PLANNING, { tag: 'authentication_asked', at: 5, reason: 'agent' })
    assert.equal(applied(asked, scheduled(10)).asked, undefined)
  })

  it('is refused once the citizen is there, the meeting runs, or all is over', () => {
    for (const session of [THERE, MEETING, applied(MEETING, ended(ENDS, 'agent'))]) {
      assert.throws(() => applyEvent(session, scheduled(ENDS, { agent: 'bas' })), {
        code: 'TRANSITION_REFUSED',
      })
    }
  })

  it('B1: a result of the first exchange that comes after it changes nothing, whoever booked', () => {
    for (const session of [BOOKED, UNKNOWN]) {
      const late: SessionEvent = { ...(SANNE as EventOf<'result_verified'>), at: 11, digest: 'other' }
      assert.equal(applyEvent(session, late).session, session)
      assert.equal(applyEvent(session, { tag: 'landed', at: 12, browser: 'v' }).session, session)
    }
  })
})

describe('FL-7: how a meeting ends', () => {
  const endings: [string, Session, readonly [string, string?]][] = [
    ['cancelled by the citizen', applied(BOOKED, ended(20, 'citizen')), ['cancelled', 'citizen']],
    ['cancelled by the agent', applied(BOOKED, ended(20, 'agent')), ['cancelled', 'agent']],
    ['cancelled by who came early', applied(THERE, ended(STARTS - 1, 'citizen')), ['cancelled', 'citizen']],
    ['cancelled by who came early, and logged out', applied(THERE_HEARS, LOGOUT), ['cancelled', 'citizen']],
    [
      'cancelled by the agent while one waits',
      applied(THERE, ended(STARTS, 'agent')),
      ['cancelled', 'agent'],
    ],
    ['nobody came, by time', applied(BOOKED, time(ENDS)), ['citizen_absent']],
    ['nobody came, by the agent', applied(BOOKED, { tag: 'missed', at: STARTS }), ['citizen_absent']],
    ['the agent did not come', applied(THERE, time(ENDS + AGENT_MAY_BE_LATE)), ['agent_absent']],
    ['the citizen waited, and left', applied(THERE, ended(STARTS + 1, 'citizen')), ['agent_absent']],
    ['held', applied(MEETING, ended(STARTS + 9, 'agent')), ['held']],
    [
      'held, also when it ends before its time',
      applied(THERE, taken(OPENS + 9), ended(STARTS - 1, 'citizen')),
      ['held'],
    ],
  ]
  for (const [what, session, [outcome, by]] of endings) {
    it(what, () => {
      assert.equal(session.conversation.state, 'ended')
      assert.deepEqual(outcomeOf(session), [outcome, by])
    })
  }

  it('the agent cannot say that the citizen did not come before it starts, or of who is there', () => {
    for (const [session, at] of [
      [BOOKED, STARTS - 1],
      [THERE, STARTS],
      [MEETING, STARTS],
      [PLANNING, STARTS],
    ] as const) {
      assert.throws(() => applyEvent(session, { tag: 'missed', at }), { code: 'TRANSITION_REFUSED' })
    }
  })

  it('a planning that comes to nothing has no outcome', () => {
    assert.equal(applied(PLANNING, ended(20, 'citizen')).appointment, undefined)
  })

  it('what was kept until the meeting goes at its end, the address for mail later (P2)', () => {
    const kept = applied(BOOKED, { tag: 'contact_kept', at: 11 })
    const { session, effects } = applyEvent(kept, ended(20, 'agent'))
    assert.deepEqual(keysDestroyed(effects), ['attributes', 'pending', 'kept'])
    assert.equal(session.contact, true)
    assert.equal(applied(session, time(20 + CONTACT_KEPT - 1)).contact, true)
    const gone = applyEvent(session, time(20 + CONTACT_KEPT))
    assert.equal(gone.session.contact, undefined)
    assert.ok(keysDestroyed(gone.effects).includes('contact'))
  })

  it('the record stays until the address for mail is gone', () => {
    const over = applied(BOOKED, { tag: 'contact_kept', at: 11 }, ended(20, 'agent'))
    assert.equal(eraseAt(over), 20 + CONTACT_KEPT)
    assert.equal(eraseAt(applied(over, { tag: 'contact_released', at: 30 })), 20 + RECORD_AT_LEAST)
  })
})

describe('FL-7: nobody is put out before the end', () => {
  it('by idleness or length, while it is scheduled and while the citizen waits', () => {
    assert.equal(applied(BOOKED, time(ENDS - 1)).conversation.state, 'scheduled')
    assert.equal(endsAt(BOOKED), ENDS)
    assert.equal(applied(THERE, time(ENDS + AGENT_MAY_BE_LATE - 1)).conversation.state, 'waiting')
    const strict = { ...NEW.limits, idle: 1000, longest: 2000 }
    const short: Session = { ...MEETING, limits: strict }
    assert.equal(endsAt(short), ENDS)
    assert.equal(endsAt({ ...THERE, limits: strict }), ENDS + AGENT_MAY_BE_LATE)
    assert.equal(applied(short, time(ENDS - 1)).conversation.state, 'open')
    assert.deepEqual(outcomeOf(applied(short, time(ENDS))), ['held', undefined])
  })

  it('the limits of the purpose count from the arrival, and hold for the planning', () => {
    const { longest } = NEW.limits
    const busy = applied(MEETING, { tag: 'active', at: STARTS + longest, side: 'citizen' })
    assert.equal(endsAt(busy), OPENS + 5 + longest)
    assert.equal(applied(PLANNING, time(2 + PLANNING.limits.idle)).conversation.state, 'ended')
  })

  it('a meeting that takes longer ends later, and never earlier than it was', () => {
    const longer = applied(MEETING, { tag: 'extended', at: ENDS - 1, ends: ENDS + 15 * MINUTE })
    assert.equal(longer.appointment?.ends, ENDS + 15 * MINUTE)
    assert.equal(applied(longer, { tag: 'extended', at: ENDS, ends: ENDS }), longer)
    const short: Session = { ...longer, limits: { ...NEW.limits, idle: 1000 } }
    assert.equal(endsAt(short), ENDS + 15 * MINUTE)
    for (const session of [BOOKED, THERE, PLANNING]) {
      assert.throws(() => applyEvent(session, { tag: 'extended', at: ENDS, ends: ENDS + 1 }), {
        code: 'TRANSITION_REFUSED',
      })
    }
  })

  it('P2: the transcript is kept from the end on, not from the booking', () => {
    assert.equal(applied(BOOKED, time(ENDS - 1)).transcript, 'kept')
    const over = applied(MEETING, ended(ENDS, 'agent'))
    assert.equal(applied(over, time(ENDS + TRANSCRIPT_AT_LEAST - 1)).transcript, 'kept')
    assert.equal(applied(over, time(ENDS + TRANSCRIPT_AT_LEAST)).transcript, 'destroyed')
    const retention = 28 * DAY
    const long: Session = { ...over, limits: { ...NEW.limits, retention } }
    assert.equal(applied(long, time(ENDS + retention - 1)).transcript, 'kept')
    assert.equal(applied(long, time(ENDS + retention)).transcript, 'destroyed')
  })
})

describe('AC-5: the way in', () => {
  it('is open from a moment on, until the end, for who has authenticated anew', () => {
    const early = applied(BOOKED, ...again('a', 'sanne', OPENS - 10))
    assert.throws(() => applyEvent(early, arrived(OPENS - 1)), { code: 'TRANSITION_REFUSED' })
    assert.equal(applied(early, arrived(OPENS)).conversation.state, 'waiting')
    const late = applied(BOOKED, ...again('a', 'sanne', ENDS - 10))
    assert.equal(applied(late, arrived(ENDS - 1)).conversation.state, 'waiting')
    assert.throws(() => applyEvent(late, arrived(ENDS)), { code: 'TRANSITION_REFUSED' })
    assert.throws(() => applyEvent(BOOKED, arrived(STARTS)), { code: 'AUTHENTICATION_NEEDED' })
    assert.equal(applied(UNKNOWN, arrived(STARTS)).conversation.state, 'waiting')
  })

  it('notes when the citizen came, once', () => {
    assert.equal(THERE.appointment?.arrivedAt, OPENS + 5)
    assert.equal(applyEvent(THERE, arrived(STARTS)).session, THERE)
    assert.equal(applyEvent(MEETING, arrived(STARTS)).session, MEETING)
  })

  it('what came between booking and meeting goes after half an hour, withheld or not', () => {
    const came = applied(BOOKED, ...again('a', 'sanne', DAY))
    const doubtful = applied(
      BOOKED,
      { tag: 'authentication_started', at: DAY, id: 'x', attr: 'y', browser: 'a', method: 'DigiD' },
      { tag: 'authentication_returned', at: DAY, id: 'x', browser: 'a', carries: false },
      { tag: 'authentication_verified', at: DAY + 1, id: 'x', names: ['bsn'], digest: 'd', person: 'sanne' },
      { tag: 'authentication_returned', at: DAY + 2, id: 'x', browser: 'v', carries: false },
    )
    assert.equal(doubtful.attributes.state, 'withheld')
    const certain = applied(doubtful, ...again('b', 'sanne', OPENS))
    assert.deepEqual([certain.owner?.browser, certain.hiddenUntil, alerts(certain)], ['b', undefined, []])
    for (const session of [came, doubtful]) {
      const goes = DAY + 1 + RELEASED_AFTER
      assert.equal(dueAt(session), goes)
      assert.equal(applied(session, time(goes - 1)).attributes, session.attributes)
      const { session: next, effects } = applyEvent(session, time(goes))
      assert.equal(next.attributes.state, 'released')
      assert.deepEqual(keysDestroyed(effects), ['attributes'])
      assert.equal(next.conversation.state, 'scheduled')
    }
    assert.equal(applied(THERE, time(OPENS + RELEASED_AFTER + 9)).attributes.state, 'verified')
  })

  it('who has withdrawn since authenticates again', () => {
    const withdrawn = applied(BOOKED, ...again('a', 'sanne', OPENS), { tag: 'withdrawn', at: OPENS + 4 })
    assert.throws(() => applyEvent(withdrawn, arrived(STARTS)), { code: 'AUTHENTICATION_NEEDED' })
    const back = applied(withdrawn, ...again('a', 'sanne', OPENS + 5), arrived(OPENS + 9))
    assert.deepEqual([back.conversation.state, back.hiddenUntil], ['waiting', undefined])
  })
})

describe('AC-9: who comes', () => {
  it('another person, in whatever browser and at whatever time, is refused and told of', () => {
    for (const browser of ['a', 'b']) {
      for (const at of [DAY, STARTS]) {
        const session = applied(BOOKED, ...again(browser, 'bram', at))
        assert.equal(session.authentications.at(-1)?.outcome.state, 'refused')
        assert.deepEqual(alerts(session), ['another_person_came'])
        assert.deepEqual([session.owner, session.attributes], [BOOKED.owner, BOOKED.attributes])
        const right = applied(session, ...again('c', 'sanne', at + 10))
        assert.equal(right.owner?.browser, 'c')
        assert.deepEqual(alerts(right), ['another_person_came'], 'the agent still reads it')
        const withdrawn = applied(right, { tag: 'withdrawn', at: at + 20 })
        assert.deepEqual(alerts(withdrawn), ['another_person_came'], 'the agent still reads it')
      }
    }
  })

  it('somebody who cannot be compared is refused where somebody can be', () => {
    const session = applied(BOOKED, ...again('b', undefined, STARTS))
    assert.equal(session.authentications.at(-1)?.outcome.state, 'refused')
  })

  it('in a meeting that runs, another browser gets in as the same person only', () => {
    for (const session of [THERE, MEETING]) {
      assert.equal(applied(session, ...again('b', 'bram', STARTS + 5)).owner?.browser, 'a')
      const same = applied(session, ...again('b', 'sanne', STARTS + 5))
      assert.deepEqual([same.owner?.browser, alerts(same)], ['b', ['browser_changed']])
      const other = applied(session, ...again('a', 'bram', STARTS + 5))
      assert.deepEqual([other.hiddenUntil, alerts(other)], [STARTS + 7, ['another_person']], 'as ever (B6)')
    }
  })

  it('where nobody was known, another browser gets in from when the way in is open, not before', () => {
    const early = applied(UNKNOWN, ...again('b', 'sanne', OPENS - 10))
    assert.deepEqual([early.owner?.browser, alerts(early)], ['a', ['another_person_came']])
    const there = applied(UNKNOWN, ...again('b', 'sanne', OPENS))
    assert.deepEqual([there.owner?.browser, alerts(there)], ['b', ['person_unknown']])
    assert.equal(applied(UNKNOWN, ...again('a', 'sanne', DAY)).attributes.state, 'verified')
  })
})

describe('SF-6: an appointment lets go of the plugin by which it was made', () => {
  const told = (session: Session, event: SessionEvent) =>
    applyEvent(session, event).effects.flatMap((effect) => (effect.tag === 'tell' ? [effect.update] : []))
  const active = (at: number): SessionEvent => ({ tag: 'active', at, side: 'citizen' })
  const HEARS = applied(PLANNING, URL)

  it('of whoever booked, verified or withdrawn', () => {
    for (const session of [HEARS, applied(HEARS, { tag: 'withdrawn', at: 4 })]) {
      assert.deepEqual(told(session, active(90_000)), ['user_active'])
      const booked = applied(session, scheduled(10))
      assert.deepEqual(told(booked, active(90_000)), [])
      assert.deepEqual(told(booked, time(90_000)), [])
      const over = applyEvent(booked, time(10 + RECORD_AT_LEAST))
      assert.equal(over.session.feedback.state, 'none')
      assert.deepEqual(keysDestroyed(over.effects), ['feedback'])
    }
  })

  it('of an authentication in between, which was withdrawn', () => {
    const session = applied(HEARS, scheduled(10), ...again('a', 'sanne', DAY), { ...URL, at: DAY + 2 })
    assert.deepEqual(told(session, active(DAY + 2 * MINUTE)), ['user_active'])
    const withdrawn = applied(session, { tag: 'withdrawn', at: DAY + 3 })
    assert.deepEqual(told(withdrawn, active(DAY + 2 * MINUTE)), [])
    assert.equal(applied(withdrawn, time(DAY + 3 + RECORD_AT_LEAST)).feedback.state, 'none')
  })

  it('a logout that nobody could be told stays owed while the session goes on', () => {
    const out = applied(HEARS, scheduled(10), { tag: 'logged_out', at: 20 }, { tag: 'logout_queued', at: 21 })
    const back = applied(out, ...again('b', 'sanne', DAY), { ...URL, at: DAY + 2 })
    const { feedback } = back
    assert.ok(feedback.state === 'open')
    assert.deepEqual([feedback.urls, feedback.from, feedback.owed?.untold], [2, 1, [0]])
    const both = applied(back, arrived(OPENS + 1), { tag: 'logged_out', at: STARTS })
    assert.deepEqual(both.feedback.state === 'logging_out' && both.feedback.untold, [0, 1])
    const heard = applied(back, { tag: 'logout_told', at: DAY + 9, url: 0 })
    assert.ok(heard.feedback.state === 'open')
    assert.equal(heard.feedback.owed, undefined)
  })

  it('a logout that nobody could be told for a week is given up, and what comes after it heard', () => {
    const far = { starts: 20 * DAY, ends: 20 * DAY + MINUTE, opens: 20 * DAY - MINUTE }
    const out = applied(
      HEARS,
      scheduled(10, far),
      { tag: 'logged_out', at: 20 },
      { tag: 'logout_queued', at: 21 },
    )
    const back = applied(out, ...again('b', 'sanne', DAY), { ...URL, at: DAY + 2 })
    const goes = DAY + 1 + RELEASED_AFTER
    const closed = applied(back, time(goes), time(goes + RECORD_AT_LEAST))
    assert.deepEqual(closed.feedback, { state: 'logging_out', urls: 2, at: 20, queued: true, untold: [0] })
    const { session, effects } = applyEvent(closed, time(20 + LOGOUT_KEPT))
    assert.equal(session.feedback.state === 'logged_out' && session.feedback.givenUp, true)
    assert.deepEqual(keysDestroyed(effects), ['feedback'])
    const anew = applied(session, ...again('b', 'sanne', 19 * DAY), { ...URL, at: 19 * DAY + 2 })
    assert.deepEqual(anew.feedback, { state: 'open', urls: 1 })
  })

  it('a logout that is owed in a meeting that runs is given up after a week as well', () => {
    const session: Session = { ...MEETING, limits: { ...NEW.limits, idle: 0, longest: 0 } }
    const at = MEETING.activity.citizen ?? 0
    const owed = { at, queued: true, untold: [0] }
    const running: Session = { ...session, feedback: { state: 'open', urls: 2, from: 1, toldAt: at, owed } }
    assert.equal(dueAt(running), at + LOGOUT_KEPT)
    const { feedback } = applied(running, time(at + LOGOUT_KEPT))
    assert.deepEqual(feedback, { state: 'open', urls: 2, from: 1, toldAt: at })
  })
})
