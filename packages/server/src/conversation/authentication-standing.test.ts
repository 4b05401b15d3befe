import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AttributesState, Authentication, AuthenticationOutcome, Session } from '@balie/sdk'
import { sessionRecord } from '@balie/sdk/testing'
import { authenticationStanding, standingElsewhere } from './authentication-standing.ts'

const known = { at: 5, names: ['bsn'], digest: 'd' }
const owned: Partial<Session> = {
  owner: { browser: 'mine', at: 1 },
  conversation: { state: 'waiting', since: 1 },
  attributes: { state: 'verified', ...known },
}

/** An authentication that began at 10 and came to something at 20. */
function begun(outcome: AuthenticationOutcome, change: Partial<Authentication> = {}): Authentication {
  return { id: 'one', browser: 'mine', method: 'DigiD', at: 10, ...change, outcome }
}

interface Given {
  readonly browser?: string
  readonly possible?: boolean
  readonly allowUnauthenticated?: boolean
}

function standing(change: Partial<Session>, given: Given = {}) {
  const { browser = 'mine', possible = true, allowUnauthenticated = false } = given
  const { session } = sessionRecord({ ...owned, ...change })
  return authenticationStanding({ session, purpose: { allowUnauthenticated }, possible, browser })
}

const done: AuthenticationOutcome = { state: 'done', at: 20, resultAt: 19 }
const result = { at: 15, names: ['bsn'], digest: 'd' }

describe('where authentication stands', () => {
  it('has nothing to say where nothing happened', () => {
    assert.deepEqual(standing({}), { possible: true, state: 'none' })
    assert.deepEqual(standing({}, { possible: false }), { possible: false, state: 'none' })
  })

  const outcomes: readonly [AuthenticationOutcome, string, number][] = [
    [{ state: 'awaited' }, 'under_way', 10],
    [{ state: 'pending', result }, 'under_way', 10],
    [{ state: 'failed', at: 20 }, 'failed', 20],
    [{ state: 'cancelled', at: 20 }, 'cancelled', 20],
    [{ state: 'spoiled', at: 20, elsewhere: 'other' }, 'elsewhere', 20],
    [{ state: 'replaced', at: 20 }, 'cancelled', 20],
  ]
  for (const [outcome, state, at] of outcomes) {
    it(`AC-8: ${outcome.state} is shown as ${state}`, () => {
      assert.deepEqual(standing({ authentications: [begun(outcome)] }), { possible: true, state, at })
    })
  }

  it('shows done as long as that identity stands', () => {
    const authentications = [begun(done)]
    const attributes: AttributesState = { state: 'verified', ...known, authentication: 'one' }
    assert.deepEqual(standing({ authentications, attributes }), { possible: true, state: 'done', at: 20 })
    for (const over of [
      { state: 'withdrawn', at: 30 },
      { state: 'verified', ...known, authentication: 'another' },
      { state: 'verified', ...known },
    ] as const) {
      assert.equal(standing({ authentications, attributes: over }).state, 'none')
    }
  })

  it('shows the newest of several', () => {
    const authentications = [
      begun({ state: 'failed', at: 12 }, { id: 'first' }),
      begun({ state: 'cancelled', at: 14 }, { id: 'second' }),
      begun({ state: 'awaited' }, { id: 'third', at: 16 }),
    ]
    assert.deepEqual(standing({ authentications }), { possible: true, state: 'under_way', at: 16 })
  })

  it('UN-3, AC-4: asked wins over what is older, and what is newer over asked', () => {
    const authentications = [begun({ state: 'failed', at: 20 })]
    for (const reason of ['agent', 'pause', 'required'] as const) {
      assert.deepEqual(standing({ authentications, asked: { at: 20, reason } }), {
        ...{ possible: true, state: 'asked', at: 20, reason },
      })
    }
    assert.equal(standing({ authentications, asked: { at: 19, reason: 'agent' } }).state, 'failed')
    const again = [...authentications, begun({ state: 'awaited' }, { id: 'two', at: 21 })]
    assert.equal(standing({ authentications: again, asked: { at: 20, reason: 'agent' } }).state, 'under_way')
  })

  const lacking: readonly AttributesState[] = [
    { state: 'none', at: 30 },
    { state: 'failed', at: 30, reason: 'attributes_missing' },
  ]
  for (const attributes of lacking) {
    it(`B11: ${attributes.state} is asked to authenticate where the purpose needs an identity`, () => {
      const asked = { possible: true, state: 'asked', at: 30, reason: 'required' }
      assert.deepEqual(standing({ attributes }), asked)
      assert.equal(standing({ attributes }, { allowUnauthenticated: true }).state, 'none')
      assert.deepEqual(standing({ attributes }, { possible: false }), { possible: false, state: 'none' })
      const failed = [begun({ state: 'failed', at: 31 })]
      assert.equal(standing({ attributes, authentications: failed }).state, 'failed')
      const underWay = [begun({ state: 'awaited' }, { at: 10 })]
      assert.equal(standing({ attributes, authentications: underWay }).state, 'under_way')
    })
  }

  it('is not asked while an identity may still come, nor where it was withdrawn', () => {
    assert.equal(standing({ attributes: { state: 'awaiting' } }).state, 'none')
    assert.equal(standing({ attributes: { state: 'withdrawn', at: 30 } }).state, 'none')
  })

  it('B1: asks where it is not certain whose the identity is, since that came up', () => {
    const attributes: AttributesState = { state: 'withheld', ...known, authentication: 'one' }
    const uncertain = standing({
      attributes,
      alerts: [
        { tag: 'pause', at: 99 },
        { tag: 'authentication_elsewhere', at: 40 },
      ],
      authentications: [begun(done), begun({ state: 'cancelled', at: 39 }, { id: 'two' })],
    })
    assert.deepEqual(uncertain, { possible: true, state: 'asked', at: 40, reason: 'uncertain' })
    const under = [begun({ state: 'awaited' }, { id: 'two', at: 41 })]
    const alerts = [{ tag: 'another_browser', at: 40 }] as const
    assert.equal(standing({ attributes, alerts, authentications: under }).state, 'under_way')
  })

  it('gives the newest reason where there are several', () => {
    const attributes: AttributesState = { state: 'none', at: 30 }
    assert.equal(standing({ attributes, asked: { at: 31, reason: 'agent' } }).reason, 'agent')
    assert.equal(standing({ attributes, asked: { at: 29, reason: 'agent' } }).reason, 'required')
  })

  it('is over with the conversation', () => {
    const conversation = { state: 'ended', at: 50, by: 'agent' } as const
    const attributes = { state: 'none', at: 30 } as const
    assert.deepEqual(standing({ conversation, attributes }), { possible: false, state: 'none' })
  })

  it('B1: an authentication of another browser is nothing to the owner', () => {
    const authentications = [begun({ state: 'awaited' }, { browser: 'other' })]
    assert.equal(standing({ authentications }).state, 'none')
  })

  it('before there is an owner, each browser sees its own, and what is asked', () => {
    const change: Partial<Session> = {
      ...{ owner: undefined, conversation: { state: 'not_begun' }, asked: { at: 2, reason: 'required' } },
      authentications: [begun({ state: 'awaited' }, { browser: 'other' })],
    }
    assert.equal(standing(change).state, 'asked')
    assert.equal(standing(change, { browser: 'other' }).state, 'under_way')
  })
})

describe('where it stands elsewhere', () => {
  const { session } = sessionRecord({
    ...owned,
    asked: { at: 90, reason: 'agent' },
    attributes: { state: 'none', at: 80 },
    authentications: [
      begun({ state: 'awaited' }, { id: 'own', browser: 'other', at: 11 }),
      begun({ state: 'spoiled', at: 20, elsewhere: 'came-back' }),
    ],
  })

  it('B2: is the same for no session, for one of others, and without a cookie', () => {
    const nothing = { possible: true, state: 'none' }
    for (const [of, browser] of [
      [undefined, 'stranger'],
      [undefined, undefined],
      [session, 'stranger'],
      [session, undefined],
    ] as const) {
      assert.deepEqual(standingElsewhere(true, of, browser), nothing)
    }
    const ended = { ...session, conversation: { state: 'ended', at: 1, by: 'time' } as const }
    assert.deepEqual(standingElsewhere(true, ended, 'stranger'), nothing)
  })

  it("tells a browser of its own, and the one that came back instead that it doesn't count", () => {
    assert.deepEqual(standingElsewhere(true, session, 'other'), {
      ...{ possible: true, state: 'under_way', at: 11 },
    })
    assert.deepEqual(standingElsewhere(true, session, 'came-back'), {
      ...{ possible: true, state: 'elsewhere', at: 20 },
    })
  })
})
