import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type FreeTimes, type Problem, paths } from '@balie/desk-api'
import {
  begin,
  hashSecret,
  land,
  randomText,
  type Session,
  startCommunication,
  systemRandom,
} from '@balie/sdk'
import { SlotTaken } from '../errors/slot-taken.ts'
import {
  type AppointmentOffice,
  OFFICE_PURPOSES,
  openAppointmentOffice,
} from '../testing/appointment-office.ts'

const PARALLEL = 1_000

describe('bookings', () => {
  let office: AppointmentOffice
  before(async () => {
    const [move, ...others] = OFFICE_PURPOSES
    const two = { ...others[0], tag: 'two_a_day', appointment: { most_per_day: 2, duration_minutes: 30 } }
    office = await openAppointmentOffice({ purposes: [move, ...others, two], requests_per_minute: 0 })
  })
  after(() => office.close())

  /** A citizen in a browser who has begun, made by the steps themselves: a thousand of them in no time. */
  async function citizen(purpose: string): Promise<Session> {
    const { settings } = office.balie.appointment
    const { client_url } = (await startCommunication(settings, { purpose })) as { client_url: string }
    const browser = hashSecret(randomText(systemRandom, 32))
    const page = await land(settings, { clientSecret: client_url.split('/').at(-1) ?? '', browser })
    return begin(settings, page.split('/').at(-1) ?? '', browser)
  }

  const rows = async (where: string) => {
    const { rows } = await office.database.pool.query<{ count: number }>(
      `select count(*) as count from appointment_times where ${where}`,
    )
    return Number(rows[0]?.count)
  }

  it('FL-7: of a thousand who want one time at once, one gets it, and each other is offered the next', async () => {
    const { bookings } = office.balie.appointment
    const citizens = await Promise.all(Array.from({ length: PARALLEL }, () => citizen('open_question')))
    const starts = Date.parse('2026-10-20T07:00:00Z')
    const outcomes = await Promise.allSettled(citizens.map((one) => bookings.hold(one, starts)))
    const lost = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    assert.equal(lost.length, PARALLEL - 1)
    for (const reason of lost) {
      assert.ok(reason instanceof SlotTaken, String(reason))
      assert.equal(reason.next, starts + 20 * 60_000)
    }
    assert.equal(await rows(`starts = ${starts}`), 1)
    const winner = citizens[outcomes.findIndex(({ status }) => status === 'fulfilled')]
    assert.ok(winner)
    await bookings.release(winner.id)
  })

  it('FL-7: the same over HTTP, from browsers of their own', async () => {
    const browsers = await Promise.all(
      Array.from({ length: 40 }, () => office.comes(undefined, 'open_question')),
    )
    const starts = Date.parse('2026-10-21T07:00:00Z')
    const answers = await Promise.all(
      browsers.map(({ browser, handle }) => browser.post(paths.holdTime, handle, { starts })),
    )
    assert.deepEqual(Map.groupBy(answers, ({ status }) => status).get(200)?.length, 1)
    for (const { status, body } of answers) {
      if (status !== 200) assert.deepEqual([status, (body as Problem).code], [409, 'SLOT_TAKEN'])
    }
  })

  it('books no more in a day than the purpose allows, however many ask at once', async () => {
    const { bookings, freeTimes } = office.balie.appointment
    const citizens = await Promise.all(Array.from({ length: 12 }, () => citizen('two_a_day')))
    const day = Date.parse('2026-10-22T07:00:00Z')
    const outcomes = await Promise.allSettled(
      citizens.map((one, i) => bookings.hold(one, day + (i % 6) * 30 * 60_000)),
    )
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 2)
    const purpose = bookings.purposeOf(citizens[0] as Session)
    const { days } = (await freeTimes.page(purpose, '2026-10-22')) satisfies FreeTimes
    assert.equal(days[0]?.date, '2026-10-23')
  })

  it('a time whose hold ran out counts again before it is booked', async () => {
    const { bookings } = office.balie.appointment
    const [one, ...others] = await Promise.all(Array.from({ length: 3 }, () => citizen('two_a_day')))
    assert.ok(one)
    const day = Date.parse('2026-10-29T08:00:00Z')
    await bookings.hold(one, day)
    office.clock.advance(11 * 60_000)
    for (const [i, other] of others.entries()) await bookings.hold(other, day + (i + 1) * 30 * 60_000)
    const by = { browser: one.owner?.browser ?? '', locale: 'nl', zone: 'Europe/Amsterdam' } as const
    await assert.rejects(bookings.book({ ...one, contact: true }, day, by), SlotTaken)
  })

  it('shares appointments out fairly, and never gives one agent two at once', async () => {
    const second = await office.balie.agent('Bas Smit')
    const { bookings } = office.balie.appointment
    const hours = Array.from({ length: 6 }, (_, i) => Date.parse('2026-10-23T07:00:00Z') + i * 20 * 60_000)
    const agents: string[] = []
    for (const starts of hours) {
      const one = await citizen('open_question')
      agents.push((await bookings.hold(one, starts)).agent)
    }
    const counts = [...Map.groupBy(agents, (agent) => agent).values()].map(({ length }) => length)
    // The first agent had some already, so the second one gets at least half of these.
    assert.ok(counts.length === 2 && Math.abs((counts[0] ?? 0) - (counts[1] ?? 0)) <= 4, String(counts))
    const both = await Promise.all(['a', 'b', 'c'].map(() => citizen('open_question')))
    const at = Date.parse('2026-10-23T12:00:00Z')
    const outcomes = await Promise.allSettled(both.map((one) => bookings.hold(one, at)))
    const taken = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value.agent] : []))
    assert.equal(new Set(taken).size, 2)
    assert.equal(taken.length, 2)
    second.close()
  })

  it('keeps the database from ever having two at once, whoever writes to it', async () => {
    const one = await citizen('open_question')
    const at = Date.parse('2026-10-27T10:00:00Z')
    const { agent } = await office.balie.appointment.bookings.hold(one, at)
    const other = await citizen('open_question')
    const insert = office.database.pool.query(
      `insert into appointment_times
         (id, session_id, agent_id, purpose, day, starts, ends, during, state, booked_at)
       values ('x', $1, $2, 'open_question', '2026-10-27', $3, $4, int8range($3, $4), 'booked', 0)`,
      [other.id, agent, at + 60_000, at + 120_000],
    )
    await assert.rejects(insert, { constraint: 'appointment_times_once' })
  })
})
