import type { SessionRecord } from '../ports/store.ts'
import type { Random } from '../random.ts'
import { Secret } from '../secret.ts'
import { createDataKey, type Keyring, seal, unseal, unwrapDataKey } from './keyring.ts'

/** Session URLs sealed under the feedback key, with that key where it had to be made. */
export interface SealedSessionUrls {
  readonly sealed: Uint8Array
  readonly wrappedKey?: Uint8Array
}

/** The session URLs of a session with one more, the newest last (SF-7). */
export function addSessionUrl(
  keyring: Keyring,
  record: SessionRecord,
  url: Secret<string>,
  random: Random,
): SealedSessionUrls {
  const { id } = record.session
  const known = openSessionUrls(keyring, record)
  const { dataKey, wrappedKey } = record.keys.feedback
    ? { dataKey: unwrapDataKey(keyring, id, 'feedback', record.keys.feedback), wrappedKey: undefined }
    : createDataKey(keyring, id, 'feedback', random)
  const text = JSON.stringify([...known, url].map((one) => one.reveal()))
  return { sealed: seal(dataKey, contextOf(id), text, random), ...(wrappedKey && { wrappedKey }) }
}

/**
 * Where the authentication plugins want to hear of this session, oldest first. Empty when none does, or the key
 * is destroyed.
 *
 * @throws {IdContactError} SEAL_BROKEN
 */
export function openSessionUrls(
  keyring: Keyring,
  { session, keys, sealed }: SessionRecord,
): readonly Secret<string>[] {
  if (!sealed.session_urls || !keys.feedback) return []
  const dataKey = unwrapDataKey(keyring, session.id, 'feedback', keys.feedback)
  const urls: string[] = JSON.parse(unseal(dataKey, contextOf(session.id), sealed.session_urls))
  return urls.map((url) => new Secret('session URL', url))
}

const contextOf = (id: string) => `session_urls:${id}`
