import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import type { CitizenView, FreeTimes, Outcome, Planning } from '@balie/desk-api/client'
import { createPlanning, type PlanningDesk } from './planning.ts'

const zone = 'Europe/Amsterdam'
const starts = Date.parse('2026-10-27T09:30:00Z')
const ends = starts + 30 * 60_000
const until = starts - 24 * 3600_000
const held = { starts, ends, until }
const about = {
  organisation: 'Gemeente Voorbeeld',
  purpose: { nl: 'Verhuizing', en: 'Moving house' },
  identity: { state: 'verified' as const, shared: [], unauthenticatedAllowed: false },
  authentication: { possible: true, state: 'none' as const },
  logout: true,
}
const contact = { by: 'code' as const }
const chooses: Planning = { zone, duration: 30, ways: ['chat'], contact, mayBook: 'yes' }
const planning = (part: Partial<Planning> = {}): CitizenView => ({
  state: 'planning',
  ...about,
  planning: { ...chooses, ...part },
})
const scheduled = (part: Partial<Planning> = {}): CitizenView => ({
  state: 'scheduled',
  ...about,
  appointment: {
    ...{ starts, ends, opens: starts - 15 * 60_000, zone, way: 'chat', moved: 0 },
    ...{ needsLogIn: true, contact, mail: 'under_way' },
  },
  planning: { ...chooses, ...part },
})
const elsewhere: CitizenView = {
  state: 'elsewhere',
  organisation: 'Gemeente Voorbeeld',
  authentication: { possible: true, state: 'none' },
}
const problem = (status: number, code: string, next?: number) => ({
  ok: false as const,
  problem: { type: 'about:blank' as const, status, code, title: code, ...(next !== undefined && { next }) },
})
const free: FreeTimes = { zone, days: [], from: '2026-10-27', until: '2026-10-30' }

let now: number
let asked: unknown[]
let answer: Outcome<unknown>
let view: CitizenView
let during: (() => void) | undefined
let desk: PlanningDesk

beforeEach(() => {
  now = until - 600_000
  asked = []
  answer = { ok: true, value: {} }
  view = planning()
  during = undefined
  const ask =
    (name: string) =>
    async (...given: unknown[]) => {
      asked.push([name, ...given])
      during?.()
      return answer
    }
  desk = createPlanning({
    server: {
      async freeTimes(from) {
        asked.push(['times', from])
        return { ok: true, value: free }
      },
      holdTime: ask('hold'),
      releaseTime: ask('release'),
      contactAddress: ask('address'),
      contactCode: ask('code'),
      book: ask('book'),
    },
    zone: 'America/New_York',
    reload: async () => desk.see(view),
    serverNow: () => now,
  })
  desk.see(view)
})
const state = () => desk.state.get()

test('what is pressed while a time is being held comes after it', async () => {
  let booking: Promise<void> | undefined
  view = planning({ held })
  desk.see(view)
  during = () => {
    during = undefined
    // It is shown before the answer is done with.
    view = planning({ held })
    desk.see(view)
    booking = desk.book('nl')
  }
  await desk.hold(starts)
  await booking
  assert.deepEqual(asked, [
    ['hold', starts],
    ['book', starts, 'nl', 'America/New_York'],
  ])
})

test('a time is held, and meanwhile no other one is', async () => {
  during = () => {
    assert.deepEqual([state().doing, state().choosing], ['hold', starts])
    void desk.hold(starts + 1)
  }
  await desk.hold(starts)
  assert.deepEqual(asked, [['hold', starts]])
  assert.equal(state().doing, undefined)
})

test('a time that is taken is told at once, with the next that is free, and the list is asked for anew', async () => {
  answer = problem(409, 'SLOT_TAKEN', starts + 3600_000)
  await desk.hold(starts)
  assert.deepEqual(state().lost, { starts, why: 'taken', next: starts + 3600_000 })
  assert.equal(state().failed, undefined)
  assert.deepEqual(asked.at(-1), ['times', undefined])
  answer = { ok: true, value: {} }
  await desk.hold(starts + 3600_000)
  assert.equal(state().lost, undefined)
})

test('another refusal is not taken for a time that is gone', async () => {
  answer = problem(503, 'DATABASE_UNAVAILABLE')
  await desk.hold(starts)
  assert.equal(state().lost, undefined)
  assert.equal(state().failed?.doing, 'hold')
})

test('a time that is no longer kept is told, and can be chosen again', () => {
  desk.see(planning({ held }))
  now = until + 1000
  desk.see(planning())
  assert.deepEqual(state().lost, { starts, why: 'ran_out' })
})

test('a time that one gave back oneself, here or in another tab, is not told of as run out', async () => {
  desk.see(planning({ held }))
  desk.see(planning())
  assert.equal(state().lost, undefined)
  desk.see(planning({ held }))
  now = until + 1000
  await desk.release()
  assert.equal(state().lost, undefined)
})

test('an address is kept in memory until it is not needed, and a code is only its digits', async () => {
  await desk.giveAddress('sanne@example.nl', 'nl')
  assert.deepEqual(asked.at(-1), ['address', 'sanne@example.nl', 'nl'])
  desk.wantOtherAddress()
  assert.equal(state().otherAddress, true)
  await desk.giveAddress('s@example.nl', 'nl')
  assert.deepEqual([state().otherAddress, state().address], [false, 's@example.nl'])
  await desk.giveCode(' 123 456')
  assert.deepEqual(asked.at(-1), ['code', '123456'])
  desk.see(elsewhere)
  assert.equal(state().address, '')
})

test('it is booked with the language and the own time zone', async () => {
  desk.see(planning({ held }))
  view = scheduled()
  await desk.book('en')
  assert.deepEqual(asked.at(-1), ['book', starts, 'en', 'America/New_York'])
  assert.deepEqual([state().booked, state().lost, state().doing], ['made', undefined, undefined])
})

test('a held time that is gone at the booking is told as taken; other refusals as what they are', async () => {
  desk.see(planning({ held }))
  answer = problem(409, 'SLOT_TAKEN')
  await desk.book('nl')
  assert.deepEqual(state().lost, { starts, why: 'taken', next: undefined })
  desk.see(planning({ held }))
  answer = problem(409, 'CONTACT_UNCONFIRMED')
  view = planning({ held })
  await desk.book('nl')
  assert.deepEqual(state().failed?.doing, 'book')
  assert.equal(state().booked, undefined)
})

test('an appointment is moved, or left as it is with the held time given back', async () => {
  view = scheduled()
  desk.see(view)
  await desk.move(true)
  assert.equal(state().moving, true)
  view = scheduled({ held })
  await desk.hold(starts)
  view = scheduled()
  await desk.move(false)
  assert.deepEqual(asked.at(-1), ['release'])
  assert.equal(state().moving, false)
  await desk.move(true)
  desk.see(scheduled({ held }))
  await desk.book('nl')
  assert.deepEqual([state().booked, state().moving], ['moved', false])
})

test('what was under way when the page became another’s does not show on it', async () => {
  during = () => desk.see(elsewhere)
  view = elsewhere
  answer = problem(403, 'NOT_THE_OWNER')
  await desk.giveAddress('sanne@example.nl', 'nl')
  assert.deepEqual([state().failed, state().address, state().doing], [undefined, '', undefined])
})
