import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sessionRecord } from '../testing/session-record.ts'
import { applyEvent } from './apply-event.ts'
import type { Effect } from './effect.ts'
import type { Session } from './session.ts'
import type { SessionEvent } from './session-event.ts'
import { transitions } from './transitions.ts'

const NEW = sessionRecord().session
const AUTHENTICATION = { tag: 'authentication_started', at: 10, method: 'DigiD' } as const
const VERIFIED = { tag: 'result_verified', names: ['email'], digest: 'one' } as const

/** The session after these events, each a second after the one before. */
function after(...events: SessionEvent[]): Session {
  return applied(NEW, ...events)
}

function applied(session: Session, ...events: SessionEvent[]): Session {
  return events.reduce<Session>((now, event) => applyEvent(now, event).session, session)
}

const landed = (browser: string, at: number) => ({ tag: 'landed', browser, at }) as const
const begun = (browser: string, at: number) => ({ tag: 'begun', browser, at }) as const
const verified = (at: number, digest = 'one') => ({ ...VERIFIED, at, digest })
const BEGUN = after(landed('a', 1), begun('a', 2))
const time = (at: number) => ({ tag: 'time_passed', at }) as const
const OPEN = after(landed('a', 1), begun('a', 2), { tag: 'taken', at: 3, agent: 'anna' })
const PLANNING = after(landed('a', 1), { ...begun('a', 2), schedules: true })
const MEETING = { starts: 50, ends: 40_000, opens: 10, way: 'chat', agent: 'anna' }
const ENDED = after(landed('a', 1), begun('a', 2), { tag: 'ended', at: 3, by: 'agent' })

describe('FL-8: attributes, landing and conversation in any order', () => {
  const orders: [string, SessionEvent[]][] = [
    ['result, landing, begin', [verified(1), landed('a', 2), begun('a', 3)]],
    ['landing, result, begin', [landed('a', 1), verified(2), begun('a', 3)]],
    ['landing, begin, result', [landed('a', 1), begun('a', 2), verified(3)]],
    [
      'result long after half a minute',
      [landed('a', 1), begun('a', 2), { tag: 'time_passed', at: 40_000 }, verified(40_001)],
    ],
    ['failure first', [landed('a', 1), { tag: 'result_failed', at: 2 }, begun('a', 3), verified(4)]],
  ]
  for (const [order, events] of orders) {
    it(order, () => {
      const session = after(...events)
      assert.equal(session.attributes.state, 'verified')
      assert.equal(session.conversation.state, 'waiting')
      assert.equal(session.owner?.browser, 'a')
    })
  }
})

describe('B1: one owner, and nobody else arrives in its place', () => {
  it('the first browser that begins owns the conversation', () => {
    const both = after(landed('a', 1), landed('b', 2), begun('b', 3))
    assert.equal(both.owner?.browser, 'b')
    assert.throws(() => applyEvent(both, begun('a', 4)), { code: 'NOT_THE_OWNER' })
  })

  it('beginning again by the owner changes nothing', () => {
    assert.equal(applyEvent(BEGUN, begun('a', 9)).session, BEGUN)
  })

  it('a browser that never landed cannot begin', () => {
    assert.throws(() => applyEvent(after(landed('a', 1)), begun('b', 2)), { code: 'NOT_LANDED' })
  })

  it('withholds the attributes when another browser lands after a result that came after the begin', () => {
    const session = after(landed('a', 1), begun('a', 2), verified(3))
    const { session: next, effects } = applyEvent(session, landed('b', 4))
    assert.equal(next.attributes.state, 'withheld')
    assert.equal(next.owner?.browser, 'a')
    assert.deepEqual(tags(effects), ['announce', 'alert_agent'])
    assert.deepEqual(
      next.alerts.map(({ tag }) => tag),
      ['another_browser'],
    )
  })

  it('withholds the attributes when the result comes after the other browser', () => {
    const session = after(landed('a', 1), begun('a', 2), landed('b', 3), verified(4))
    assert.equal(session.attributes.state, 'withheld')
  })

  it('withholds the attributes when the owner waited on the page for the result, and began after it', () => {
    const attacker = [landed('a', 1), verified(2)]
    const first = after(...attacker, begun('a', 3), landed('b', 4))
    const second = after(...attacker, landed('b', 3), begun('a', 4))
    for (const session of [first, second]) {
      assert.equal(session.attributes.state, 'withheld')
      assert.equal(session.owner?.browser, 'a')
      assert.deepEqual(
        session.alerts.map(({ tag }) => tag),
        ['another_browser'],
      )
    }
  })

  it('warns when two browsers arrive within two minutes after the result, whoever begins', () => {
    const first = after(verified(1), landed('a', 2), begun('a', 3), landed('b', 4))
    const second = after(verified(1), landed('a', 2), landed('b', 3), begun('b', 4))
    for (const session of [first, second]) {
      assert.equal(session.attributes.state, 'verified')
      assert.deepEqual(
        session.alerts.map(({ tag }) => tag),
        ['another_browser'],
      )
    }
    assert.deepEqual(tags(applyEvent(first, landed('c', 5)).effects), [], 'once is enough')
  })

  it('leaves the attributes where an ordinary arrival is followed by a forwarded link', () => {
    const session = after(verified(1), landed('a', 2), begun('a', 3), landed('b', 120_002))
    assert.equal(session.attributes.state, 'verified')
    assert.deepEqual(session.alerts, [])
  })

  it('leaves the attributes where the owner itself lands again', () => {
    const session = after(landed('a', 1), begun('a', 2), verified(3), landed('a', 4))
    assert.equal(session.attributes.state, 'verified')
  })

  it('keeps withheld attributes withheld, whatever result follows', () => {
    const withheld = after(landed('a', 1), begun('a', 2), verified(3), landed('b', 4))
    assert.equal(applyEvent(withheld, verified(5)).session.attributes.state, 'withheld')
    assert.equal(applyEvent(withheld, verified(5, 'two')).session.attributes.state, 'withheld')
    assert.equal(applyEvent(withheld, { tag: 'result_failed', at: 5 }).session.attributes.state, 'withheld')
  })

  it('does not forget the owner, however many browsers open the link', () => {
    let session = BEGUN
    for (let i = 0; i < 200; i++) session = applyEvent(session, landed(`other-${i}`, 10 + i)).session
    assert.ok(session.landings.length <= 52, `${session.landings.length} landings`)
    assert.ok(session.landings.some(({ browser }) => browser === 'a'))
  })
})

describe('B6: what came first stands', () => {
  it('a second identity alerts and never overwrites', () => {
    const session = after(verified(1))
    const { session: next, effects } = applyEvent(session, verified(2, 'two'))
    assert.deepEqual(next.attributes, session.attributes)
    assert.deepEqual(tags(effects), ['announce', 'alert_agent'])
  })

  it('the same identity again changes nothing', () => {
    const session = after(verified(1))
    assert.equal(applyEvent(session, verified(2)).session, session)
  })

  it('a failure after success changes nothing', () => {
    const session = after(verified(1))
    for (const tag of ['result_failed', 'result_insufficient'] as const) {
      assert.equal(applyEvent(session, { tag, at: 2 }).session, session)
    }
  })

  it('a failure says why', () => {
    const failed = after({ tag: 'result_failed', at: 1 }).attributes
    const insufficient = after({ tag: 'result_insufficient', at: 1 }).attributes
    assert.deepEqual(failed, { state: 'failed', at: 1, reason: 'authentication_failed' })
    assert.deepEqual(insufficient, { state: 'failed', at: 1, reason: 'attributes_missing' })
  })
})

describe('B11: half a minute after beginning', () => {
  it('awaiting becomes none', () => {
    assert.equal(applyEvent(BEGUN, time(30_001)).session, BEGUN)
    assert.equal(applyEvent(BEGUN, time(30_002)).session.attributes.state, 'none')
  })

  it('not before beginning, and not where something came', () => {
    for (const session of [NEW, after(landed('a', 1), begun('a', 2), verified(3)), ENDED]) {
      assert.equal(applyEvent(session, time(40_000)).session, session)
    }
  })
})

describe('conversation', () => {
  it('is taken by one agent', () => {
    assert.deepEqual(OPEN.conversation, { state: 'open', since: 3, agent: 'anna' })
    assert.equal(applyEvent(OPEN, { tag: 'taken', at: 4, agent: 'anna' }).session, OPEN)
    assert.throws(() => applyEvent(OPEN, { tag: 'taken', at: 4, agent: 'bram' }), {
      code: 'TRANSITION_REFUSED',
    })
    assert.throws(() => applyEvent(NEW, { tag: 'taken', at: 4, agent: 'anna' }), {
      code: 'TRANSITION_REFUSED',
    })
  })

  it('FL-5: ends once, remembers by whom and with whom, and destroys the identity', () => {
    const { session, effects } = applyEvent(OPEN, { tag: 'ended', at: 5, by: 'citizen' })
    assert.deepEqual(session.conversation, { state: 'ended', at: 5, by: 'citizen', agent: 'anna' })
    assert.deepEqual(tags(effects), ['destroy_key', 'destroy_key', 'announce'])
    assert.equal(applyEvent(session, { tag: 'ended', at: 6, by: 'agent' }).session, session)
  })

  it('B8: takes no result and no begin after its end', () => {
    for (const event of [verified(9), { tag: 'result_failed', at: 9 } as const, begun('a', 9)]) {
      assert.throws(() => applyEvent(ENDED, event), { code: 'TRANSITION_REFUSED' })
    }
    assert.equal(applyEvent(ENDED, landed('z', 9)).session, ENDED)
  })

  it('knows whether the citizen is there', () => {
    const present = applyEvent(BEGUN, { tag: 'citizen_present', at: 5 }).session
    assert.deepEqual(present.citizen, { state: 'present', since: 5 })
    assert.equal(applyEvent(present, { tag: 'citizen_present', at: 6 }).session, present)
    const gone = applyEvent(present, { tag: 'citizen_gone', at: 7 }).session
    assert.deepEqual(gone.citizen, { state: 'gone', since: 7 })
    assert.equal(applyEvent(BEGUN, { tag: 'citizen_gone', at: 5 }).session, BEGUN)
  })
})

it('every event may come twice, in every state, without a new effect', () => {
  const waiting = { ...AUTHENTICATION, id: 'one', attr: 'attr', browser: 'a' }
  const events: SessionEvent[] = [
    verified(50),
    { tag: 'result_failed', at: 50 },
    { tag: 'result_insufficient', at: 50 },
    landed('a', 50),
    begun('a', 50),
    { tag: 'citizen_present', at: 50 },
    { tag: 'citizen_gone', at: 50 },
    { tag: 'active', at: 50, side: 'agent' },
    { tag: 'active', at: 50, side: 'citizen' },
    { tag: 'taken', at: 50, agent: 'anna' },
    { ...MEETING, tag: 'scheduled', at: 50, agent: 'bas' },
    { tag: 'contact_kept', at: 50 },
    { tag: 'contact_released', at: 50 },
    { tag: 'arrived', at: 50 },
    { tag: 'missed', at: 50 },
    { tag: 'extended', at: 50, ends: 45_000 },
    { tag: 'ended', at: 50, by: 'time' },
    { tag: 'logged_out', at: 50 },
    { tag: 'withdrawn', at: 50 },
    { tag: 'authentication_returned', at: 50, id: 'one', browser: 'a', carries: false },
    { tag: 'authentication_verified', at: 50, id: 'one', names: ['email'], digest: 'two' },
    { tag: 'authentication_failed', at: 50, id: 'one', reason: 'attributes_missing' },
    { tag: 'activity_queued', at: 50 },
    { tag: 'activity_told', at: 50, until: 40 },
    { tag: 'logout_queued', at: 50 },
    { tag: 'logout_told', at: 50, url: 0 },
    time(50_000),
  ]
  // Each time they come, they are something new.
  const repeated = ['session_url_received', 'authentication_asked', 'authentication_started']
  assert.deepEqual(
    new Set([...events.map(({ tag }) => tag), ...repeated]),
    new Set(Object.keys(transitions)),
    'an event without a place in this test',
  )
  const url: SessionEvent = { tag: 'session_url_received', at: 4 }
  const scheduled: SessionEvent = { ...MEETING, tag: 'scheduled', at: 5 }
  const booked = applied(PLANNING, verified(3), url, { tag: 'contact_kept', at: 4 }, scheduled)
  const again: SessionEvent[] = [
    { ...waiting, tag: 'authentication_started' },
    { tag: 'authentication_returned', at: 11, id: 'one', browser: 'a', carries: false },
    { tag: 'authentication_verified', at: 12, id: 'one', names: ['email'], digest: 'three' },
  ]
  const arrived = applied(PLANNING, scheduled, { tag: 'arrived', at: 46 })
  const states = [
    NEW,
    PLANNING,
    booked,
    applied(booked, ...again.slice(0, 1)),
    applied(booked, { tag: 'logged_out', at: 6 }),
    applied(booked, { tag: 'logged_out', at: 6 }, ...again, { ...url, at: 13 }),
    arrived,
    applied(arrived, { tag: 'taken', at: 47, agent: 'anna' }),
    applied(booked, { tag: 'ended', at: 7, by: 'citizen' }),
    after(landed('a', 1)),
    BEGUN,
    OPEN,
    ENDED,
    after(landed('a', 1), begun('a', 2), verified(3), url),
    after(landed('a', 1), begun('a', 2), verified(3), url, { tag: 'logged_out', at: 5 }),
    after(landed('a', 1), begun('a', 2), verified(3), { ...waiting, tag: 'authentication_started' }),
  ]
  for (const state of states) {
    for (const event of events) {
      const before = JSON.stringify(state)
      let once: Session
      try {
        once = applyEvent(state, event).session
      } catch (refusal) {
        assert.ok(
          ['TRANSITION_REFUSED', 'NOT_LANDED', 'NOT_THE_OWNER', 'AUTHENTICATION_NEEDED'].includes(
            (refusal as { code: string }).code,
          ),
        )
        continue
      }
      assert.equal(JSON.stringify(state), before, `${event.tag} altered the session it was given`)
      const twice = applyEvent(once, event)
      if (event.tag.startsWith('result_') && once.attributes.state === 'failed') continue
      if (event.tag === 'landed') continue
      const lasting = twice.effects.filter(({ tag }) => tag !== 'tell')
      assert.deepEqual(
        { session: twice.session, effects: lasting },
        { session: once, effects: [] },
        event.tag,
      )
    }
  }
})

function tags(effects: readonly Effect[]): string[] {
  return effects.map(({ tag }) => tag)
}
