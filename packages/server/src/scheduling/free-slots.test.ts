import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { slotQuestion } from '../testing/arbitrary-times.ts'
import { overlap, slowSlots } from '../testing/slow-slots.ts'
import { createWallClocks } from '../testing/wall-clock.ts'
import { type AgentCalendar, freeSlots, type SlotQuestion } from './free-slots.ts'
import { rangeOfDays } from './local-days.ts'
import { openWindows } from './open-windows.ts'
import type { Range } from './range.ts'
import type { SlotRules } from './slot-rules.ts'

const AMSTERDAM = 'Europe/Amsterdam'
const MINUTE = 60_000

function range(from: string, until: string): Range {
  return { from: Date.parse(from), until: Date.parse(until) }
}

/** Every day from `starts` to `ends`, in minutes. */
function calendar(agent: string, starts: number, ends: number, taken: readonly Range[] = []): AgentCalendar {
  const weekly = Array.from({ length: 7 }, () => [{ starts, ends }])
  return { agent, times: { weekly, exceptions: new Map(), busy: [] }, taken }
}

const RULES: SlotRules = {
  duration: 60,
  before: 0,
  after: 0,
  every: 60,
  shortestNotice: 0,
  horizonDays: 365,
  mostPerDay: 0,
}

function question(calendars: readonly AgentCalendar[], days: Range, rules: Partial<SlotRules>): SlotQuestion {
  return {
    rules: { ...RULES, ...rules },
    zone: AMSTERDAM,
    holidays: new Set(),
    calendars,
    now: Date.parse('2026-10-01T00:00Z'),
    range: days,
    booked: new Map(),
  }
}

function startsOf(asked: SlotQuestion): string[] {
  return freeSlots(asked).map(({ starts }) => new Date(starts).toISOString().slice(0, 16))
}

describe('freeSlots, by hand', () => {
  it('has both slots of an hour that is shown twice', () => {
    const day = rangeOfDays('2026-10-25', 1, AMSTERDAM)
    // 01:00 and 02:00 summer time, 02:00 and 03:00 winter time.
    assert.deepEqual(startsOf(question([calendar('a', 60, 240)], day, {})), [
      '2026-10-24T23:00',
      '2026-10-25T00:00',
      '2026-10-25T01:00',
      '2026-10-25T02:00',
    ])
  })

  it('has no slot in an hour that is skipped, and one across it', () => {
    const day = rangeOfDays('2027-03-28', 1, AMSTERDAM)
    // 01:00 and 03:00.
    assert.deepEqual(startsOf(question([calendar('a', 60, 240)], day, {})), [
      '2027-03-28T00:00',
      '2027-03-28T01:00',
    ])
    // An hour from 01:30 is over at 03:30; 01:45 would be too late.
    assert.deepEqual(startsOf(question([calendar('a', 90, 210)], day, { every: 15 })), ['2027-03-28T00:30'])
  })

  it('has a slot across midnight, and across new year', () => {
    const nights: AgentCalendar = {
      agent: 'night',
      times: {
        weekly: Array.from({ length: 7 }, () => [
          { starts: 0, ends: 45 },
          { starts: 1395, ends: 1440 },
        ]),
        exceptions: new Map(),
        busy: [],
      },
      taken: [],
    }
    // 23:15 to 00:15, and 23:30 to 00:30; from 23:45 it would take until 00:45, which just fits.
    assert.deepEqual(
      startsOf(question([nights], range('2026-10-12T10:00Z', '2026-10-13T10:00Z'), { every: 15 })),
      ['2026-10-12T21:15', '2026-10-12T21:30', '2026-10-12T21:45'],
    )
    assert.deepEqual(
      freeSlots(question([nights], range('2026-12-31T10:00Z', '2027-01-01T10:00Z'), { every: 30 })),
      [
        {
          starts: Date.parse('2026-12-31T22:30Z'),
          ends: Date.parse('2026-12-31T23:30Z'),
          agents: ['night'],
        },
      ],
    )
  })

  it('names who is free, in the order given, and leaves out slots that nobody has', () => {
    const day = rangeOfDays('2026-10-12', 1, AMSTERDAM)
    const calendars = [
      calendar('b', 540, 720, [range('2026-10-12T08:00Z', '2026-10-12T09:00Z')]),
      calendar('a', 540, 660, [range('2026-10-12T08:59Z', '2026-10-12T09:00Z')]),
    ]
    assert.deepEqual(freeSlots(question(calendars, day, {})), [
      { starts: Date.parse('2026-10-12T07:00Z'), ends: Date.parse('2026-10-12T08:00Z'), agents: ['b', 'a'] },
      { starts: Date.parse('2026-10-12T09:00Z'), ends: Date.parse('2026-10-12T10:00Z'), agents: ['b'] },
    ])
  })

  it('keeps the time before and after free, which may lie outside the hours', () => {
    const day = rangeOfDays('2026-10-12', 1, AMSTERDAM)
    // At work from 09:00 to 13:00, an appointment from 11:00 to 11:15.
    const calendars = [calendar('a', 540, 780, [range('2026-10-12T09:00Z', '2026-10-12T09:15Z')])]
    const rules = { duration: 30, every: 15, before: 30, after: 15 }
    // Until 10:45 with its quarter of an hour after; from 11:45 with half an hour before.
    assert.deepEqual(startsOf(question(calendars, day, rules)), [
      '2026-10-12T07:00',
      '2026-10-12T07:15',
      '2026-10-12T07:30',
      '2026-10-12T07:45',
      '2026-10-12T08:00',
      '2026-10-12T08:15',
      '2026-10-12T09:45',
      '2026-10-12T10:00',
      '2026-10-12T10:15',
      '2026-10-12T10:30',
    ])
  })

  it('keeps notice and horizon', () => {
    const days = rangeOfDays('2026-10-11', 9, AMSTERDAM)
    const asked = question([calendar('a', 540, 660)], days, { shortestNotice: 120, horizonDays: 1 })
    // Now it is 08:00 on the 12th: two hours later is 10:00, which is just in time.
    assert.deepEqual(startsOf({ ...asked, now: Date.parse('2026-10-12T06:00Z') }), [
      '2026-10-12T08:00',
      '2026-10-13T07:00',
      '2026-10-13T08:00',
    ])
    assert.equal(startsOf({ ...asked, now: Date.parse('2026-10-12T06:00:00.001Z') }).length, 2)
    // In Amsterdam it is the 13th already.
    assert.deepEqual(startsOf({ ...asked, now: Date.parse('2026-10-12T22:30Z') }), [
      '2026-10-13T07:00',
      '2026-10-13T08:00',
      '2026-10-14T07:00',
      '2026-10-14T08:00',
    ])
  })

  it('keeps the horizon where the last day comes again', () => {
    // St John's, 7 November 2010: at 00:01 it is 23:01 of the 6th again. The horizon is the 6th.
    const evening = question([calendar('a', 0, 1440)], range('2010-11-07T02:00Z', '2010-11-07T04:00Z'), {
      duration: 15,
      every: 15,
      horizonDays: 0,
    })
    // 23:30 and 23:45, not 00:00; again 23:15, 23:30 and 23:45, not 00:00.
    assert.deepEqual(
      startsOf({ ...evening, zone: 'America/St_Johns', now: Date.parse('2010-11-06T12:00Z') }),
      ['2010-11-07T02:00', '2010-11-07T02:15', '2010-11-07T02:45', '2010-11-07T03:00', '2010-11-07T03:15'],
    )
  })

  it('knows to the millisecond when an agent is free', () => {
    const withTaken = (taken: Range) =>
      startsOf(question([calendar('a', 540, 600, [taken])], rangeOfDays('2026-10-12', 1, AMSTERDAM), {}))
    assert.deepEqual(withTaken(range('2026-10-12T07:59:59.999Z', '2026-10-12T09:00Z')), [])
    assert.deepEqual(withTaken(range('2026-10-12T08:00Z', '2026-10-12T09:00Z')), ['2026-10-12T07:00'])
    assert.deepEqual(withTaken(range('2026-10-12T06:00Z', '2026-10-12T07:00Z')), ['2026-10-12T07:00'])
    assert.deepEqual(withTaken(range('2026-10-12T06:00Z', '2026-10-12T07:00:00.001Z')), [])
  })

  it('gives none on a day that is full', () => {
    const days = rangeOfDays('2026-10-12', 2, AMSTERDAM)
    const asked = question([calendar('a', 540, 600)], days, { mostPerDay: 2 })
    const booked = (first: number) => new Map([['2026-10-12', first]])
    assert.equal(startsOf({ ...asked, booked: booked(1) }).length, 2)
    assert.deepEqual(startsOf({ ...asked, booked: booked(2) }), ['2026-10-13T07:00'])
    assert.equal(startsOf({ ...asked, booked: booked(9), rules: RULES }).length, 2)
  })
})

describe('freeSlots, for any question', () => {
  const wallOf = createWallClocks()

  it('gives what the definition gives, minute by minute', () => {
    const runs = 600
    let withSlots = 0
    fc.assert(
      fc.property(slotQuestion, (asked) => {
        const slots = freeSlots(asked)
        assert.deepEqual(slots, slowSlots(asked, wallOf(asked.zone)))
        if (slots.length > 0) withSlots += 1
      }),
      { numRuns: runs },
    )
    assert.ok(withSlots > runs / 5, `only ${withSlots} of ${runs} questions had slots`)
  })

  it('gives sorted slots within a window of each agent, clear of what is taken and busy', () => {
    fc.assert(
      fc.property(slotQuestion, (asked) => {
        const { rules, zone, holidays, calendars, range } = asked
        const around = { from: range.from, until: range.until + rules.duration * MINUTE }
        const windows = new Map(
          calendars.map(({ agent, times }) => [agent, openWindows(times, holidays, zone, around)]),
        )
        let last = -Infinity
        for (const { starts, ends, agents } of freeSlots(asked)) {
          assert.ok(starts > last)
          last = starts
          assert.equal(ends - starts, rules.duration * MINUTE)
          assert.ok(agents.length > 0)
          const kept = { from: starts - rules.before * MINUTE, until: ends + rules.after * MINUTE }
          for (const { agent, times, taken } of calendars.filter(({ agent }) => agents.includes(agent))) {
            assert.ok(windows.get(agent)?.some(({ from, until }) => from <= starts && ends <= until))
            assert.ok(![...taken, ...times.busy].some((other) => overlap(kept, other)))
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it('gives the same in one range as in two that make it up', () => {
    const cases = fc.tuple(slotQuestion, fc.double({ min: 0, max: 1, noNaN: true }))
    fc.assert(
      fc.property(cases, ([asked, where]) => {
        const { from, until } = asked.range
        const cut = Math.floor(from + where * (until - from))
        const apart = [
          ...freeSlots({ ...asked, range: { from, until: cut } }),
          ...freeSlots({ ...asked, range: { from: cut, until } }),
        ]
        assert.deepEqual(apart, freeSlots(asked))
      }),
      { numRuns: 200 },
    )
  })
})
