import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { changeSession, Secret, type Session, type Settings } from '@balie/sdk'
import { createBus } from '../conversation/bus.ts'
import { createMailTransport } from '../mail/create-mail-transport.ts'
import { type AppointmentOffice, HOUR, MINUTE, openAppointmentOffice } from '../testing/appointment-office.ts'
import { testConfig } from '../testing/test-config.ts'
import { deliverAppointmentMail } from './deliver-appointment-mail.ts'
import { createSettledAppointments } from './settle-appointments.ts'

/** Thursday 22 October, 10.00 in Amsterdam. */
const THURSDAY = Date.parse('2026-10-22T08:00:00Z')

describe('what follows from the end of an appointment', () => {
  let office: AppointmentOffice
  beforeEach(async () => {
    office = await openAppointmentOffice()
  })
  afterEach(() => office.close())

  const person = (name: string) => ({ fullname: `canary-${name}`, bsn: name, email: `${name}@burger.test` })
  const untilMail = (name: string, subject: RegExp) =>
    office.smtp.until((mail) => mail.recipients.includes(`${name}@burger.test`) && subject.test(mail.subject))
  const until = async (holds: () => Promise<boolean>) => {
    while (!(await holds())) await new Promise(setImmediate)
  }
  const hasRow = async (text: string, values: unknown[]) =>
    (await office.database.pool.query(text, values)).rows.length > 0
  const hasContact = (session: string) =>
    hasRow(`select 1 from session_keys where session_id = $1 and name = 'contact'`, [session])

  /** The agent cancels, and the server is killed when that is committed and nothing has followed from it. */
  function cancelledAndKilled(session: string): Promise<Session> {
    const { settings } = office.balie.appointment
    const killed: Settings = {
      ...settings,
      channel: { ...settings.channel, carryOut: async () => undefined },
    }
    return changeSession(killed, session, { tag: 'ended', at: office.clock.now(), by: 'agent' })
  }

  it('V1: tells of a cancellation although the server was killed and another mail was taken up before the sweep', async () => {
    const { handle } = await office.booked(person('sanne'), THURSDAY)
    await until(() =>
      hasRow(`select 1 from appointment_mails where session_id = $1 and kind = 'booked' and state = 'sent'`, [
        handle,
      ]),
    )
    office.clock.advance(THURSDAY - office.clock.now() - HOUR + MINUTE)
    const { settings } = office.balie.appointment
    await office.balie.close()
    await cancelledAndKilled(handle)
    const transport = createMailTransport({
      url: new Secret('url', office.smtp.url),
      from: 'afspraken@voorbeeld.test',
    })
    const parts = {
      ...{ config: testConfig(), addresses: { externalUrl: 'https://balie.test' } },
      ...{ database: office.database.db, settings, purposes: new Map(), transport, bus: createBus() },
    }
    for (const minutes of [1440, 60]) {
      const reminder = { session: handle, kind: 'reminder', sequence: 0, minutes } as const
      assert.equal(await deliverAppointmentMail(parts, reminder), 'dropped')
    }
    assert.ok(await hasContact(handle), 'the address is still to be written to')

    await createSettledAppointments({ pool: office.database.pool, settings }).sweep()
    const cancelled = { session: handle, kind: 'cancelled', sequence: 0, minutes: 0 } as const
    assert.equal(await deliverAppointmentMail(parts, cancelled), 'sent')
    await untilMail('sanne', /afgezegd|geannuleerd|gaat niet door/i)
    assert.ok(!(await hasContact(handle)), 'nobody needs the address any more')
    transport.close()
  })

  it('V1: one that cannot be settled stops no others, is told of once, and is tried again', async () => {
    const first = await office.booked(person('bert'), THURSDAY)
    const second = await office.booked(person('carla'), THURSDAY + HOUR)
    const { settings } = office.balie.appointment
    await office.balie.close()
    await cancelledAndKilled(first.handle)
    office.clock.advance(1)
    await cancelledAndKilled(second.handle)
    const { pool } = office.database
    const outcomeOf = (outcome: string) =>
      pool.query(
        `update sessions set record = jsonb_set(record, '{appointment,outcome}', $2) where id = $1`,
        [...[first.handle, JSON.stringify(outcome)]],
      )
    // As a later version might write it.
    await outcomeOf('unheard of')

    const told: unknown[] = []
    const settled = createSettledAppointments({
      ...{ pool, settings: { ...settings, report: (cause) => void told.push(cause) } },
    })
    assert.deepEqual(await settled.sweep(), [second.handle])
    assert.ok(await hasRow('select 1 from appointment_outcomes where session_id = $1', [second.handle]))
    assert.equal(told.length, 1)
    office.clock.advance(MINUTE)
    assert.deepEqual(await settled.sweep(), [])
    assert.equal(told.length, 1)
    await outcomeOf('cancelled')
    assert.deepEqual(await settled.sweep(), [], 'not tried at every beat')
    office.clock.advance(MINUTE)
    assert.deepEqual(await settled.sweep(), [first.handle])
    assert.deepEqual(await settled.sweep(), [])
  })

  it('finds what is to be settled without a look at all bookings', async () => {
    const { pool } = office.database
    const client = await pool.connect()
    try {
      // Tables of a test are so small that reading all of them is cheap.
      await client.query('begin')
      await client.query('set local enable_seqscan = off')
      const { rows } = await client.query<Record<string, string>>(
        `explain select id from sessions where method = 'appointment' and conversation_state = 'ended' and not settled
         and id <> all ('{}'::text[]) order by conversation_since limit 200`,
      )
      assert.match(JSON.stringify(rows), /sessions_unsettled/)
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})
