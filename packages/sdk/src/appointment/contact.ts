import { IdContactError } from '../errors/id-contact-error.ts'
import type { Decision, SessionRecord } from '../ports/store.ts'
import { createDataKey, type Keyring, seal, unseal, unwrapDataKey } from '../retention/keyring.ts'
import { Secret } from '../secret.ts'
import { applyEvent } from '../session/apply-event.ts'
import { applyToStored, carryOut, expectOpen } from '../session/change-session.ts'
import type { Settings } from '../settings.ts'

/**
 * Keeps the address for mail about an appointment, sealed under a key of its own; instead of the one before, where there was one.
 *
 * @param browser hash of the cookie of the browser that gave it: it must own the session
 * @throws {IdContactError} SESSION_UNKNOWN, NOT_THE_OWNER
 */
export async function keepContact(
  settings: Settings,
  id: string,
  browser: string,
  address: Secret<string>,
): Promise<void> {
  const applied = await settings.store.transact(id, (record) => {
    const at = settings.clock.now()
    const { session } = expectOpen(record, at)
    if (session.owner?.browser !== browser) {
      throw new IdContactError('NOT_THE_OWNER', 'an address from a browser that does not own the session')
    }
    const next = applyEvent(session, { tag: 'contact_kept', at })
    const { sealed, keys } = sealContact(settings, record, address)
    return { value: next, session: next.session, effects: next.effects, sealed, keys }
  })
  await carryOut(settings, applied.session, applied.effects)
}

/**
 * No mail about the appointment is to be sent any more: the key of its address is destroyed.
 *
 * @throws {IdContactError} SESSION_UNKNOWN
 */
export async function releaseContact(settings: Settings, id: string): Promise<void> {
  await applyToStored(settings, id, { tag: 'contact_released', at: settings.clock.now() })
}

/** The address for mail about the appointment. Undefined where there is none (any more). @throws {IdContactError} SEAL_BROKEN */
export function openContact(
  keyring: Keyring,
  { session, keys, sealed }: SessionRecord,
): Secret<string> | undefined {
  if (!session.contact || !sealed.contact || !keys.contact) return undefined
  const dataKey = unwrapDataKey(keyring, session.id, 'contact', keys.contact)
  return new Secret('address', unseal(dataKey, contextOf(session.id), sealed.contact))
}

/** An address for the store, under a new key. For the steps. */
export function sealContact(
  { keyring, random }: Settings,
  { session: { id } }: SessionRecord,
  address: Secret<string>,
): Required<Pick<Decision<unknown>, 'sealed' | 'keys'>> {
  const { dataKey, wrappedKey } = createDataKey(keyring, id, 'contact', random)
  return {
    sealed: { contact: seal(dataKey, contextOf(id), address.reveal(), random) },
    keys: { contact: wrappedKey },
  }
}

const contextOf = (id: string) => `contact:${id}`
