import type { Appointment } from '@balie/sdk'
import type { PoolClient } from 'pg'
import type { AppointmentTables } from '../store/appointment-tables.ts'

/** One mail about an appointment, by which it is known. */
export interface MailName {
  readonly session: string
  readonly kind: AppointmentTables['appointment_mails']['kind']
  /** How often the appointment had been moved. */
  readonly sequence: number
  /** With `reminder`: before the start; else 0. */
  readonly minutes: number
}

/**
 * Writes down that a mail is due, with the change that it is about: it follows, whatever happens. The same one again is no second.
 *
 * @param due when, milliseconds since 1970
 * @returns whether it is the first
 */
export async function addMail(client: PoolClient, name: MailName, due: number): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into appointment_mails (session_id, kind, sequence, minutes, due_at, state)
     values ($1, $2, $3, $4, $5, 'due') on conflict do nothing`,
    [name.session, name.kind, name.sequence, name.minutes, due],
  )
  return rowCount === 1
}

/** Reminders of an appointment that was booked or moved just now, instead of those of the time before. */
export async function addReminders(
  client: PoolClient,
  session: string,
  { starts, moved }: Appointment,
  minutes: readonly number[],
  now: number,
): Promise<void> {
  await dropReminders(client, session, now)
  for (const before of minutes) {
    const due = starts - before * 60_000
    // One that was due before the booking would tell what the confirmation tells.
    if (due > now) await addMail(client, { session, kind: 'reminder', sequence: moved, minutes: before }, due)
  }
}

/** No reminder is sent any more. */
export async function dropReminders(client: PoolClient, session: string, now: number): Promise<void> {
  await client.query(
    `update appointment_mails set state = 'dropped', done_at = $2
     where session_id = $1 and kind = 'reminder' and state = 'due'`,
    [session, now],
  )
}
