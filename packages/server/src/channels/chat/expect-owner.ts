import { IdContactError, type Session, type Settings } from '@balie/sdk'

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
  const found = /^[\w-]{1,64}$/.test(handle) ? await settings.store.find({ by: 'id', id: handle }) : undefined
  const owner = found?.session.owner
  if (found && owner && owner.browser === browser) return found.session
  throw new IdContactError('NOT_THE_OWNER', 'the conversation is not of this browser, or there is none')
}
