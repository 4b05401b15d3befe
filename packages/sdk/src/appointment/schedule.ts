import { IdContactError } from '../errors/id-contact-error.ts'
import type { Decision, SessionRecord } from '../ports/store.ts'
import { createDataKey } from '../retention/keyring.ts'
import { type AttributeValues, openAttributes, sealAttributes } from '../retention/sealed-attributes.ts'
import { Secret } from '../secret.ts'
import type { Applied } from '../session/applied.ts'
import { applyEvent } from '../session/apply-event.ts'
import { carryOut, expectOpen } from '../session/change-session.ts'
import type { Session } from '../session/session.ts'
import type { Settings } from '../settings.ts'
import { sealContact } from './contact.ts'

/** A meeting that is scheduled. Times in milliseconds since 1970. */
export interface Booking {
  readonly starts: number
  readonly ends: number
  /** From when on the citizen can come in. */
  readonly opens: number
  /** The channel by which the meeting is held, such as `chat`. */
  readonly way: string
  readonly agent: string
  /** Hash of the cookie of the browser that books: it must own the session. Absent where an agent moves it. */
  readonly browser?: string
  /** Whether somebody whose identity is not verified may book. */
  readonly allowUnauthenticated: boolean
  /** Tags of the attributes that stay, sealed, until the meeting. Everything else goes now. */
  readonly keep: readonly string[]
  /** Tag of the attribute that is the address for mail about it, where there is one. */
  readonly contactFrom?: string
}

/**
 * Schedules the meeting of a session, or moves it. From here on the session lasts until the meeting has taken place (FL-7).
 * The attributes by which it was booked are gone when this returns, but for those to be kept; what remains of who booked is a
 * keyed digest of the purpose's identifying attributes, with which who comes to the meeting is compared (AC-5, AC-9).
 *
 * @returns the session as it is now
 * @throws {IdContactError} SESSION_UNKNOWN, NOT_THE_OWNER, AUTHENTICATION_NEEDED; TRANSITION_REFUSED once the meeting runs
 */
export async function schedule(settings: Settings, id: string, booking: Booking): Promise<Session> {
  const applied = await settings.store.transact(id, (record) => decide(settings, record, booking))
  await carryOut(settings, applied.session, applied.effects)
  return applied.session
}

function decide(settings: Settings, record: SessionRecord, booking: Booking): Decision<Applied> {
  const at = settings.clock.now()
  const { session } = expectOpen(record, at)
  const { browser, allowUnauthenticated, keep, contactFrom, ...time } = booking
  if (browser !== undefined && session.owner?.browser !== browser) {
    throw new IdContactError('NOT_THE_OWNER', 'scheduling from a browser that does not own the session')
  }
  const isFirst = session.appointment === undefined
  if (isFirst && session.attributes.state !== 'verified' && !allowUnauthenticated) {
    throw new IdContactError('AUTHENTICATION_NEEDED', 'scheduling without a verified identity')
  }
  const { starts, ends, opens, way, agent } = time
  const values = isFirst ? openAttributes(settings.keyring, record)?.reveal() : undefined
  const keeps = keep.filter((tag) => values && Object.hasOwn(values, tag))
  const scheduled = applyEvent(session, { tag: 'scheduled', at, starts, ends, opens, way, agent, keeps })
  if (scheduled.session === session) return { value: scheduled }
  const kept = keptOf(settings, record, values, keep)
  const address = contactFrom === undefined || session.contact ? undefined : values?.[contactFrom]
  const contact =
    address === undefined ? undefined : sealContact(settings, record, new Secret('address', address))
  const noted = contact && applyEvent(scheduled.session, { tag: 'contact_kept', at })
  const next: Applied = noted
    ? { session: noted.session, effects: [...scheduled.effects, ...noted.effects] }
    : scheduled
  return {
    value: next,
    session: next.session,
    effects: next.effects,
    sealed: { ...kept?.sealed, ...contact?.sealed },
    keys: { ...kept?.keys, ...contact?.keys },
  }
}

/** The attributes that stay until the meeting, under a key of their own. */
function keptOf(
  { keyring, random }: Settings,
  { session: { id } }: SessionRecord,
  values: AttributeValues | undefined,
  keep: readonly string[],
): Pick<Decision<unknown>, 'sealed' | 'keys'> | undefined {
  const pairs = keep.flatMap((tag) => {
    const value = values && Object.hasOwn(values, tag) ? values[tag] : undefined
    return value === undefined ? [] : [[tag, value] as const]
  })
  if (pairs.length === 0) return undefined
  const { dataKey, wrappedKey } = createDataKey(keyring, id, 'kept', random)
  const kept = new Secret<AttributeValues>('attributes', Object.fromEntries(pairs))
  return {
    sealed: { kept_attributes: sealAttributes(dataKey, id, 'kept_attributes', kept, random) },
    keys: { kept: wrappedKey },
  }
}
