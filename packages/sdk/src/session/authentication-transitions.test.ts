import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sessionRecord } from '../testing/session-record.ts'
import { applyEvent } from './apply-event.ts'
import { AUTHENTICATION_TAKES, RESULT_AFTER_RETURN } from './due-at.ts'
import type { Effect } from './effect.ts'
import type { Session } from './session.ts'
import type { SessionEvent } from './session-event.ts'

const NEW = sessionRecord().session

function after(...events: SessionEvent[]): Session {
  return events.reduce<Session>((session, event) => applyEvent(session, event).session, NEW)
}

const BEGUN: SessionEvent[] = [
  { tag: 'landed', at: 1, browser: 'a' },
  { tag: 'begun', at: 2, browser: 'a' },
]
const FIRST: SessionEvent = { tag: 'result_verified', at: 3, names: ['bsn'], digest: 'd1', person: 'sanne' }
const started = (browser: string, id = 'auth', at = 10): SessionEvent => ({
  tag: 'authentication_started',
  at,
  id,
  attr: `attr-${id}`,
  browser,
  method: 'DigiD',
})
const came = (person: string | undefined, at = 11, id = 'auth'): SessionEvent => ({
  tag: 'authentication_verified',
  at,
  id,
  names: ['bsn'],
  digest: `digest of ${person}`,
  ...(person !== undefined && { person }),
})
const back = (browser: string, at = 12, id = 'auth', carries = false): SessionEvent => ({
  tag: 'authentication_returned',
  at,
  id,
  browser,
  carries,
})
const outcome = (session: Session, id = 'auth') =>
  session.authentications.find((one) => one.id === id)?.outcome.state
const alerts = (session: Session) => session.alerts.map(({ tag }) => tag)
const tags = (effects: readonly Effect[]) =>
  effects.map((effect) => (effect.tag === 'destroy_key' ? effect.key : effect.tag))

describe('AC-3: the result counts when the browser that began has come back', () => {
  const orders: [string, SessionEvent[]][] = [
    ['result first', [came('sanne'), back('a')]],
    ['return first', [back('a', 11), came('sanne', 12)]],
  ]
  for (const [order, events] of orders) {
    it(order, () => {
      const [first, second] = events as [SessionEvent, SessionEvent]
      const waiting = after(...BEGUN, started('a'), first)
      assert.notEqual(waiting.attributes.state, 'verified')
      const { session, effects } = applyEvent(waiting, second)
      assert.equal(session.attributes.state, 'verified')
      assert.equal(outcome(session), 'done')
      assert.deepEqual(session.shared.at(-1)?.method, 'DigiD')
      assert.ok(tags(effects).includes('adopt_result'))
    })
  }

  it('the result waits, sealed apart, and shows nobody anything', () => {
    const session = after(...BEGUN, FIRST, started('a'), came('bram'))
    assert.equal(outcome(session), 'pending')
    assert.deepEqual(session.attributes, after(...BEGUN, FIRST).attributes)
  })

  it('serves who was not verified: the same browser goes on with what was written (UN-2)', () => {
    const session = after(...BEGUN, started('a'), came('sanne'), back('a'))
    assert.equal(session.hiddenUntil, undefined)
    assert.deepEqual(alerts(session), [])
    assert.equal(session.owner?.browser, 'a')
  })
})

describe('AC-9, B6: who is it now', () => {
  it('the same person keeps everything', () => {
    const session = after(...BEGUN, FIRST, started('a'), came('sanne'), back('a'))
    assert.equal(session.hiddenUntil, undefined)
    assert.deepEqual(alerts(session), [])
    assert.equal(session.attributes.state === 'verified' && session.attributes.at, 11)
  })

  it('another person sees nothing of the first, and the agent is alerted', () => {
    const waiting = after(...BEGUN, FIRST, started('a'), came('bram'))
    const { session, effects } = applyEvent(waiting, back('a'))
    assert.equal(session.hiddenUntil, 12)
    assert.deepEqual(alerts(session), ['another_person'])
    assert.deepEqual(session.shared[0]?.gone, { at: 12, why: 'replaced' })
    assert.deepEqual(tags(effects).slice(0, 3), ['attributes', 'pending', 'adopt_result'])
  })

  it('where nothing identifying can be compared, it says so', () => {
    const session = after(...BEGUN, FIRST, started('a'), came(undefined), back('a'))
    assert.deepEqual(alerts(session), ['person_unknown'])
    assert.equal(session.hiddenUntil, 12)
  })
})

describe('AC-6, B1: another browser', () => {
  it('that authenticates as the same person gets the conversation with its messages', () => {
    const session = after(...BEGUN, FIRST, started('b'), came('sanne'), back('b'))
    assert.equal(session.owner?.browser, 'b')
    assert.equal(session.hiddenUntil, undefined)
    assert.deepEqual(alerts(session), ['browser_changed'])
  })

  it('that authenticates as somebody else gets it without what was said', () => {
    const session = after(...BEGUN, FIRST, started('b'), came('bram'), back('b'))
    assert.equal(session.owner?.browser, 'b')
    assert.equal(session.hiddenUntil, 12)
    assert.deepEqual(alerts(session), ['another_person', 'browser_changed'])
  })

  it('gets nothing of what was said where nobody was verified before', () => {
    const session = after(...BEGUN, started('b'), came('sanne'), back('b'))
    assert.equal(session.hiddenUntil, 12)
    assert.deepEqual(alerts(session), ['person_unknown', 'browser_changed'])
  })

  it('that comes back where another began spoils it for good, and the agent is alerted', () => {
    for (const events of [
      [came('bram'), back('v')],
      [back('v', 11), came('bram', 12)],
    ]) {
      const spoiled = after(...BEGUN, FIRST, started('a'), ...events)
      assert.equal(outcome(spoiled), 'spoiled')
      assert.deepEqual(alerts(spoiled), ['authentication_elsewhere'])
      const { session } = applyEvent(spoiled, back('a', 13))
      assert.equal(session.attributes, spoiled.attributes)
      assert.equal(session.owner?.browser, 'a')
      assert.equal(applyEvent(spoiled, came('bram', 14)).session, spoiled)
    }
  })

  it('destroys the waiting result that it spoils', () => {
    const { effects } = applyEvent(after(...BEGUN, started('a'), came('bram')), back('v'))
    assert.ok(tags(effects).includes('pending'))
  })

  it('that comes after a result for which the owner waited on the way back has it withheld', () => {
    const session = after(...BEGUN, started('a'), back('a', 11), came('victim', 12), back('v', 13))
    assert.equal(session.attributes.state, 'withheld')
    assert.deepEqual(alerts(session), ['authentication_elsewhere'])
  })

  it('that comes within two minutes after an ordinary return is told of; later it is a forwarded link', () => {
    const done = [...BEGUN, started('a'), came('sanne', 11), back('a', 12)]
    assert.deepEqual(alerts(after(...done, back('v', 13))), ['authentication_elsewhere'])
    assert.equal(after(...done, back('v', 13)).attributes.state, 'verified')
    assert.deepEqual(alerts(after(...done, back('v', 130_000))), [])
  })

  it('cannot push the owner aside by beginning many', () => {
    const many = Array.from({ length: 50 }, (_, i) => started(`b${i}`, `auth-b${i}`, 20 + i))
    const session = after(...BEGUN, started('a'), ...many, came('sanne', 90), back('a', 91))
    assert.equal(session.attributes.state, 'verified')
    assert.ok(session.authentications.length <= 8, `${session.authentications.length}`)
  })

  it('that never opened the client URL cannot authenticate before anybody began', () => {
    const session = after({ tag: 'landed', at: 1, browser: 'a' })
    assert.throws(() => applyEvent(session, started('b')), { code: 'NOT_LANDED' })
    assert.equal(
      after({ tag: 'landed', at: 1, browser: 'a' }, started('a'), came('sanne'), back('a')).owner,
      undefined,
    )
  })
})

describe('AC-8: cancelled and failed can be tried again', () => {
  it('coming back without a result, where none can come by another way', () => {
    const { attr: _, ...inQuery } = started('a') as Extract<SessionEvent, { tag: 'authentication_started' }>
    const session = after(...BEGUN, inQuery, back('a'))
    assert.equal(outcome(session), 'cancelled')
    assert.equal(outcome(after(...BEGUN, inQuery, back('a', 12, 'auth', true))), 'awaited')
    assert.equal(outcome(applyEvent(session, came('sanne', 20)).session), 'done')
  })

  it('coming back, and no result follows', () => {
    const returned = after(...BEGUN, FIRST, started('a'), back('a', 12))
    const early: SessionEvent = { tag: 'time_passed', at: 12 + RESULT_AFTER_RETURN - 1 }
    assert.equal(outcome(applyEvent(returned, early).session), 'awaited')
    const late = applyEvent(returned, { ...early, at: 12 + RESULT_AFTER_RETURN }).session
    assert.equal(outcome(late), 'cancelled')
    assert.equal(
      outcome(applyEvent(late, came('sanne', 99_000)).session),
      'done',
      'a late result still counts',
    )
  })

  it('never coming back, with and without a result', () => {
    for (const events of [[], [came('sanne', 11)]]) {
      const waiting = after(...BEGUN, FIRST, started('a'), ...events)
      const late = applyEvent(waiting, { tag: 'time_passed', at: 11 + AUTHENTICATION_TAKES })
      assert.equal(outcome(late.session), 'cancelled')
      assert.equal(tags(late.effects).includes('pending'), events.length === 1)
    }
  })

  it('a failure blocks nothing, and takes nothing away', () => {
    const failed = after(...BEGUN, FIRST, started('a'), {
      tag: 'authentication_failed',
      at: 11,
      id: 'auth',
      reason: 'authentication_failed',
    })
    assert.equal(outcome(failed), 'failed')
    assert.equal(failed.attributes.state, 'verified')
    assert.equal(outcome(after(...BEGUN, FIRST, started('a'), started('a', 'again', 13))), 'awaited')
  })

  it('a later one takes the place of a result that waits', () => {
    const session = after(
      ...BEGUN,
      started('a', 'one'),
      started('a', 'two'),
      came('bram', 11, 'one'),
      came('sanne', 12, 'two'),
    )
    assert.equal(outcome(session, 'one'), 'replaced')
    assert.equal(outcome(session, 'two'), 'pending')
    assert.equal(applyEvent(session, back('a', 13, 'one')).session.attributes.state, 'awaiting')
  })
})

describe('asking for it', () => {
  it('UN-3: by the agent, until it is done', () => {
    const asked = after(...BEGUN, { tag: 'authentication_asked', at: 5, reason: 'agent' })
    assert.deepEqual(asked.asked, { at: 5, reason: 'agent' })
    const done = [started('a'), came('sanne'), back('a')].reduce(
      (session, event) => applyEvent(session, event).session,
      asked,
    )
    assert.equal(done.asked, undefined)
  })

  it('AC-4: by the plugin, when a verified citizen comes back after a long pause', () => {
    const verified = after(...BEGUN, FIRST)
    const { pause } = verified.limits
    const soon = applyEvent(verified, { tag: 'active', at: 3 + pause - 1, side: 'citizen' })
    assert.equal(soon.session.asked, undefined)
    const late = applyEvent(verified, { tag: 'active', at: 3 + pause, side: 'citizen' })
    assert.deepEqual(late.session.asked, { at: 3 + pause, reason: 'pause' })
    assert.deepEqual(alerts(late.session), ['pause'])
    const never = { ...verified, limits: { ...verified.limits, pause: 0 } }
    assert.equal(applyEvent(never, { tag: 'active', at: 9e9, side: 'citizen' }).session.asked, undefined)
  })
})

describe('withdrawal', () => {
  it('destroys the identity and lets nothing in again by the same door', () => {
    const { session, effects } = applyEvent(after(...BEGUN, FIRST), { tag: 'withdrawn', at: 9 })
    assert.deepEqual(session.attributes, { state: 'withdrawn', at: 9, from: { person: 'sanne' } })
    assert.ok(tags(effects).includes('attributes'))
    assert.deepEqual(session.shared[0]?.gone, { at: 9, why: 'withdrawn' })
    assert.equal(applyEvent(session, FIRST).session, session)
    assert.equal(session.conversation.state, 'waiting')
  })

  it('authenticating again is the citizen’s own will, and counts', () => {
    const withdrawn: SessionEvent = { tag: 'withdrawn', at: 9 }
    const session = after(...BEGUN, FIRST, withdrawn, started('a'), came('sanne'), back('a'))
    assert.equal(session.attributes.state, 'verified')
    assert.equal(session.hiddenUntil, undefined)
  })

  it('AC-9: is no way to make one forget who was here', () => {
    const withdrawn: SessionEvent = { tag: 'withdrawn', at: 9 }
    const session = after(...BEGUN, FIRST, withdrawn, started('a'), came('bram'), back('a'))
    assert.deepEqual([session.hiddenUntil, alerts(session)], [12, ['another_person']])
  })

  it('a result that comes after it, of an authentication from before it, does not count', () => {
    const withdrawn: SessionEvent = { tag: 'withdrawn', at: 12 }
    const under = after(...BEGUN, FIRST, started('a'), back('a', 11), withdrawn)
    assert.equal(applyEvent(under, came('sanne', 13)).session.attributes.state, 'withdrawn')
    const waiting = after(...BEGUN, FIRST, started('a'), came('sanne'))
    assert.ok(tags(applyEvent(waiting, withdrawn).effects).includes('pending'))
  })
})

describe('B1: nobody profits from what another did', () => {
  const lands = (browser: string, at: number): SessionEvent => ({ tag: 'landed', at, browser })

  it('who authenticated before anybody began is the only one who can begin with it', () => {
    const session = after(
      lands('attacker', 1),
      lands('victim', 2),
      started('victim', 'auth', 3),
      came('sanne', 4),
      back('victim', 5),
    )
    assert.throws(() => applyEvent(session, { tag: 'begun', at: 6, browser: 'attacker' }), {
      code: 'NOT_THE_OWNER',
    })
    const begun = applyEvent(session, { tag: 'begun', at: 6, browser: 'victim' }).session
    assert.equal(begun.attributes.state, 'verified')
  })

  it('a takeover that turns out doubtful hides what was said', () => {
    const session = after(...BEGUN, FIRST, started('b'), back('b', 11), came('sanne', 20), back('a', 21))
    assert.equal(session.attributes.state, 'withheld')
    assert.equal(session.hiddenUntil, 21)
  })

  it('the authentication that gave the identity is remembered, however many follow', () => {
    const many = ['p', 'q', 'r', 's'].map((id) => started('a', id, 21))
    const session = after(...BEGUN, started('a'), back('a', 11), came('victim', 20), ...many, back('v', 22))
    assert.equal(session.attributes.state, 'withheld')
  })

  it('a result that waits for the owner is not pushed aside by that of another browser', () => {
    const session = after(
      ...BEGUN,
      FIRST,
      started('a', 'mine'),
      came('sanne', 11, 'mine'),
      started('mallory', 'hers', 12),
      came('mallory', 13, 'hers'),
      back('a', 14, 'mine'),
    )
    assert.equal(outcome(session, 'mine'), 'done')
  })

  it('a result that waits is replaced when another is adopted, and its key goes when it is forgotten', () => {
    const both = [...BEGUN, FIRST, started('b', 'x', 10), started('a', 'y', 11), came('sanne', 12, 'x')]
    assert.equal(outcome(after(...both, back('a', 13, 'y'), came('sanne', 14, 'y')), 'x'), 'replaced')
    const waiting = after(
      ...BEGUN,
      started('a', 'x'),
      came('sanne', 11, 'x'),
      started('a'),
      started('a', 'z'),
    )
    const { effects, session } = applyEvent(waiting, started('a', 'w'))
    assert.equal(outcome(session, 'x'), undefined)
    assert.ok(tags(effects).includes('pending'))
  })

  it('a result that nobody expects any more moves nothing', () => {
    const returned = [...BEGUN, FIRST, started('library'), back('library', 11)]
    const cancelled: SessionEvent = { tag: 'time_passed', at: 20_000 }
    assert.equal(after(...returned, cancelled, came('bram', 30_000)).owner?.browser, 'a')
    assert.equal(after(...returned, came('bram', 11 + AUTHENTICATION_TAKES)).owner?.browser, 'a')
  })

  it('what is hidden stays hidden where the clocks of two nodes differ', () => {
    const session = after(
      ...BEGUN,
      FIRST,
      started('a', 'y'),
      came('bram', 11, 'y'),
      back('a', 1000, 'y'),
      started('a', 'z', 990),
      came('carla', 991, 'z'),
      back('a', 995, 'z'),
    )
    assert.equal(session.hiddenUntil, 1000)
  })
})
