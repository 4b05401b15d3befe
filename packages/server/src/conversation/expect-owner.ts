import { IdContactError, type Session, type Settings } from '@balie/sdk'
import { findSession } from './find-session.ts'
import { maySee } from './may-see.ts'

/**
 * The session, if this browser owns it now (B1, R1). Looks in the store, whatever was known before.
 *
 * @throws {IdContactError} NOT_THE_OWNER, the same for another one's session and for none
 */
export async function expectOwner(
  settings: Pick<Settings, 'store'>,
  handle: string,
  browser: string | undefined,
): Promise<Session> {
  const session = await findSession(settings, handle)
  if (session?.owner && session.owner.browser === browser) return session
  throw notTheirs()
}

/**
 * The session, if this browser owns it, or landed while nobody does: what may be done before beginning (B1, R1).
 *
 * @throws {IdContactError} NOT_THE_OWNER, the same for another one's session and for none
 */
export async function expectOwnerOrLanded(
  settings: Pick<Settings, 'store' | 'clock'>,
  handle: string,
  browser: string | undefined,
): Promise<Session> {
  const session = await findSession(settings, handle)
  if (session && browser !== undefined && maySee(session, browser, settings.clock.now())) return session
  throw notTheirs()
}

function notTheirs(): IdContactError {
  return new IdContactError('NOT_THE_OWNER', 'the conversation is not of this browser, or there is none')
}
