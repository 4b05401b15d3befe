import { type Appointment, openContact, releaseContact, type Session, type Settings } from '@balie/sdk'
import type { PurposeConfig } from '../config/config.ts'
import type { Bus } from '../conversation/bus.ts'
import { BalieError } from '../errors/balie-error.ts'
import { appointmentMail } from '../mail/appointment-mail.ts'
import type { MailTransport } from '../mail/create-mail-transport.ts'
import type { Database } from '../store/database.ts'
import { appointmentFactsOf, type FactsParts, factsTo } from './appointment-facts-of.ts'
import type { MailName } from './appointment-mails.ts'

export interface DeliveryParts extends FactsParts {
  readonly database: Database
  readonly settings: Settings
  readonly purposes: ReadonlyMap<string, PurposeConfig>
  readonly transport: MailTransport
  readonly bus: Bus
}

/**
 * Sends a mail that is due, if it still is and still makes sense: no reminder of what was moved or cancelled, nothing that a newer
 * mail tells. Afterwards, when nothing more is to be told, the address goes. A mail always has the same message id: one that was
 * sent while this server was killed is the same mail for whoever gets it twice.
 *
 * @returns what became of it; undefined when it was done already
 * @throws {BalieError} MAIL_UNAVAILABLE: not sent yet, try again
 */
export async function deliverAppointmentMail(
  parts: DeliveryParts,
  name: MailName,
): Promise<'sent' | 'refused' | 'dropped' | undefined> {
  const { database, settings, bus } = parts
  const { clock } = settings
  const isDue = await rowOf(database, name).select('due_at').where('state', '=', 'due').executeTakeFirst()
  if (!isDue) return undefined
  const outcome = await attempt(parts, name)
  await database
    .updateTable('appointment_mails')
    .set({ state: outcome, done_at: clock.now() })
    .where('session_id', '=', name.session)
    .where('kind', '=', name.kind)
    .where('sequence', '=', name.sequence)
    .where('minutes', '=', name.minutes)
    .execute()
  bus.announce({ tag: 'changed', conversation: name.session })
  await letGo(parts, name.session)
  return outcome
}

async function attempt(parts: DeliveryParts, name: MailName): Promise<'sent' | 'refused' | 'dropped'> {
  const { database, settings, purposes, transport } = parts
  const record = await settings.store.find({ by: 'id', id: name.session })
  const appointment = record?.session.appointment
  const now = settings.clock.now()
  const to = record && openContact(settings.keyring, record)
  if (!record || !appointment || !to || !makesSense(record.session, appointment, name, now)) return 'dropped'
  const reader = await database
    .selectFrom('appointment_contacts')
    .select(['locale', 'zone'])
    .where('session_id', '=', name.session)
    .executeTakeFirst()
  const { session } = record
  const facts = appointmentFactsOf(
    parts,
    session,
    appointment,
    purposes.get(session.purpose),
    { locale: reader?.locale ?? 'nl', zone: reader?.zone ?? undefined },
    now,
  )
  const mail = appointmentMail(name.kind, factsTo(facts, to))
  const messageId = `${[name.session, name.kind, name.sequence, name.minutes].join('.')}@${facts.host}`
  try {
    await transport.send({ ...mail, to, messageId })
    return 'sent'
  } catch (cause) {
    if (cause instanceof BalieError && cause.code === 'MAIL_REFUSED') return 'refused'
    throw cause
  }
}

function makesSense(
  { conversation }: Session,
  { moved, starts }: Appointment,
  { kind, sequence }: MailName,
  now: number,
): boolean {
  const isOver = conversation.state === 'ended'
  switch (kind) {
    case 'booked':
    case 'moved':
      return !isOver && sequence === moved
    case 'reminder':
      return conversation.state === 'scheduled' && sequence === moved && now < starts
    case 'cancelled':
    case 'missed':
    case 'agent_absent':
      return isOver
  }
}

/**
 * After the last mail of an appointment that is over, nobody needs the address any more. Not before its end was settled: only then is
 * it known which mail tells of the end, and a server may have been killed in between (V1).
 */
async function letGo({ database, settings }: DeliveryParts, session: string): Promise<void> {
  const found = await settings.store.find({ by: 'id', id: session })
  if (found?.session.conversation.state !== 'ended' || !found.session.contact) return
  const isDone = await database
    .selectFrom('appointment_outcomes')
    .select('session_id')
    .where('session_id', '=', session)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('appointment_mails')
            .select('kind')
            .where('session_id', '=', session)
            .where('state', '=', 'due'),
        ),
      ),
    )
    .executeTakeFirst()
  if (isDone) await releaseContact(settings, session)
}

function rowOf(database: Database, { session, kind, sequence, minutes }: MailName) {
  return database
    .selectFrom('appointment_mails')
    .where('session_id', '=', session)
    .where('kind', '=', kind)
    .where('sequence', '=', sequence)
    .where('minutes', '=', minutes)
}
