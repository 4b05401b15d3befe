import { createHmac, timingSafeEqual } from 'node:crypto'
import {
  type DataKey,
  keepContact,
  type Random,
  Secret,
  type Session,
  type Settings,
  seal,
  unseal,
  unwrapDataKey,
} from '@balie/sdk'
import { BalieError } from '../errors/balie-error.ts'
import { codeMail } from '../mail/code-mail.ts'
import type { MailTransport } from '../mail/create-mail-transport.ts'
import { isMailAddress } from '../mail/is-mail-address.ts'
import type { Database } from '../store/database.ts'
import { createCodeLimit } from './code-limit.ts'

/** How long a code holds, milliseconds. */
export const CODE_HOLDS = 15 * 60_000
/** How often a code may be tried, and how many are sent for one session. */
const TRIES = 5
const SENT = 5

/** Lets a citizen confirm an e-mail address that no authentication plugin has verified, by a code that is mailed to it. */
export interface ContactCodes {
  /**
   * Mails a code to an address; it is kept sealed until it is confirmed. A newer code replaces an older one.
   *
   * @throws {BalieError} CONTACT_REFUSED, TOO_MANY_REQUESTS, MAIL_REFUSED, MAIL_UNAVAILABLE
   */
  send(session: Session, address: string, locale: 'nl' | 'en'): Promise<void>
  /**
   * Confirms the address, which becomes the contact of the appointment.
   *
   * @param browser hash of the cookie of the browser that owns the session
   * @throws {BalieError} CODE_WRONG, CODE_EXPIRED
   */
  confirm(session: Session, browser: string, code: string): Promise<void>
  /** Until when a code that was sent is awaited, milliseconds since 1970. Undefined: none is. */
  awaitedUntil(session: string): Promise<number | undefined>
}

export interface ContactCodesParts {
  readonly database: Database
  readonly settings: Settings
  readonly transport: MailTransport | undefined
  readonly organisation: string
  /** Of the external URL: behind the @ of message ids. */
  readonly host: () => string
}

export function createContactCodes(parts: ContactCodesParts): ContactCodes {
  const { database, settings, transport, organisation, host } = parts
  const { clock, keyring, random } = settings
  const limit = createCodeLimit({ database, keyring, clock })

  async function keyOf({ id }: Session): Promise<DataKey> {
    const record = await settings.store.find({ by: 'id', id })
    return unwrapDataKey(keyring, id, 'transcript', record?.keys.transcript)
  }

  /** One more is sent, if that may be: counted before, so that many at once are no way around it. */
  async function count(session: Session, locale: 'nl' | 'en'): Promise<void> {
    const counted = await database
      .insertInto('appointment_contacts')
      .values({
        session_id: session.id,
        locale,
        zone: null,
        sealed: null,
        code_digest: null,
        code_until: null,
        sent: 1,
      })
      .onConflict((conflict) =>
        conflict
          .column('session_id')
          .doUpdateSet((set) => ({ sent: set('appointment_contacts.sent', '+', 1), locale }))
          .where('appointment_contacts.sent', '<', SENT),
      )
      .returning('sent')
      .executeTakeFirst()
    if (!counted) throw new BalieError('TOO_MANY_REQUESTS', 'codes for addresses of one session')
  }

  return {
    async send(session, address, locale) {
      const to = address.trim()
      if (!isMailAddress(to)) throw new BalieError('CONTACT_REFUSED', 'an address that is none')
      if (!transport) throw new BalieError('MAIL_UNAVAILABLE', 'no mail server is configured')
      await count(session, locale)
      await limit.take(to)
      const code = sixDigits(random)
      const key = await keyOf(session)
      await database
        .updateTable('appointment_contacts')
        .set({
          sealed: Buffer.from(seal(key, contextOf(session.id), to, random)),
          code_digest: digest(key, code),
          code_until: clock.now() + CODE_HOLDS,
          tries: 0,
        })
        .where('session_id', '=', session.id)
        .execute()
      const { subject, text, html } = codeMail(locale, organisation, code)
      const messageId = `code-${Buffer.from(random(12)).toString('hex')}@${host()}`
      try {
        await transport.send({ to: new Secret('address', to), subject, text, html, messageId }, 'prompt')
      } catch (cause) {
        await forget(database, session.id)
        throw cause
      }
    },

    async confirm(session, browser, code) {
      const row = await database
        .updateTable('appointment_contacts')
        .set((set) => ({ tries: set('tries', '+', 1) }))
        .where('session_id', '=', session.id)
        .where('tries', '<', TRIES)
        .where('code_until', '>', clock.now())
        // One that another person asked for, who was here before, is nobody's any more (AC-9).
        .where('code_until', '>', (session.hiddenUntil ?? 0) + CODE_HOLDS)
        .returning(['sealed', 'code_digest'])
        .executeTakeFirst()
      if (!row?.sealed || !row.code_digest) {
        throw new BalieError('CODE_EXPIRED', 'no code is awaited (any more), or it was tried too often')
      }
      const key = await keyOf(session)
      if (!isSame(row.code_digest, digest(key, code))) throw new BalieError('CODE_WRONG', 'another code')
      const address = new Secret('address', unseal(key, contextOf(session.id), row.sealed))
      await keepContact(settings, session.id, browser, address)
      await forget(database, session.id)
    },

    async awaitedUntil(session) {
      const row = await database
        .selectFrom('appointment_contacts')
        .select('code_until')
        .where('session_id', '=', session)
        .where('code_until', '>', clock.now())
        .where('tries', '<', TRIES)
        .executeTakeFirst()
      return row?.code_until ?? undefined
    },
  }
}

/** Nothing is awaited any more; how many were sent stays known. */
async function forget(database: Database, session: string): Promise<void> {
  await database
    .updateTable('appointment_contacts')
    .set({ sealed: null, code_digest: null, code_until: null })
    .where('session_id', '=', session)
    .execute()
}

/** Evenly spread: what would make some codes likelier is thrown away. */
function sixDigits(random: Random): string {
  for (;;) {
    const number = Buffer.from(random(4)).readUInt32BE()
    if (number < 4_294_000_000) return String(number % 1_000_000).padStart(6, '0')
  }
}

function digest(key: DataKey, code: string): string {
  return createHmac('sha256', key.reveal()).update(`contact code ${code}`).digest('base64url')
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const contextOf = (id: string) => `contact_code:${id}`
