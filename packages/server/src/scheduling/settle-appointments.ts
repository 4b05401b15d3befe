import { releaseContact, type Session, type Settings } from '@balie/sdk'
import type { Pool } from 'pg'
import { problemFor } from '../errors/problem.ts'
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
/** When one that could not be settled is tried again, milliseconds. */
const AGAIN = 60_000

export function createSettledAppointments({ pool, settings }: SettledAppointmentsParts): SettledAppointments {
  const { clock, store, report } = settings
  /** Those that could not be settled, and when to try again. */
  const failed = new Map<string, number>()

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
    await noteSettled(id)
  }

  /** Last of all: until then the sweep does it again. */
  async function noteSettled(id: string): Promise<void> {
    await pool.query('update sessions set settled = true where id = $1', [id])
  }

  async function settleStored(id: string): Promise<void> {
    const found = await store.find({ by: 'id', id })
    if (found?.session.appointment) return settle(found.session)
    await pool.query('delete from appointment_times where session_id = $1', [id])
    await noteSettled(id)
  }

  /** One that cannot be settled keeps nobody waiting: it is told of once, and tried again after a while. */
  async function isSettled(id: string): Promise<boolean> {
    try {
      await settleStored(id)
      failed.delete(id)
      return true
    } catch (cause) {
      if (problemFor(cause).code === 'DATABASE_UNAVAILABLE') throw cause
      if (!failed.has(id)) report(cause)
      failed.set(id, clock.now() + AGAIN)
      return false
    }
  }

  return {
    settle,
    async sweep() {
      await pool.query(`delete from appointment_times where state = 'held' and held_until < $1`, [
        clock.now() - 60_000,
      ])
      await forgetOldCodes(pool, clock.now())
      const now = clock.now()
      const { rows } = await pool.query<{ id: string }>(
        `select id from sessions where method = 'appointment' and conversation_state = 'ended' and not settled
         and id <> all ($1::text[]) order by conversation_since limit ${AT_ONCE}`,
        [[...failed].filter(([, again]) => again > now).map(([id]) => id)],
      )
      const done: string[] = []
      for (const { id } of rows) {
        if (await isSettled(id)) done.push(id)
      }
      return done
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
