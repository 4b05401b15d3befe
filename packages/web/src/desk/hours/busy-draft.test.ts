import assert from 'node:assert/strict'
import { test } from 'node:test'
import { busyAgain, busyProblem, emptyBusy, withBusy } from './busy-draft.ts'

const today = '2026-11-30'
const draft = (from: string, until: string) => {
  const [date = '', time = ''] = from.split(' ')
  const [endDate = '', endTime = ''] = until.split(' ')
  return { from: { date, time }, until: { date: endDate, time: endTime } }
}

test('what is missing or in the wrong order is told at its end', () => {
  assert.deepEqual(busyProblem(emptyBusy(today), today), { at: 'from', text: 'busy.problem.missing' })
  assert.equal(busyProblem(draft('2026-12-01 09:00', '2026-12-01 '), today)?.at, 'until')
  assert.equal(busyProblem(draft('2026-12-01 10:00', '2026-12-01 10:00'), today)?.text, 'busy.problem.order')
  assert.equal(busyProblem(draft('2026-12-02 09:00', '2026-12-01 10:00'), today)?.text, 'busy.problem.order')
  assert.equal(busyProblem(draft('2026-11-01 09:00', '2026-11-29 10:00'), today)?.text, 'busy.problem.past')
})

test('over several days, and one that has already begun, is right', () => {
  assert.equal(busyProblem(draft('2026-12-31 13:00', '2027-01-02 09:00'), today), undefined)
  assert.equal(busyProblem(draft('2026-11-29 13:00', '2026-11-30 23:00'), today), undefined)
})

test('a later start takes the end along, and the end stays otherwise', () => {
  const moved = withBusy(emptyBusy(today), 'from', { date: '2026-12-03' })
  assert.equal(moved.until.date, '2026-12-03')
  assert.equal(withBusy(moved, 'from', { date: '2026-12-01' }).until.date, '2026-12-03')
  assert.equal(withBusy(moved, 'until', { date: '2026-12-01' }).until.date, '2026-12-01')
})

test('what was removed is brought back as it stood on the clock of the organisation', () => {
  const busy = {
    id: 'b',
    starts: Date.parse('2026-10-24T22:00:00Z'),
    ends: Date.parse('2026-10-25T08:30:00Z'),
  }
  assert.deepEqual(busyAgain(busy, 'Europe/Amsterdam'), {
    from: { date: '2026-10-25', time: '00:00' },
    until: { date: '2026-10-25', time: '09:30' },
  })
})
