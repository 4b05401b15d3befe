import type { SessionRecord } from '../ports/store.ts'
import { type Keyring, unwrapDataKey } from '../retention/keyring.ts'
import { type AttributeValues, unsealAttributes } from '../retention/sealed-attributes.ts'
import type { Secret } from '../secret.ts'

/**
 * The attributes that were kept of a booking, for the agent of the meeting: as they were given then, which is not who is there
 * now. Undefined where there are none, or the meeting is over.
 *
 * @throws {IdContactError} SEAL_BROKEN
 */
export function openKeptAttributes(
  keyring: Keyring,
  { session, keys, sealed }: SessionRecord,
): Secret<AttributeValues> | undefined {
  if (session.conversation.state === 'ended' || !sealed.kept_attributes || !keys.kept) return undefined
  const dataKey = unwrapDataKey(keyring, session.id, 'kept', keys.kept)
  return unsealAttributes(dataKey, session.id, 'kept_attributes', sealed.kept_attributes)
}
