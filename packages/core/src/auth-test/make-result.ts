import { type AuthResultContent, createAuthResult, IdContactError, type Secret } from '@balie/sdk'
import { CoreError } from '../errors/core-error.ts'
import type { AuthTestContext } from './auth-test-context.ts'

/** How the tester let the authentication end. */
export type Outcome =
  | { readonly status: 'succes'; readonly attributes: Secret<Readonly<Record<string, string>>> }
  | { readonly status: 'failed' }

/**
 * The auth result of an outcome, fresh, so that one that is sent late is not expired. With `with_session` a
 * success carries a session URL of its own (AU-1).
 *
 * @throws BODY_INVALID when the values are more than a result may hold.
 */
export async function makeResult(context: AuthTestContext, outcome: Outcome): Promise<string> {
  const { config, clock } = context
  try {
    return await createAuthResult(contentOf(context, outcome), {
      signingKey: config.signingKey,
      encryptionKey: config.encryptionKey,
      clock,
    })
  } catch (cause) {
    if (!(cause instanceof IdContactError) || cause.code !== 'MESSAGE_INVALID') throw cause
    throw new CoreError('BODY_INVALID', cause.detail, { cause })
  }
}

function contentOf(context: AuthTestContext, outcome: Outcome): AuthResultContent {
  if (outcome.status === 'failed' || !context.config.withSession) return outcome
  const session = context.sessions.start(Object.keys(outcome.attributes.reveal()))
  return { ...outcome, sessionUrl: `${context.config.internalUrl}/session/${session.id}` }
}
