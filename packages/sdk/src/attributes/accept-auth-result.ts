import type { KeyName, SealedSlot, SessionRecord } from '../ports/store.ts'
import type { AuthResult } from '../protocol/auth-result/auth-result.ts'
import { createDataKey, type DataKey, unwrapDataKey } from '../retention/keyring.ts'
import {
  type AttributeValues,
  attributesDigest,
  personDigest,
  sealAttributes,
} from '../retention/sealed-attributes.ts'
import { addSessionUrl } from '../retention/session-urls.ts'
import type { Secret } from '../secret.ts'
import type { Applied } from '../session/applied.ts'
import { applyEvent } from '../session/apply-event.ts'
import type { Purpose, Settings } from '../settings.ts'
import { filterAttributes } from './filter-attributes.ts'
import { purposeOf } from './purpose-of.ts'

/** A session after a result, with what is to be sealed beside it. */
export interface Accepted extends Applied {
  readonly sealed: Partial<Record<SealedSlot, Uint8Array>>
  readonly keys: Partial<Record<KeyName, Uint8Array>>
}

/**
 * What a verified result of the first exchange does to a session, whichever of the three receptions brought it:
 * filtered to the purpose, sealed under a key of the session, and never over an identity that is there (AR-5, B6, B7).
 *
 * @throws {IdContactError} TRANSITION_REFUSED after the end; PURPOSE_UNKNOWN when the purpose left the configuration
 */
export function acceptAuthResult(settings: Settings, record: SessionRecord, result: AuthResult): Accepted {
  const { session } = record
  const at = settings.clock.now()
  const nothing = { sealed: {}, keys: {} }
  if (result.status === 'failed') return { ...applyEvent(session, { tag: 'result_failed', at }), ...nothing }

  const purpose = purposeOf(settings, session)
  const filtered = filterAttributes(purpose, result.attributes)
  if (!filtered.complete) return { ...applyEvent(session, { tag: 'result_insufficient', at }), ...nothing }

  const { attributes, names } = filtered
  const { dataKey, wrappedKey } = attributesKey(settings, record)
  const digest = attributesDigest(dataKey, attributes)
  const person = personOf(settings, record, purpose, attributes)
  const applied = applyEvent(session, {
    tag: 'result_verified',
    at,
    names,
    digest,
    ...(person !== undefined && { person }),
  })
  const slot = slotFor(record, applied)
  if (!slot) return { ...applied, ...nothing }
  const accepted: Accepted = {
    ...applied,
    sealed: { [slot]: sealAttributes(dataKey, session.id, slot, attributes, settings.random) },
    keys: wrappedKey ? { attributes: wrappedKey } : {},
  }
  return slot === 'attributes' ? withSessionUrl(settings, record, accepted, result.sessionUrl) : accepted
}

/** The accepted result with its session URL, kept for feedback where there is one (SF-1). */
export function withSessionUrl(
  settings: Settings,
  record: SessionRecord,
  accepted: Accepted,
  url: Secret<string> | undefined,
): Accepted {
  if (!url) return accepted
  const before = accepted.session
  const told = applyEvent(before, { tag: 'session_url_received', at: settings.clock.now() })
  if (told.session === before) return accepted
  const { sealed, wrappedKey } = addSessionUrl(settings.keyring, record, url, settings.random)
  return {
    session: told.session,
    effects: [...accepted.effects, ...told.effects],
    sealed: { ...accepted.sealed, session_urls: sealed },
    keys: { ...accepted.keys, ...(wrappedKey && { feedback: wrappedKey }) },
  }
}

/** The keyed digest by which a later authentication is compared; its key lives as long as the conversation. */
export function personOf(
  settings: Settings,
  { session, keys }: SessionRecord,
  purpose: Purpose,
  attributes: Secret<AttributeValues>,
): string | undefined {
  const dataKey = unwrapDataKey(settings.keyring, session.id, 'transcript', keys.transcript)
  return personDigest(dataKey, purpose.identifying ?? [], attributes)
}

/** The key of the identity: the one there is, or a new one. */
function attributesKey(
  { keyring, random }: Settings,
  { session, keys }: SessionRecord,
): { readonly dataKey: DataKey; readonly wrappedKey?: Uint8Array } {
  if (!keys.attributes) return createDataKey(keyring, session.id, 'attributes', random)
  return { dataKey: unwrapDataKey(keyring, session.id, 'attributes', keys.attributes) }
}

/** Where the attributes go: the first identity in its place, a second one aside, the same one nowhere. */
function slotFor(before: SessionRecord, after: Applied): SealedSlot | undefined {
  const had = before.session.attributes.state
  if (had === 'verified' || had === 'withheld') {
    return after.session === before.session ? undefined : 'second_attributes'
  }
  return after.session === before.session ? undefined : 'attributes'
}
