import { createHmac } from 'node:crypto'
import type { SealedSlot, SessionRecord } from '../ports/store.ts'
import type { Random } from '../random.ts'
import { Secret } from '../secret.ts'
import { type DataKey, type Keyring, seal, unseal, unwrapDataKey } from './keyring.ts'

/** Attribute values by tag. */
export type AttributeValues = Readonly<Record<string, string>>

/** Attributes for the store. */
export function sealAttributes(
  dataKey: DataKey,
  sessionId: string,
  slot: SealedSlot,
  attributes: Secret<AttributeValues>,
  random: Random,
): Uint8Array {
  return seal(dataKey, `${slot}:${sessionId}`, JSON.stringify(attributes.reveal()), random)
}

/**
 * The attributes of a session, for whoever has been found allowed to see them. Undefined where the session
 * has none, or where they are withheld (B1) or the conversation has ended (B8).
 *
 * @throws {IdContactError} SEAL_BROKEN
 */
export function openAttributes(keyring: Keyring, record: SessionRecord): Secret<AttributeValues> | undefined {
  const { session, sealed, keys } = record
  if (session.attributes.state !== 'verified' || session.conversation.state === 'ended') return undefined
  if (!sealed.attributes) return undefined
  const dataKey = unwrapDataKey(keyring, session.id, 'attributes', keys.attributes)
  return unsealAttributes(dataKey, session.id, 'attributes', sealed.attributes)
}

/** What `sealAttributes` made. @throws {IdContactError} SEAL_BROKEN */
export function unsealAttributes(
  dataKey: DataKey,
  sessionId: string,
  slot: SealedSlot,
  sealed: Uint8Array,
): Secret<AttributeValues> {
  const text = unseal(dataKey, `${slot}:${sessionId}`, sealed)
  return new Secret('attributes', Object.assign(Object.create(null), JSON.parse(text)))
}

/**
 * Tells within one session whether two results say the same, without keeping what they say: a keyed digest
 * of the attributes, independent of their order (B6).
 */
export function attributesDigest(dataKey: DataKey, attributes: Secret<AttributeValues>): string {
  return digest(dataKey, 'attributes', Object.entries(attributes.reveal()))
}

/**
 * Tells within one session whether two results are of the same person: a keyed digest of the identifying
 * attributes (B6, AC-9). Undefined where none are named, or one of them was not given.
 */
export function personDigest(
  dataKey: DataKey,
  identifying: readonly string[],
  attributes: Secret<AttributeValues>,
): string | undefined {
  const values = attributes.reveal()
  const pairs = identifying.map((name): [string, string] => [name, values[name] ?? ''])
  if (pairs.length === 0 || pairs.some(([, value]) => value.trim() === '')) return undefined
  return digest(dataKey, 'person', pairs)
}

function digest(dataKey: DataKey, what: string, pairs: readonly (readonly [string, string])[]): string {
  const ordered = [...pairs].sort(([a], [b]) => (a < b ? -1 : 1))
  return createHmac('sha256', dataKey.reveal())
    .update(JSON.stringify([what, ordered]))
    .digest('base64url')
}
