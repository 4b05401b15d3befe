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
  const { session, sealed, wrappedKey } = record
  if (session.attributes.state !== 'verified' || session.conversation.state === 'ended') return undefined
  if (!sealed.attributes) return undefined
  const text = unseal(
    unwrapDataKey(keyring, session.id, wrappedKey),
    `attributes:${session.id}`,
    sealed.attributes,
  )
  const values: AttributeValues = Object.assign(Object.create(null), JSON.parse(text))
  return new Secret('attributes', values)
}

/**
 * Tells within one session whether two results say the same, without keeping what they say: a keyed digest
 * of the attributes, independent of their order (B6).
 */
export function attributesDigest(dataKey: DataKey, attributes: Secret<AttributeValues>): string {
  const ordered = Object.entries(attributes.reveal()).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHmac('sha256', dataKey.reveal()).update(JSON.stringify(ordered)).digest('base64url')
}
