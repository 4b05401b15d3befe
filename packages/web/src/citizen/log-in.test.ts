import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AuthenticationStarted, Outcome, Problem } from '@balie/desk-api/client'
import { handClock } from '../ui/testing/hand-clock.ts'
import { createLogIn, type Method } from './log-in.ts'

const digid: Method = { tag: 'digid', name: 'DigiD' }
const irma: Method = { tag: 'irma', name: 'Yivi' }
const problem = (status: number): Problem => ({ type: 'about:blank', status, code: 'NO', title: 'No' })
const page = 'https://login.example/'

function logIn(methods: readonly Method[] | Problem, answer: Outcome<AuthenticationStarted>) {
  const gone: string[] = []
  const chosen: string[] = []
  let refused = 0
  const clock = handClock()
  const made = createLogIn({
    server: {
      methods: async () =>
        'status' in methods
          ? { ok: false, problem: methods }
          : { ok: true, value: { methods: [...methods] } },
      async authenticate(method) {
        chosen.push(method)
        return answer
      },
    },
    go: (url) => void gone.push(url),
    refused: () => {
      refused += 1
    },
    clock,
  })
  return { made, gone, chosen, clock, refused: () => refused, state: () => made.state.get() }
}
const away: Outcome<AuthenticationStarted> = { ok: true, value: { url: page } }

test('one method needs no choice (AC-7)', async () => {
  const { made, gone, chosen, state } = logIn([digid], away)
  await made.begin()
  assert.deepEqual([chosen, gone], [['digid'], [page]])
  assert.equal(state().going, digid)
})

test('of more methods the citizen chooses one', async () => {
  const { made, gone, chosen, state } = logIn([digid, irma], away)
  await made.begin()
  assert.deepEqual(gone, [])
  assert.deepEqual(state().methods, { state: 'ready', value: [digid, irma] })
  await made.choose(irma)
  assert.deepEqual([chosen, gone], [['irma'], [page]])
})

test('without a method there is nowhere to go', async () => {
  const { made, gone, state } = logIn([], away)
  await made.begin()
  assert.deepEqual(gone, [])
  assert.deepEqual(state().methods, { state: 'ready', value: [] })
})

test('a refusal is kept to be told, where it stands is asked anew, and it can be tried again', async () => {
  const { made, gone, state, refused } = logIn([digid], { ok: false, problem: problem(409) })
  await made.begin()
  assert.deepEqual([gone, refused()], [[], 1])
  assert.equal(state().going, undefined)
  assert.deepEqual(state().failed, problem(409))
  await made.begin()
  assert.equal(refused(), 2)
})

test('methods that do not come are told as such', async () => {
  const { made, state } = logIn(problem(502), away)
  await made.begin()
  assert.deepEqual(state().methods, { state: 'failed', trouble: problem(502) })
})

test('who stops is not taken away by an answer that was under way', async () => {
  const { made, gone, state } = logIn([digid], away)
  const begun = made.begin()
  made.stop()
  await begun
  assert.deepEqual(gone, [])
  assert.equal(state().open, false)
})

test('an address that is none is not gone to (B12)', async () => {
  const { made, gone, state } = logIn([digid], { ok: true, value: { url: 'javascript:alert(1)' } })
  await made.begin()
  assert.deepEqual(gone, [])
  assert.notEqual(state().failed, undefined)
})

test('a browser that does not get there says so after a while', async () => {
  const { made, clock, state } = logIn([digid], away)
  await made.begin()
  clock.advance(20_000)
  assert.equal(state().failed, 'unreachable')
  assert.equal(state().going, undefined)
})
