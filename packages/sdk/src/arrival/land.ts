import { decideOnResult } from '../attributes/receive-auth-result.ts'
import { claimOf, verifyCarried } from '../attributes/verify-token.ts'
import { IdContactError } from '../errors/id-contact-error.ts'
import type { ClaimOutcome, Decision, SessionRecord } from '../ports/store.ts'
import type { VerifiedAuthResult } from '../protocol/auth-result/verify-auth-result.ts'
import type { Applied } from '../session/applied.ts'
import { applyEvent } from '../session/apply-event.ts'
import { carryOut, expectOpen, isOpen } from '../session/change-session.ts'
import type { Settings } from '../settings.ts'
import { hashSecret } from '../url-secret.ts'

/** A browser opens the client URL. */
export interface LandingRequest {
  /** The last path segment of the client URL. */
  readonly clientSecret: string
  /** Hash of the browser's cookie, which the answer sets if it was not there. */
  readonly browser: string
  /** The `result` of the query, where there is one (reception 2, AR-2). */
  readonly result?: string | undefined
}

/**
 * Step 3, first half: a landing. Notes the browser, takes a carried result, and says where to go on. A GET
 * is not a decision of a person (a scanner or prefetch may have made it), so nothing begins here (B3).
 *
 * A carried result that is refused does not stop the citizen: it is reported, and the page says how it
 * stands. The landing is noted before the result, so that a result that another browser brings is withheld
 * at once (B1).
 *
 * @returns the clean page URL for a 303 (F1)
 * @throws {IdContactError} SESSION_UNKNOWN for a secret that is unknown or not begun in time
 */
export async function land(settings: Settings, request: LandingRequest): Promise<string> {
  const now = settings.clock.now()
  const found = await settings.store.find({ by: 'client_secret', hash: hashSecret(request.clientSecret) })
  // An ended conversation still leads to its page: its owner reads there that it has ended.
  if (found?.session.conversation.state === 'ended') return settings.channel.pageUrl(found.session)
  const { session } = expectOpen(found, now)
  const verified = await verifyCarried(settings, request.result)
  const {
    session: next,
    effects,
    refused,
  } = await settings.store.transact(
    session.id,
    (record, claim) => decideOnLanding(settings, record, request.browser, verified, claim),
    verified && claimOf(verified),
  )
  if (refused)
    settings.report(new IdContactError('AUTH_RESULT_REFUSED', 'landing with a result that was used'))
  await carryOut(settings, next, effects)
  return settings.channel.pageUrl(next)
}

/** A session after a landing; `refused`: the carried result was used by another session. */
interface Landed extends Applied {
  readonly refused?: true
}

function decideOnLanding(
  settings: Settings,
  record: SessionRecord,
  browser: string,
  verified: VerifiedAuthResult | undefined,
  claim: ClaimOutcome | undefined,
): Decision<Landed> {
  const at = settings.clock.now()
  if (!isOpen(record.session, at)) return { value: { session: record.session, effects: [] } }
  const landed = applyEvent(record.session, { tag: 'landed', at, browser })
  if (!verified) return { value: landed, ...landed }
  if (claim === 'elsewhere') return { value: { ...landed, refused: true }, ...landed }
  const decided = decideOnResult(settings, { ...record, session: landed.session }, verified, claim)
  const effects = [...landed.effects, ...(decided.effects ?? [])]
  const session = decided.value.session
  const { sealed, keys } = decided
  return { value: { session, effects }, session, effects, ...(sealed && { sealed }), ...(keys && { keys }) }
}
