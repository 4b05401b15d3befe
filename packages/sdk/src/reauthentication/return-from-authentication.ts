import { claimOf, verifyCarried } from '../attributes/verify-token.ts'
import { IdContactError } from '../errors/id-contact-error.ts'
import type { ClaimOutcome, Decision, SessionRecord } from '../ports/store.ts'
import type { VerifiedAuthResult } from '../protocol/auth-result/verify-auth-result.ts'
import type { Applied } from '../session/applied.ts'
import { applyEvent } from '../session/apply-event.ts'
import { carryOut, expectOpen, isOpen } from '../session/change-session.ts'
import type { Settings } from '../settings.ts'
import { hashSecret } from '../url-secret.ts'
import { decideOnReturn } from './decide-on-authentication.ts'
import { decideWithClaim } from './receive-authentication-result.ts'

/** A browser comes back from authenticating. */
export interface ReturnRequest {
  /** The last path segment of the URL to continue on. */
  readonly secret: string
  /** Hash of the browser's cookie, which the answer sets if it was not there. */
  readonly browser: string
  /** The `result` of the query, where there is one (reception 2). */
  readonly result?: string | undefined
}

/**
 * The way back of authentication during communication: to the same conversation, with nothing lost (AC-3). Notes who
 * came back before a carried result is looked at, so that what another browser brings does not count (B1). Coming back
 * without a result, where none can come by another way, is a cancellation (AC-8).
 *
 * @returns the clean page URL for a 303 (F1)
 * @throws {IdContactError} SESSION_UNKNOWN for a secret that is unknown or no longer remembered
 */
export async function returnFromAuthentication(settings: Settings, request: ReturnRequest): Promise<string> {
  const hash = hashSecret(request.secret)
  const found = await settings.store.find({ by: 'authentication_secret', hash })
  if (found?.session.conversation.state === 'ended') return settings.channel.pageUrl(found.session)
  const { session } = expectOpen(found, settings.clock.now())
  if (!session.authentications.some(({ id }) => id === hash)) {
    throw new IdContactError('SESSION_UNKNOWN', 'an authentication that is no longer remembered')
  }
  const verified = await verifyCarried(settings, request.result)
  const applied = await settings.store.transact(
    session.id,
    (record, claim) => decide(settings, record, { ...request, id: hash }, verified, claim),
    verified && claimOf(verified),
  )
  await carryOut(settings, applied.session, applied.effects)
  return settings.channel.pageUrl(applied.session)
}

function decide(
  settings: Settings,
  record: SessionRecord,
  { id, browser, result }: ReturnRequest & { readonly id: string },
  verified: VerifiedAuthResult | undefined,
  claim: ClaimOutcome | undefined,
): Decision<Applied> {
  const at = settings.clock.now()
  if (!isOpen(record.session, at)) return { value: { session: record.session, effects: [] } }
  const back = decideOnReturn(settings, record, { id, browser, carries: result !== undefined })
  if (result === undefined) return back
  const after: SessionRecord = { ...record, session: back.value.session }
  if (verified && claim !== 'elsewhere') {
    return joined(back, decideWithClaim(settings, after, id, verified, claim))
  }
  const failed = applyEvent(after.session, {
    tag: 'authentication_failed',
    at,
    id,
    reason: 'authentication_failed',
  })
  return joined(back, { value: failed, session: failed.session, effects: failed.effects })
}

/** Two decisions, the second made on the outcome of the first, as one. */
function joined(first: Decision<Applied>, second: Decision<Applied>): Decision<Applied> {
  const session = second.value.session
  const effects = [...first.value.effects, ...second.value.effects]
  return {
    value: { session, effects },
    session,
    effects,
    sealed: { ...first.sealed, ...second.sealed },
    keys: { ...first.keys, ...second.keys },
  }
}
