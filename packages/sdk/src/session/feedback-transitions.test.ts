import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sessionRecord } from '../testing/session-record.ts'
import { applyEvent } from './apply-event.ts'
import { dueAt, RECORD_AT_LEAST, TRANSCRIPT_AT_LEAST } from './due-at.ts'
import { ACTIVITY_EVERY, LOGOUT_KEPT } from './feedback.ts'
import { SESSION_URLS } from './feedback-transitions.ts'
import type { Session } from './session.ts'
import type { SessionEvent } from './session-event.ts'

const NEW = sessionRecord().session

function after(...events: SessionEvent[]): Session {
  return events.reduce<Session>((session, event) => applyEvent(session, event).session, NEW)
}

const BEGUN: SessionEvent[] = [
  { tag: 'landed', at: 1, browser: 'a' },
  { tag: 'begun', at: 1000, browser: 'a' },
  { tag: 'result_verified', at: 1001, names: ['bsn'], digest: 'd', person: 'sanne' },
]
const URL: SessionEvent = { tag: 'session_url_received', at: 1001 }
const active = (at: number, side: 'citizen' | 'agent' = 'citizen'): SessionEvent => ({
  tag: 'active',
  at,
  side,
})
const queued = (at: number): SessionEvent => ({ tag: 'activity_queued', at })
const LOGOUT: SessionEvent = { tag: 'logged_out', at: 5000 }
const ENDED: SessionEvent = { tag: 'ended', at: 5000, by: 'agent' }
const time = (at: number): SessionEvent => ({ tag: 'time_passed', at })

/** What is to be told because of an event. */
function told(session: Session, event: SessionEvent): string[] {
  return applyEvent(session, event).effects.flatMap((effect) =>
    effect.tag === 'tell' ? [effect.update] : [],
  )
}

describe('SF-1, SF-2: activity', () => {
  it('SF-5: without a session URL nothing is told, whatever happens', () => {
    const session = after(...BEGUN)
    for (const event of [active(2000), ENDED, time(9e9)]) assert.deepEqual(told(session, event), [])
    assert.throws(() => applyEvent(session, LOGOUT), { code: 'TRANSITION_REFUSED' })
  })

  it('having begun is told as soon as there is a session URL', () => {
    assert.deepEqual(told(after(...BEGUN), URL), ['user_active'])
  })

  it('SF-6, O2: at most once a minute, and the last interaction is not forgotten', () => {
    const session = after(...BEGUN, URL, queued(1001))
    assert.deepEqual(told(session, active(1001)), [])
    assert.deepEqual(told(session, active(30_000)), [])
    const busy = applyEvent(session, active(30_000)).session
    assert.equal(dueAt(busy), Math.min(1000 + 30_000 + RECORD_AT_LEAST, 1001 + ACTIVITY_EVERY))
    assert.deepEqual(told(busy, time(1001 + ACTIVITY_EVERY - 1)), [])
    assert.deepEqual(told(busy, time(1001 + ACTIVITY_EVERY)), ['user_active'])
    assert.deepEqual(told(session, active(1001 + ACTIVITY_EVERY)), ['user_active'])
    const quiet = applyEvent(busy, queued(1001 + ACTIVITY_EVERY)).session
    assert.deepEqual(told(quiet, time(9 * ACTIVITY_EVERY)), [])
  })

  it('is not due a second time while it is put into the outbox (O2)', () => {
    const quiet = after(...BEGUN, URL, queued(1001))
    const first = applyEvent(quiet, active(180_000))
    assert.deepEqual(told(quiet, active(180_000)), ['user_active'])
    assert.deepEqual(told(first.session, active(180_007)), [])
    const second = applyEvent(first.session, active(180_007)).session
    assert.ok((dueAt(second) ?? Number.POSITIVE_INFINITY) <= 180_007)
    assert.deepEqual(told(second, time(181_100)), ['user_active'])
  })

  it('time brings up what was not put into the outbox', () => {
    const session = after(...BEGUN, URL)
    assert.ok((dueAt(session) ?? Number.POSITIVE_INFINITY) <= 1001)
    assert.deepEqual(told(session, time(1002)), ['user_active'])
  })

  it('what the agent does is no activity of the citizen', () => {
    const session = after(...BEGUN, URL, queued(1001))
    assert.deepEqual(told(session, active(90_000, 'agent')), [])
  })

  it('whose attributes are in doubt is not told about (B1)', () => {
    const session = after(...BEGUN, URL, queued(1001), { tag: 'landed', at: 1002, browser: 'v' })
    assert.equal(session.attributes.state, 'withheld')
    assert.deepEqual(told(session, active(90_000)), [])
  })
})

describe('SF-7: whose session URLs', () => {
  const again = (person: string): SessionEvent[] => [
    { tag: 'authentication_started', at: 2000, id: 'x', attr: 'y', browser: 'a', method: 'DigiD' },
    { tag: 'authentication_verified', at: 2001, id: 'x', names: [], digest: person, person },
    { tag: 'authentication_returned', at: 2002, id: 'x', browser: 'a', carries: false },
  ]

  it('what another person does is not told to the session of the first', () => {
    const known = [...BEGUN, URL, queued(1001)]
    assert.deepEqual(told(after(...known, ...again('sanne')), active(90_000)), ['user_active'])
    const other = after(...known, ...again('bram'))
    assert.deepEqual(told(other, active(90_000)), [])
    assert.deepEqual(told(applyEvent(other, URL).session, active(90_000)), ['user_active'])
    assert.deepEqual(told(other, { ...LOGOUT, at: 9000 }), ['logout'])
  })

  it('their number is bounded', () => {
    const many = after(...BEGUN, ...Array.from({ length: 40 }, () => URL))
    assert.deepEqual(many.feedback.state === 'open' && many.feedback.urls, SESSION_URLS)
  })
})

describe('SF-3: logout', () => {
  const session = after(...BEGUN, URL, queued(1001), LOGOUT)

  it('ends the conversation, destroys the identity, and is to be told to every session URL (SF-7)', () => {
    const two = after(...BEGUN, URL, URL)
    const { session: out, effects } = applyEvent(two, LOGOUT)
    assert.deepEqual(out.conversation, { state: 'ended', at: 5000, by: 'logout' })
    assert.deepEqual(out.feedback, { state: 'logging_out', urls: 2, at: 5000, queued: false, untold: [0, 1] })
    assert.deepEqual(
      effects.flatMap((effect) => (effect.tag === 'destroy_key' ? [effect.key] : [])),
      ['attributes', 'pending'],
    )
    assert.deepEqual(told(two, LOGOUT), ['logout'])
  })

  it('is brought up again until it is in the outbox (O3)', () => {
    assert.equal(dueAt(session), 5000)
    assert.deepEqual(told(session, time(5001)), ['logout'])
    const waiting = applyEvent(session, { tag: 'logout_queued', at: 5001 }).session
    assert.deepEqual(told(waiting, time(90_000)), [])
  })

  it('nothing follows it (SF-6)', () => {
    for (const event of [active(90_000), URL, queued(90_000)]) {
      assert.equal(applyEvent(session, event).session, session)
    }
    assert.equal(applyEvent(session, LOGOUT).session, session)
  })

  it('destroys the session URLs when all were told, or nobody could be for a week', () => {
    const queuedOut = applyEvent(session, { tag: 'logout_queued', at: 5001 }).session
    const toldAll = applyEvent(queuedOut, { tag: 'logout_told', at: 6000, url: 0 })
    assert.deepEqual(toldAll.session.feedback, { state: 'logged_out', at: 6000, givenUp: false })
    assert.deepEqual(toldAll.effects, [{ tag: 'destroy_key', key: 'feedback' }])
    const given = applyEvent(queuedOut, time(5000 + LOGOUT_KEPT))
    assert.deepEqual(given.session.feedback, {
      state: 'logged_out',
      at: 5000 + LOGOUT_KEPT,
      givenUp: true,
    })
  })

  it('is possible after another end, for an hour', () => {
    const over = after(...BEGUN, URL, ENDED)
    assert.equal(applyEvent(over, { ...LOGOUT, at: 6000 }).session.feedback.state, 'logging_out')
    assert.equal(applyEvent(over, { ...LOGOUT, at: 6000 }).session.conversation, over.conversation)
    const late = applyEvent(over, time(5000 + RECORD_AT_LEAST))
    assert.equal(late.session.feedback.state, 'none')
    assert.ok(late.effects.some((effect) => effect.tag === 'destroy_key' && effect.key === 'feedback'))
  })
})

describe('FL-5, P2: time', () => {
  it('ends a conversation in which nobody does anything, or that lasts too long', () => {
    const session = after(...BEGUN)
    const { idle, longest } = session.limits
    assert.equal(applyEvent(session, time(1000 + idle - 1)).session.conversation.state, 'waiting')
    const over = applyEvent(session, time(1000 + idle)).session
    assert.deepEqual(over.conversation, { state: 'ended', at: 1000 + idle, by: 'time' })
    const busy = after(...BEGUN, active(1000 + longest - 1))
    assert.equal(busy.conversation.state, 'waiting')
    assert.equal(applyEvent(busy, time(1000 + longest)).session.conversation.state, 'ended')
  })

  it('either side keeps it from ending', () => {
    for (const side of ['citizen', 'agent'] as const) {
      const session = after(...BEGUN, active(500_000, side))
      assert.equal(
        applyEvent(session, time(1000 + session.limits.idle)).session.conversation.state,
        'waiting',
      )
    }
  })

  it('destroys the key of the transcript after its retention, and not before', () => {
    for (const retention of [0, 86_400_000]) {
      const over: Session = { ...after(...BEGUN, ENDED), limits: { ...NEW.limits, retention } }
      const goes = 5000 + Math.max(retention, TRANSCRIPT_AT_LEAST)
      assert.equal(dueAt(over), goes)
      assert.equal(applyEvent(over, time(goes - 1)).session, over)
      const { session, effects } = applyEvent(over, time(goes))
      assert.equal(session.transcript, 'destroyed')
      assert.deepEqual(effects, [{ tag: 'destroy_key', key: 'transcript' }])
      assert.equal(dueAt(session), 5000 + Math.max(retention, RECORD_AT_LEAST))
    }
  })

  it('a session that nobody began is erased when it can no longer be', () => {
    assert.equal(dueAt(NEW), NEW.beginBefore + 1)
  })

  it('after time has done its work, nothing is due at that moment', () => {
    const states = [
      after(...BEGUN),
      after(...BEGUN, URL, queued(1001), active(2000)),
      after(...BEGUN, ENDED),
      after(...BEGUN, URL, ENDED),
    ]
    for (const state of states) {
      for (let session: Session = state, steps = 0; ; steps += 1) {
        const due = dueAt(session)
        const isOver = session.transcript === 'destroyed'
        if (due === undefined || isOver) break
        assert.ok(steps < 10, `due again and again: ${JSON.stringify(session)}`)
        const { session: next, effects } = applyEvent(session, { tag: 'time_passed', at: due })
        const isTold = effects.some(({ tag }) => tag === 'tell')
        session = isTold ? applyEvent(next, queued(due)).session : next
        assert.ok((dueAt(session) ?? Number.POSITIVE_INFINITY) > due || session.transcript === 'destroyed')
      }
    }
  })
})
