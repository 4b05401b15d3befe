import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deskAppointment } from '../testing/desk-appointment.ts'
import { datesOf, rangeOf, timeIn } from './calendar-date.ts'
import { type DayLine, dayLines, isAllDay, withoutEmptyWeekend } from './day-line.ts'

const zone = 'Europe/Amsterdam'
/** A moment of the winter in Amsterdam. */
const at = (date: string, time: string) => Date.parse(`${date}T${time}:00+01:00`)
const monday = '2026-11-30'
const dates = datesOf(rangeOf('week', monday))
const hours = (starts: string, ends: string, date = monday) => ({
  starts: at(date, starts),
  ends: at(date, ends),
})
const own = (id: string, starts: string, part = {}) =>
  deskAppointment({ id, starts: at(monday, starts), ends: at(monday, starts) + 30 * 60_000, ...part })
const told = (line: DayLine | undefined) =>
  line?.entries.map((entry) =>
    entry.kind === 'appointment'
      ? entry.appointment.id
      : `${entry.kind} ${timeIn(zone, entry.starts)}-${timeIn(zone, entry.ends)}`,
  )

test('appointments, free time and the time that one is away, in the order of time', () => {
  const appointments = [own('b', '10:30'), own('a', '09:00')]
  const working = [hours('13:00', '17:00'), hours('09:00', '12:00')]
  const [line] = dayLines({ zone, dates, appointments, own: appointments, working })
  assert.deepEqual(told(line), [
    'a',
    'free 09:30-10:30',
    'b',
    'free 11:00-12:00',
    'away 12:00-13:00',
    'free 13:00-17:00',
  ])
})

test('what was cancelled leaves its time free; what is hidden does not', () => {
  const cancelled = own('a', '09:00', { state: 'ended', outcome: 'cancelled' })
  const working = [hours('09:00', '10:00')]
  const [line] = dayLines({ zone, dates, appointments: [cancelled], own: [cancelled], working })
  assert.deepEqual(told(line), ['free 09:00-10:00', 'a'])
  const [hidden] = dayLines({ zone, dates, appointments: [], own: [own('a', '09:00')], working })
  assert.deepEqual(told(hidden), ['free 09:30-10:00'])
})

test('overlapping appointments, and times that touch, leave no free time twice', () => {
  const appointments = [own('a', '09:00'), own('b', '09:15')]
  const working = [hours('09:00', '10:00'), hours('10:00', '11:00')]
  const [line] = dayLines({ zone, dates, appointments, own: appointments, working })
  assert.deepEqual(told(line), ['a', 'b', 'free 09:45-11:00'])
})

test('times that touch at midnight stay on the day on which they are', () => {
  const tuesday = '2026-12-01'
  const working = [
    { starts: at(monday, '20:00'), ends: at(tuesday, '00:00') },
    { starts: at(tuesday, '00:00'), ends: at(tuesday, '04:00') },
    { starts: at('2026-12-02', '00:00'), ends: at('2026-12-03', '00:00') },
    { starts: at('2026-12-03', '00:00'), ends: at('2026-12-04', '00:00') },
  ]
  const lines = dayLines({ zone, dates, appointments: [], own: [], working })
  assert.deepEqual(lines.slice(0, 5).map(told), [
    ['free 20:00-00:00'],
    ['free 00:00-04:00'],
    ['free 00:00-00:00'],
    ['free 00:00-00:00'],
    [],
  ])
})

test('who works all hours of all days works on each of them, also on one of 25 hours', () => {
  const week = datesOf(rangeOf('week', '2026-10-25'))
  // Summer time ends on the Sunday.
  const midnights = [...week.map((date) => Date.parse(`${date}T00:00:00+02:00`)), at('2026-10-26', '00:00')]
  const working = week.map((_, day) => ({ starts: midnights[day] ?? 0, ends: midnights[day + 1] ?? 0 }))
  const lines = dayLines({ zone, dates: week, appointments: [], own: [], working })
  assert.deepEqual(
    lines.map(({ works, entries }) => works && entries),
    working.map((time) => [{ kind: 'free', ...time }]),
  )
  assert.equal((midnights[7] ?? 0) - (midnights[6] ?? 0), 25 * 3_600_000)
  assert.ok(isAllDay(zone, working.slice(6)))
})

test('a day is all day from midnight to midnight, however it is cut', () => {
  const midnight = at('2026-12-01', '00:00')
  const morning = hours('00:00', '12:00')
  assert.ok(isAllDay(zone, [{ starts: at(monday, '12:00'), ends: midnight }, morning]))
  assert.ok(!isAllDay(zone, [morning]))
  assert.ok(!isAllDay(zone, [morning, { starts: at(monday, '13:00'), ends: midnight }]))
})

test('a day is the day in the zone, also at midnight and across a clock change', () => {
  const late = deskAppointment({ id: 'late', starts: Date.parse('2026-10-24T22:30:00Z') })
  const after = deskAppointment({ id: 'after', starts: Date.parse('2026-10-25T08:00:00Z') })
  const lines = dayLines({
    zone,
    dates: datesOf(rangeOf('week', '2026-10-25')),
    appointments: [after, late],
    own: [],
    working: [],
  })
  assert.deepEqual(told(lines[5]), [])
  assert.deepEqual(told(lines[6]), ['late', 'after'])
})

test('a weekend is left out, unless there is something in it or it is today', () => {
  const seen = (working: { starts: number; ends: number }[], today: string) =>
    withoutEmptyWeekend(dayLines({ zone, dates, appointments: [], own: [], working }), today).length
  assert.equal(seen([], monday), 5)
  assert.equal(seen([], '2026-12-06'), 6)
  assert.equal(seen([hours('09:00', '12:00', '2026-12-05')], monday), 6)
})
