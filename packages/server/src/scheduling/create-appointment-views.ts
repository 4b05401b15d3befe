import type { Contact, Held, MailStanding } from '@balie/desk-api'
import { openContact, type SessionRecord, type Settings } from '@balie/sdk'
import type { PurposeConfig } from '../config/config.ts'
import type { AppointmentViews } from '../conversation/appointment-views.ts'
import { ownsContact } from '../conversation/owns-contact.ts'
import type { Database } from '../store/database.ts'
import { addressFrom } from './contact-address.ts'
import { CODE_HOLDS, type ContactCodes } from './contact-codes.ts'
import { mailStanding } from './mail-standing.ts'
import { hasAppointments } from './scheduling-purpose.ts'

export interface AppointmentViewsParts {
  readonly database: Database
  readonly settings: Settings
  readonly codes: Pick<ContactCodes, 'awaitedUntil'>
  readonly zone: string
  readonly sendsMail: boolean
}

/** Made for the browser that owns the session, and nobody else: an address is shown in part, nothing else of anybody is. */
export function createAppointmentViews(parts: AppointmentViewsParts): AppointmentViews {
  const { database, settings, codes, zone, sendsMail } = parts
  const { clock, keyring } = settings

  async function heldBy(session: string): Promise<Held | undefined> {
    const row = await database
      .selectFrom('appointment_times')
      .select(['starts', 'ends', 'held_until as until'])
      .where('session_id', '=', session)
      .where('state', '=', 'held')
      .where('held_until', '>', clock.now())
      .executeTakeFirst()
    return row && row.until !== null ? { starts: row.starts, ends: row.ends, until: row.until } : undefined
  }

  async function contactOf(record: SessionRecord, purpose: PurposeConfig): Promise<Contact> {
    if (!sendsMail) return { by: 'none' }
    const { id, hiddenUntil = Number.NEGATIVE_INFINITY } = record.session
    const known = ownsContact(record.session) ? openContact(keyring, record) : undefined
    if (known) return { by: 'code', address: masked(known.reveal()) }
    const given = addressFrom(record, purpose, settings)
    if (given !== undefined) return { by: 'attribute', address: masked(given) }
    const codeUntil = await codes.awaitedUntil(id)
    // A code that another person asked for is not spoken of (AC-9).
    const isTheirs = codeUntil !== undefined && codeUntil - CODE_HOLDS > hiddenUntil
    return { by: 'code', ...(isTheirs && { codeUntil }) }
  }

  async function mailOf(session: string, sequence: number): Promise<MailStanding> {
    const row = await database
      .selectFrom('appointment_mails')
      .select('state')
      .where('session_id', '=', session)
      .where('kind', '=', sequence === 0 ? 'booked' : 'moved')
      .where('sequence', '=', sequence)
      .executeTakeFirst()
    return mailStanding(row?.state)
  }

  return {
    zone,
    async planning(record, purpose) {
      const { attributes, appointment } = record.session
      const rules = hasAppointments(purpose) ? purpose.appointment : undefined
      const isKnown = attributes.state === 'verified' || appointment !== undefined
      const held = await heldBy(record.session.id)
      return {
        zone,
        duration: rules?.duration ?? 1,
        ways: [...(rules?.ways ?? ['chat'])],
        contact: await contactOf(record, purpose),
        ...(held && { held }),
        mayBook:
          isKnown || (purpose.allowUnauthenticated && attributes.state !== 'awaiting')
            ? 'yes'
            : attributes.state === 'awaiting'
              ? 'identity_awaited'
              : 'identity_needed',
      }
    },

    async booked(record, appointment, { contact }) {
      const { id, attributes } = record.session
      const { starts, ends, opens, moved, booker } = appointment
      return {
        ...{ starts, ends, opens, zone, way: 'chat' as const, moved, contact },
        needsLogIn: booker !== undefined && attributes.state !== 'verified',
        mail: await mailOf(id, moved),
      }
    },
  }
}

/** Enough of an address to know one's own by. */
function masked(address: string): string {
  const at = address.lastIndexOf('@')
  return `${[...address][0] ?? ''}•••${address.slice(at)}`
}
