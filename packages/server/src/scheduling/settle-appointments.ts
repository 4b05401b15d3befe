import { releaseContact, type Session, type Settings } from '@balie/sdk'
import type { Pool } from 'pg'
import type { AppointmentTables } from '../store/appointment-tables.ts'
import { inTransaction } from '../store/transaction.ts'
import { addMail, dropReminders } from './appointment-mails.ts'
import { forgetOldCodes } from './code-limit.ts'

/** What follows from the end of an appointment, whoever or whatever ended it. */
export interface SettledAppointments {
  /** After the end of one: its time is free again, no reminder follows, mail that is due is, and its outcome is written down. */
  settle(session: Session): Promise<void>
  /**
   * The same for those whose server was killed between the end and that; and forgets holds and codes that ran out. To be called every second
   * or so.
   *
   * @returns the sessions that were settled
   */
  sweep(): Promise<readonly string[]>
}

export interface SettledAppointmentsParts {
  readonly pool: Pool
  readonly settings: Settings
}

type MailKind = AppointmentTables['appointment_mails']['kind']

const AT_ONCE = 200

export function createSettledAppointments({ pool, settings }: SettledAppointmentsParts): SettledAppointments {
  const { clock, store } = settings

  async function settle(session: Session): Promise<void> {
    const { id, purpose, appointment, conversation, alerts, contact } = session
    if (!appointment?.outcome || conversation.state !== 'ended') return
    const { agent, starts, ends, moved, booker, outcome, cancelledBy } = appointment
    const came = alerts.find(({ tag }) => tag === 'another_person_came')?.at
    await inTransaction(pool, async (client) => {
      await client.query('delete from appointment_times where session_id = $1', [id])
      await dropReminders(client, id, clock.now())
      const kind = mailAbout(session)
      if (contact && kind)
        await addMail(client, { session: id, kind, sequence: moved, minutes: 0 }, clock.now())
      await client.query(
        `insert into appointment_outcomes
           (session_id, purpose, agent_id, starts, ends, moved, verified, outcome, cancelled_by, another_person_at, ended_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
        [
          ...[id, purpose, conversation.agent ?? agent, starts, ends, moved, booker !== undefined],
          ...[outcome, cancelledBy ?? null, came ?? null, conversation.at],
        ],
      )
    })
    if (contact && !mailAbout(session)) await releaseContact(settings, id)
  }

  return {
    settle,
    async sweep() {
      await pool.query(`delete from appointment_times where state = 'held' and held_until < $1`, [
        clock.now() - 60_000,
      ])
      await forgetOldCodes(pool, clock.now())
      const { rows } = await pool.query<{ id: string }>(
        `select s.id from appointment_times t join sessions s on s.id = t.session_id
         where s.conversation_state = 'ended' limit ${AT_ONCE}`,
      )
      for (const { id } of rows) {
        const found = await store.find({ by: 'id', id })
        if (found?.session.appointment) await settle(found.session)
        else await pool.query('delete from appointment_times where session_id = $1', [id])
      }
      return rows.map(({ id }) => id)
    },
  }
}

/** What the citizen is told of the end. Whoever cancelled on the page knows, but the calendar does not. */
function mailAbout({ appointment }: Session): MailKind | undefined {
  switch (appointment?.outcome) {
    case 'cancelled':
      return 'cancelled'
    case 'citizen_absent':
      return 'missed'
    case 'agent_absent':
      return 'agent_absent'
    default:
      return undefined
  }
}
