import { personOf, withSessionUrl } from '../attributes/accept-auth-result.ts'
import { filterAttributes } from '../attributes/filter-attributes.ts'
import { purposeOf } from '../attributes/purpose-of.ts'
import type { Decision, SessionRecord } from '../ports/store.ts'
import type { AuthResult } from '../protocol/auth-result/auth-result.ts'
import { createDataKey, seal, unseal, unwrapDataKey } from '../retention/keyring.ts'
import { type AttributeValues, attributesDigest, sealAttributes } from '../retention/sealed-attributes.ts'
import { Secret } from '../secret.ts'
import type { Applied } from '../session/applied.ts'
import { applyEvent } from '../session/apply-event.ts'
import type { EventOf } from '../session/session-event.ts'
import type { Settings } from '../settings.ts'

/** What waits, sealed, for its browser to come back. */
interface Pending {
  readonly attributes: AttributeValues
  readonly sessionUrl?: string
}

/**
 * What the result of an authentication does: it waits under a key of its own until the browser that began has come
 * back, or becomes the identity at once if that browser is back already (AC-3, B1).
 */
export function decideOnAuthenticationResult(
  settings: Settings,
  record: SessionRecord,
  id: string,
  result: AuthResult,
): Decision<Applied> {
  const { session } = record
  const at = settings.clock.now()
  const failed = (reason: EventOf<'authentication_failed'>['reason']) =>
    decided(applyEvent(session, { tag: 'authentication_failed', at, id, reason }))
  if (result.status === 'failed') return failed('authentication_failed')
  const purpose = purposeOf(settings, session)
  const filtered = filterAttributes(purpose, result.attributes)
  if (!filtered.complete) return failed('attributes_missing')

  const { attributes, names } = filtered
  const { dataKey, wrappedKey } = createDataKey(settings.keyring, session.id, 'pending', settings.random)
  const person = personOf(settings, record, purpose, attributes)
  const applied = applyEvent(session, {
    tag: 'authentication_verified',
    at,
    id,
    names,
    digest: attributesDigest(dataKey, attributes),
    ...(person !== undefined && { person }),
  })
  const pending: Pending = {
    attributes: attributes.reveal(),
    ...(result.sessionUrl && { sessionUrl: result.sessionUrl.reveal() }),
  }
  if (isAdopted(applied)) return adopt(settings, record, applied, pending)
  // Only what waits is kept: a result that does not count must not take the place of one that does.
  const waits = applied.session.authentications.some(
    (one) => one.id === id && one.outcome.state === 'pending' && one.outcome.result.at === at,
  )
  if (applied.session === session || !waits) return decided(applied)
  const sealed = seal(dataKey, contextOf(session.id), JSON.stringify(pending), settings.random)
  return { ...decided(applied), sealed: { pending_attributes: sealed }, keys: { pending: wrappedKey } }
}

/** What coming back does: a result that waits for it becomes the identity (AC-3, B1). */
export function decideOnReturn(
  settings: Settings,
  record: SessionRecord,
  event: Omit<EventOf<'authentication_returned'>, 'tag' | 'at'>,
): Decision<Applied> {
  const { session, keys, sealed } = record
  const applied = applyEvent(session, { tag: 'authentication_returned', at: settings.clock.now(), ...event })
  if (!isAdopted(applied)) return decided(applied)
  const dataKey = unwrapDataKey(settings.keyring, session.id, 'pending', keys.pending)
  const text = unseal(dataKey, contextOf(session.id), sealed.pending_attributes ?? new Uint8Array())
  return adopt(settings, record, applied, JSON.parse(text))
}

/** The new identity under a new key; that of the old one is destroyed by the same change. */
function adopt(
  settings: Settings,
  record: SessionRecord,
  applied: Applied,
  { attributes, sessionUrl }: Pending,
): Decision<Applied> {
  const { keyring, random } = settings
  const { id } = record.session
  const { dataKey, wrappedKey } = createDataKey(keyring, id, 'attributes', random)
  // The digest that came with the event was made with another key.
  const secret = new Secret<AttributeValues>('attributes', attributes)
  const digest = attributesDigest(dataKey, secret)
  const known = applied.session.attributes
  const session =
    known.state === 'verified' ? { ...applied.session, attributes: { ...known, digest } } : applied.session
  const accepted = withSessionUrl(
    settings,
    record,
    {
      session,
      effects: applied.effects,
      sealed: { attributes: sealAttributes(dataKey, id, 'attributes', secret, random) },
      keys: { attributes: wrappedKey },
    },
    sessionUrl === undefined ? undefined : new Secret('session URL', sessionUrl),
  )
  const { sealed, keys } = accepted
  return { ...decided(accepted), sealed, keys }
}

function decided({ session, effects }: Applied): Decision<Applied> {
  return { value: { session, effects }, session, effects }
}

function isAdopted({ effects }: Applied): boolean {
  return effects.some(({ tag }) => tag === 'adopt_result')
}

const contextOf = (id: string) => `pending_attributes:${id}`
