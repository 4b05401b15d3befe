import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import type { FreeTimes, Outcome } from '@balie/desk-api/client'
import { readyValue, type Trouble } from '../../ui/remote.ts'
import { until } from '../../ui/testing/until.ts'
import { createMoveChoice, type MoveChoice } from './move-choice.ts'

const page = (from: string, starts: number[]): FreeTimes => ({
  zone: 'Europe/Amsterdam',
  days: [{ date: from, starts }],
  from,
  until: '2026-12-07',
})
const problem = (code: string, next?: number) =>
  ({ type: 'about:blank', status: 409, code, title: code, ...(next !== undefined && { next }) }) as const

const present = 1000
let answer: Outcome<unknown>
let days: FreeTimes['days'] | undefined
let asked: (string | undefined)[]
let moved: number[]
let troubles: Trouble[]
let choice: MoveChoice

beforeEach(() => {
  answer = { ok: true, value: {} }
  days = undefined
  asked = []
  moved = []
  troubles = []
  choice = createMoveChoice({
    id: 'a',
    starts: present,
    server: {
      async times(_id, from) {
        asked.push(from)
        return { ok: true, value: { ...page(from ?? '2026-11-30', [asked.length]), ...(days && { days }) } }
      },
      async move(_id, starts) {
        moved.push(starts)
        return answer
      },
    },
    onTrouble: (trouble) => troubles.push(trouble),
  })
})

test('without a chosen time nothing is moved, and it is said', async () => {
  await choice.load(undefined)
  assert.equal(await choice.move(), false)
  assert.equal(choice.state.get().failed, 'move.none')
  assert.deepEqual(moved, [])
})

test('it moves to the chosen time', async () => {
  await choice.load(undefined)
  choice.choose(7)
  assert.equal(await choice.move(), true)
  assert.deepEqual(moved, [7])
})

test('a time that is gone is said, the next one offered, and the times are looked up again', async () => {
  await choice.load('2026-12-01')
  choice.choose(7)
  answer = { ok: false, problem: problem('SLOT_TAKEN', 99) }
  assert.equal(await choice.move(), false)
  const { failed, offered, chosen } = choice.state.get()
  assert.deepEqual({ failed, offered, chosen }, { failed: 'move.taken', offered: 99, chosen: undefined })
  await until(choice.state, ({ times }) => readyValue(times)?.days[0]?.starts[0] === 2)
  assert.deepEqual(asked, ['2026-12-01', '2026-12-01'])
  choice.choose(99)
  assert.equal(choice.state.get().offered, undefined)
})

test('the time at which it is now is not among the others, nor a day with that time alone', async () => {
  days = [
    { date: '2026-11-30', starts: [present] },
    { date: '2026-12-01', starts: [present - 1, present, present + 1] },
  ]
  await choice.load(undefined)
  assert.deepEqual(readyValue(choice.state.get().times)?.days, [
    { date: '2026-12-01', starts: [present - 1, present + 1] },
  ])
})

test('nor is it offered for a time that is gone', async () => {
  await choice.load(undefined)
  choice.choose(7)
  answer = { ok: false, problem: problem('SLOT_TAKEN', present) }
  assert.equal(await choice.move(), false)
  assert.equal(choice.state.get().failed, 'move.taken')
  assert.equal(choice.state.get().offered, undefined)
})

test('another refusal keeps the choice, so that one can try again', async () => {
  await choice.load(undefined)
  choice.choose(7)
  answer = { ok: false, problem: 'unreachable' }
  assert.equal(await choice.move(), false)
  assert.equal(choice.state.get().failed, 'appointment.unreachable')
  assert.equal(choice.state.get().chosen, 7)
  assert.deepEqual(troubles, ['unreachable'])
})

test('another page of days takes the choice away: it is no longer in sight', async () => {
  await choice.load(undefined)
  choice.choose(7)
  await choice.load('2026-12-07')
  assert.equal(choice.state.get().chosen, undefined)
})
