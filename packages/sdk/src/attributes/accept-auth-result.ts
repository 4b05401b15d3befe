import { IdContactError } from '../errors/id-contact-error.ts'
import type { SealedSlot, SessionRecord } from '../ports/store.ts'
import type { AuthResult } from '../protocol/auth-result/auth-result.ts'
import { seal, unwrapDataKey } from '../retention/keyring.ts'
import { attributesDigest, sealAttributes } from '../retention/sealed-attributes.ts'
import { type Applied, applyEvent } from '../session/apply-event.ts'
import type { Settings } from '../settings.ts'
import { filterAttributes } from './filter-attributes.ts'

/** A session after a result, with what is to be sealed beside it. */
export interface Accepted extends Applied {
  readonly sealed: Partial<Record<SealedSlot, Uint8Array>>
}

/**
 * What a verified result does to a session, whichever of the three receptions brought it: filtered to the
 * purpose, sealed under the session's key, and never over an identity that is there (AR-5, B6, B7).
 *
 * @throws {IdContactError} TRANSITION_REFUSED after the end; PURPOSE_UNKNOWN when the purpose left the configuration
 */
export function acceptAuthResult(settings: Settings, record: SessionRecord, result: AuthResult): Accepted {
  const { session } = record
  const at = settings.clock.now()
  if (result.status === 'failed') return { ...applyEvent(session, { tag: 'result_failed', at }), sealed: {} }

  const purpose = settings.purposes.get(session.purpose)
  if (!purpose)
    throw new IdContactError('PURPOSE_UNKNOWN', 'the purpose of a running session left the configuration')
  const filtered = filterAttributes(purpose, result.attributes)
  if (!filtered.complete) return { ...applyEvent(session, { tag: 'result_insufficient', at }), sealed: {} }

  const dataKey = unwrapDataKey(settings.keyring, session.id, record.wrappedKey)
  const digest = attributesDigest(dataKey, filtered.attributes)
  const applied = applyEvent(session, { tag: 'result_verified', at, names: filtered.names, digest })
  const slot = slotFor(record, applied)
  if (!slot) return { ...applied, sealed: {} }
  return {
    ...applied,
    sealed: {
      [slot]: sealAttributes(dataKey, session.id, slot, filtered.attributes, settings.random),
      ...(slot === 'attributes' &&
        result.sessionUrl && {
          session_urls: seal(
            dataKey,
            `session_urls:${session.id}`,
            JSON.stringify([result.sessionUrl.reveal()]),
            settings.random,
          ),
        }),
    },
  }
}

/** Where the attributes go: the first identity in its place, a second one aside, the same one nowhere. */
function slotFor(before: SessionRecord, after: Applied): SealedSlot | undefined {
  const had = before.session.attributes.state
  if (had !== 'verified' && had !== 'withheld') return 'attributes'
  return after.session === before.session ? undefined : 'second_attributes'
}
