import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { surroundings, workingTimes } from '../testing/arbitrary-times.ts'
import { isAtWork } from '../testing/slow-slots.ts'
import { createWallClocks } from '../testing/wall-clock.ts'
import type { Hours } from './hours.ts'
import { rangeOfDays } from './local-days.ts'
import { openWindows, type WorkingTimes } from './open-windows.ts'
import type { Range } from './range.ts'

const AMSTERDAM = 'Europe/Amsterdam'
const MINUTE = 60_000
const NINE_TO_FIVE = [540, 1020] as const

function hours(...parts: (readonly [starts: number, ends: number])[]): Hours[] {
  return parts.map(([starts, ends]) => ({ starts, ends }))
}

function everyDay(...parts: (readonly [starts: number, ends: number])[]): WorkingTimes {
  return { weekly: Array.from({ length: 7 }, () => hours(...parts)), exceptions: new Map(), busy: [] }
}

function range(from: string, until: string): Range {
  return { from: Date.parse(from), until: Date.parse(until) }
}

const NO_HOLIDAYS: ReadonlySet<string> = new Set()

describe('openWindows', () => {
  it('counts the hour twice that is shown twice', () => {
    // 25 October 2026: at 03:00 summer time it is 02:00 again. From 01:00 to 04:00 are four hours.
    assert.deepEqual(
      openWindows(everyDay([60, 240]), NO_HOLIDAYS, AMSTERDAM, rangeOfDays('2026-10-25', 1, AMSTERDAM)),
      [range('2026-10-24T23:00Z', '2026-10-25T03:00Z')],
    )
    // From 02:00 to 02:30 happens two times.
    assert.deepEqual(
      openWindows(everyDay([120, 150]), NO_HOLIDAYS, AMSTERDAM, rangeOfDays('2026-10-25', 1, AMSTERDAM)),
      [range('2026-10-25T00:00Z', '2026-10-25T00:30Z'), range('2026-10-25T01:00Z', '2026-10-25T01:30Z')],
    )
  })

  it('has no hour that is skipped', () => {
    // 28 March 2027: after 01:59 comes 03:00. From 01:30 to 03:30 is one hour.
    const day = rangeOfDays('2027-03-28', 1, AMSTERDAM)
    assert.deepEqual(openWindows(everyDay([90, 210]), NO_HOLIDAYS, AMSTERDAM, day), [
      range('2027-03-28T00:30Z', '2027-03-28T01:30Z'),
    ])
    assert.deepEqual(openWindows(everyDay([120, 180]), NO_HOLIDAYS, AMSTERDAM, day), [])
  })

  it('makes one window of hours up to and from midnight, also of a year', () => {
    const times = everyDay([0, 60], [1380, 1440])
    assert.deepEqual(openWindows(times, NO_HOLIDAYS, AMSTERDAM, rangeOfDays('2026-12-31', 2, AMSTERDAM)), [
      range('2026-12-30T23:00Z', '2026-12-31T00:00Z'),
      range('2026-12-31T22:00Z', '2027-01-01T00:00Z'),
      range('2027-01-01T22:00Z', '2027-01-01T23:00Z'),
    ])
  })

  it('takes the hours of the weekday, Monday first', () => {
    const times = { ...everyDay(), weekly: [hours(NINE_TO_FIVE), [], [], [], [], [], hours([600, 660])] }
    // Saturday 10 October 2026 to Monday.
    assert.deepEqual(openWindows(times, NO_HOLIDAYS, AMSTERDAM, rangeOfDays('2026-10-10', 3, AMSTERDAM)), [
      range('2026-10-11T08:00Z', '2026-10-11T09:00Z'),
      range('2026-10-12T07:00Z', '2026-10-12T15:00Z'),
    ])
  })

  it('puts an exception before a holiday, and a holiday before the week', () => {
    const times = {
      ...everyDay(NINE_TO_FIVE),
      exceptions: new Map([
        ['2026-12-25', hours([600, 720])],
        ['2026-12-28', []],
      ]),
    }
    const holidays = new Set(['2026-12-25', '2026-12-26'])
    assert.deepEqual(openWindows(times, holidays, AMSTERDAM, rangeOfDays('2026-12-25', 4, AMSTERDAM)), [
      range('2026-12-25T09:00Z', '2026-12-25T11:00Z'),
      range('2026-12-27T08:00Z', '2026-12-27T16:00Z'),
    ])
  })

  it('leaves out when the agent is busy, and what is outside the range', () => {
    const times = {
      ...everyDay(NINE_TO_FIVE),
      busy: [
        range('2026-10-12T09:00Z', '2026-10-12T10:00Z'),
        range('2026-10-12T14:30Z', '2026-10-13T14:30Z'),
      ],
    }
    const asked = range('2026-10-12T08:15Z', '2026-10-13T14:45Z')
    assert.deepEqual(openWindows(times, NO_HOLIDAYS, AMSTERDAM, asked), [
      range('2026-10-12T08:15Z', '2026-10-12T09:00Z'),
      range('2026-10-12T10:00Z', '2026-10-12T14:30Z'),
      range('2026-10-13T14:30Z', '2026-10-13T14:45Z'),
    ])
    const empty = range('2026-10-12T08:15Z', '2026-10-12T08:15Z')
    assert.deepEqual(openWindows(times, NO_HOLIDAYS, AMSTERDAM, empty), [])
  })

  it('is open at the instants at which the definition says so, and in as few windows as possible', () => {
    const wallOf = createWallClocks()
    const cases = surroundings.chain((around) => fc.tuple(fc.constant(around), workingTimes(around)))
    fc.assert(
      fc.property(cases, ([{ zone, holidays, range }, times]) => {
        const wall = wallOf(zone)
        const windows = openWindows(times, holidays, zone, range)
        for (const [i, { from, until }] of windows.entries()) {
          assert.ok(from < until && from > (windows[i - 1]?.until ?? -Infinity), 'sorted, some, apart')
        }
        for (const instant of instantsToAsk([range, ...times.busy], range)) {
          const expected =
            range.from <= instant &&
            instant < range.until &&
            isAtWork(times, holidays, wall(instant), instant)
          const actual = windows.some(({ from, until }) => from <= instant && instant < until)
          assert.equal(actual, expected, new Date(instant).toISOString())
        }
      }),
      { numRuns: 300 },
    )
  })
})

/** Every minute in and around a range, and both sides of every edge: nothing changes anywhere else. */
function instantsToAsk(edges: readonly Range[], { from, until }: Range): number[] {
  const first = Math.floor(from / MINUTE) - 3
  const minutes = Array.from(
    { length: Math.ceil(until / MINUTE) + 3 - first },
    (_, i) => (first + i) * MINUTE,
  )
  return [...minutes, ...edges.flatMap((edge) => [edge.from - 1, edge.from, edge.until - 1, edge.until])]
}
