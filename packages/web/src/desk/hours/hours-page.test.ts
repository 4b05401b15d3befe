import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import type { AgentHours, Outcome } from '@balie/desk-api/client'
import { readyValue } from '../../ui/remote.ts'
import { emptyBusy } from './busy-draft.ts'
import { emptyException } from './exception-draft.ts'
import { createHoursPage, type HoursPage, isUnsaved, weekOf } from './hours-page.ts'
import { likeMonday, withDay } from './week-draft.ts'

const nine = { starts: '09:00', ends: '17:00' }
const invalid = { type: 'about:blank', status: 422, code: 'HOURS_INVALID', title: 'No' } as const

let hours: AgentHours
let answer: Outcome<unknown>
let sent: unknown[]
let page: HoursPage

beforeEach(async () => {
  hours = {
    zone: 'Europe/Amsterdam',
    today: '2026-11-30',
    weekly: [[nine], [], [], [], [], [], []],
    isDefault: true,
    exceptions: [],
    busy: [],
    holidays: [],
    outside: [],
  }
  answer = { ok: true, value: {} }
  sent = []
  const post = (name: string) => async (value: unknown) => {
    sent.push([name, value])
    return answer
  }
  page = createHoursPage({
    server: {
      hours: async () => ({ ok: true, value: hours }),
      saveWeekly: post('weekly'),
      saveException: post('exception'),
      removeException: post('no exception'),
      addBusy: post('busy'),
      removeBusy: post('not busy'),
    },
    onTrouble: () => {},
  })
  await page.load()
})

const state = () => page.state.get()

test('what was written stays when the hours are looked up again, until it is saved', async () => {
  const draft = likeMonday(weekOf(hours))
  page.write(draft)
  await page.load()
  assert.equal(state().draft, draft)
  hours = { ...hours, weekly: draft.map((day) => day.map((period) => ({ ...period }))) }
  await page.save()
  assert.deepEqual(sent, [['weekly', hours.weekly]])
  assert.equal(state().draft, undefined)
  assert.deepEqual(state().notice, { section: 'weekly', text: 'hours.saved', wrong: false })
})

test('written back to what it was, nothing is unsaved', () => {
  page.write(likeMonday(weekOf(hours)))
  page.write(weekOf(hours))
  assert.equal(state().draft, undefined)
})

test('nonsense is not sent, and each field says so from then on', async () => {
  page.write(withDay(weekOf(hours), 1, [{ starts: '09:00', ends: '' }]))
  assert.equal(state().tried, false)
  await page.save()
  assert.equal(state().tried, true)
  assert.deepEqual(sent, [])
  assert.equal(state().notice?.wrong, true)
})

test('what the server finds wrong is said, and what was written is not lost', async () => {
  const draft = likeMonday(weekOf(hours))
  page.write(draft)
  answer = { ok: false, problem: invalid }
  await page.save()
  assert.equal(state().draft, draft)
  assert.equal(state().notice?.text, 'hours.invalid')
  answer = { ok: false, problem: 'unreachable' }
  await page.save()
  assert.equal(state().notice?.text, 'hours.unreachable')
})

test('the organisation’s hours take the place of what was written', async () => {
  page.write(likeMonday(weekOf(hours)))
  await page.useDefault()
  assert.deepEqual(sent, [['weekly', null]])
  assert.equal(state().draft, undefined)
})

test('an exception that was removed can be brought back as it was', async () => {
  const exception = { date: '2026-12-24', hours: [nine] }
  await page.removeException(exception)
  await state().notice?.undo?.()
  assert.deepEqual(sent, [
    ['no exception', '2026-12-24'],
    ['exception', exception],
  ])
  assert.equal(state().notice?.text, 'exception.back')
})

test('a busy time that was removed can be brought back at the same time of the clock', async () => {
  await page.removeBusy({
    id: 'b',
    starts: Date.parse('2026-12-01T08:00:00Z'),
    ends: Date.parse('2026-12-01T09:30:00Z'),
  })
  await state().notice?.undo?.()
  assert.deepEqual(sent, [
    ['not busy', 'b'],
    ['busy', { from: { date: '2026-12-01', time: '09:00' }, until: { date: '2026-12-01', time: '10:30' } }],
  ])
})

test('only what is right goes to the server, and its form closes', async () => {
  page.fill({ exception: emptyException, busyTime: emptyBusy(hours.today) })
  await page.saveException()
  await page.addBusy()
  assert.deepEqual(sent, [])
  assert.ok(state().exception)
  assert.ok(state().busyTime)
  page.fill({ exception: { ...emptyException, date: '2026-12-24' } })
  await page.saveException()
  assert.deepEqual(sent, [['exception', { date: '2026-12-24', hours: [] }]])
  assert.equal(state().exception, undefined)
  assert.equal(readyValue(state().hours), hours)
})

test('a form that the server refuses stays as it was written', async () => {
  const exception = { ...emptyException, date: '2026-12-24' }
  page.fill({ exception })
  answer = { ok: false, problem: invalid }
  await page.saveException()
  assert.equal(state().exception, exception)
  assert.equal(state().notice?.text, 'hours.invalid')
})

test('what was written is unsaved, a form that was only opened is not', () => {
  assert.equal(isUnsaved(state()), false)
  const busyTime = emptyBusy(hours.today)
  page.fill({ exception: emptyException, busyTime })
  assert.equal(isUnsaved(state()), false)
  page.fill({ busyTime: { ...busyTime, from: { ...busyTime.from, time: '09:00' } } })
  assert.equal(isUnsaved(state()), true)
  page.fill({ exception: { ...emptyException, date: '2026-12-24' }, busyTime: undefined })
  assert.equal(isUnsaved(state()), true)
  page.fill({ exception: undefined })
  page.write(likeMonday(weekOf(hours)))
  assert.equal(isUnsaved(state()), true)
})
