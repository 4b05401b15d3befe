import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FreeTimes, Outcome } from '@balie/desk-api/client'
import { createTimesList } from './times-list.ts'

const free = (from: string): FreeTimes => ({
  zone: 'Europe/Amsterdam',
  days: [{ date: from, starts: [1] }],
  from,
  until: from,
})
const ready = (from: string) => ({ state: 'ready', value: free(from) })

function list() {
  const waiting: ((outcome: Outcome<FreeTimes>) => void)[] = []
  const asked: (string | undefined)[] = []
  const made = createTimesList((from) => {
    asked.push(from)
    return new Promise((resolve) => waiting.push(resolve))
  })
  return { made, waiting, asked, state: () => made.page.get() }
}

test('a page is shown when it is here; another one takes its place', async () => {
  const { made, waiting, asked, state } = list()
  const one = made.turn()
  assert.equal(state().state, 'loading')
  waiting[0]?.({ ok: true, value: free('2026-10-27') })
  await one
  assert.deepEqual(state(), ready('2026-10-27'))
  const two = made.turn('2026-11-02')
  assert.equal(state().state, 'loading')
  waiting[1]?.({ ok: true, value: free('2026-11-02') })
  await two
  assert.deepEqual([state(), asked], [ready('2026-11-02'), [undefined, '2026-11-02']])
})

test('asked for again it stays in sight, on the same page', async () => {
  const { made, waiting, asked, state } = list()
  const one = made.turn('2026-10-27')
  waiting[0]?.({ ok: true, value: free('2026-10-27') })
  await one
  const again = made.refresh()
  assert.deepEqual(state(), ready('2026-10-27'))
  waiting[1]?.({ ok: true, value: free('2026-10-28') })
  await again
  assert.deepEqual([state(), asked], [ready('2026-10-28'), ['2026-10-27', '2026-10-27']])
})

test('the answer that was asked for last is shown, whichever comes last', async () => {
  const { made, waiting, state } = list()
  const both = [made.turn('2026-10-27'), made.turn('2026-11-02')]
  waiting[1]?.({ ok: true, value: free('2026-11-02') })
  waiting[0]?.({ ok: true, value: free('2026-10-27') })
  await Promise.all(both)
  assert.deepEqual(state(), ready('2026-11-02'))
})

test('a failure is told; what is forgotten does not come back', async () => {
  const { made, waiting, state } = list()
  const one = made.turn()
  waiting[0]?.({ ok: false, problem: 'unreachable' })
  await one
  assert.deepEqual(state(), { state: 'failed', trouble: 'unreachable' })
  const two = made.refresh()
  assert.equal(state().state, 'loading')
  made.forget()
  waiting[1]?.({ ok: true, value: free('2026-10-27') })
  await two
  assert.equal(state().state, 'first')
})
