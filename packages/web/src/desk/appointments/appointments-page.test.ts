import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import type { DeskAppointment, DeskAppointments, Outcome } from '@balie/desk-api/client'
import { readyValue, type Trouble } from '../../ui/remote.ts'
import { until } from '../../ui/testing/until.ts'
import { deskAppointment } from '../testing/desk-appointment.ts'
import { type AppointmentsPage, createAppointmentsPage } from './appointments-page.ts'
import type { DateRange } from './calendar-date.ts'

const refusal = (status: number, code: string) =>
  ({ type: 'about:blank', status, code, title: code }) as const
const fine: Outcome<unknown> = { ok: true, value: {} }

let today: string
let appointments: DeskAppointment[]
let answer: Outcome<unknown>
let failing: Trouble | undefined
let asked: DateRange[]
let done: string[]
let troubles: Trouble[]
let gate: Promise<void>
let page: AppointmentsPage

beforeEach(() => {
  today = '2026-11-30'
  appointments = [deskAppointment()]
  answer = fine
  failing = undefined
  asked = []
  done = []
  troubles = []
  gate = Promise.resolve()
  const act = (name: string) => async (id: string) => {
    done.push(`${name} ${id}`)
    return answer
  }
  page = createAppointmentsPage({
    server: {
      async appointments(range): Promise<Outcome<DeskAppointments>> {
        asked.push(range)
        const answer = appointments
        await gate
        if (failing !== undefined) return { ok: false, problem: failing }
        return {
          ok: true,
          value: { zone: 'Europe/Amsterdam', ...range, today, appointments: answer, working: [] },
        }
      },
      times: async () => ({ ok: false, problem: 'unreachable' }),
      move: act('move'),
      cancel: act('cancel'),
      noShow: act('noShow'),
      extend: (id, minutes) => act(`extend ${minutes}`)(id),
    },
    wide: true,
    now: () => Date.parse('2026-11-30T10:00:00Z'),
    onTrouble: (trouble) => troubles.push(trouble),
  })
})

const shown = () => readyValue(page.state.get().shown)

test('the week of today, and the day of a date', async () => {
  await page.show(undefined)
  assert.deepEqual(asked, [{ from: '2026-11-30', days: 7 }])
  page.choose({ scope: 'day' })
  await page.show('2026-12-31')
  assert.deepEqual(asked.at(-1), { from: '2026-12-31', days: 1 })
})

test('today is the organisation’s, not the browser’s', async () => {
  today = '2026-12-07'
  await page.show(undefined)
  assert.deepEqual(asked, [
    { from: '2026-11-30', days: 7 },
    { from: '2026-12-07', days: 7 },
  ])
  assert.equal(page.state.get().range.from, '2026-12-07')
})

test('news is looked up quietly: what is shown stays until the answer, and the dialog stays open', async () => {
  await page.show(undefined)
  const before = shown()
  const first = appointments[0]
  assert.ok(first)
  page.open('details', first)
  appointments = [deskAppointment({ state: 'waiting', arrivedAt: 5 })]
  const refreshed = page.refresh()
  assert.equal(shown(), before)
  await refreshed
  assert.equal(shown()?.appointments[0]?.state, 'waiting')
  assert.equal(page.state.get().opened?.appointment.state, 'waiting')
  assert.equal(page.state.get().opened?.task, 'details')
  appointments = []
  await page.refresh()
  assert.equal(page.state.get().opened?.appointment.id, 'a', 'the dialog does not vanish under the hand')
})

test('news that does not come leaves what is shown; a first look that fails can be tried again', async () => {
  await page.show(undefined)
  failing = 'unreachable'
  await page.refresh()
  assert.ok(shown())
  await page.show('2027-01-04')
  assert.deepEqual(page.state.get().shown, { state: 'failed', trouble: 'unreachable' })
  failing = undefined
  await page.show('2027-01-04')
  assert.equal(shown()?.from, '2027-01-04')
})

test('an answer about a week that was leafed past is not shown', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  gate = promise
  const slow = page.show('2026-12-07')
  gate = Promise.resolve()
  await page.show('2026-12-14')
  resolve()
  await slow
  assert.equal(shown()?.from, '2026-12-14')
})

test('what was done closes its dialog, is said, and is looked up', async () => {
  await page.show(undefined)
  const first = appointments[0]
  assert.ok(first)
  page.open('cancel', first)
  await page.cancel()
  assert.deepEqual(done, ['cancel a'])
  assert.equal(page.state.get().opened, undefined)
  assert.equal(page.state.get().notice?.text, 'cancel.done')
  assert.equal(asked.length, 2)
})

test('a refusal keeps the dialog open and says why', async () => {
  await page.show(undefined)
  const first = appointments[0]
  assert.ok(first)
  for (const [problem, text] of [
    [refusal(409, 'EXTENSION_REFUSED'), 'extend.refused'],
    [refusal(409, 'WRONG_STATE'), 'appointment.changed'],
    [refusal(503, 'BUSY'), 'appointment.failed'],
    ['unreachable', 'appointment.unreachable'],
  ] as const) {
    page.open('extend', first)
    answer = { ok: false, problem }
    await page.extend(15)
    assert.equal(page.state.get().opened?.task, 'extend')
    assert.equal(page.state.get().failed, text)
    assert.equal(page.state.get().busy, false)
  }
  assert.equal(done[0], 'extend 15 a')
  assert.equal(troubles.length, 4)
})

test('who comes back finds no dialog and no old news', async () => {
  await page.show(undefined)
  const first = appointments[0]
  assert.ok(first)
  page.open('cancel', first)
  await page.cancel()
  page.open('details', first)
  page.leave()
  assert.equal(page.state.get().opened, undefined)
  assert.equal(page.state.get().notice, undefined)
  assert.ok(shown())
})

test('a dialog that closes late does not take the next one with it', async () => {
  const first = appointments[0]
  assert.ok(first)
  page.open('details', first)
  page.open('move', first)
  page.shut('details')
  assert.equal(page.state.get().opened?.task, 'move')
  await page.moved()
  await until(page.state, ({ notice }) => notice?.text === 'move.done')
  assert.equal(page.state.get().opened, undefined)
})
