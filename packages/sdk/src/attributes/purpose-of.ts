import { IdContactError } from '../errors/id-contact-error.ts'
import type { Session } from '../session/session.ts'
import type { Purpose, Settings } from '../settings.ts'

/**
 * The purpose of a running session.
 *
 * @throws {IdContactError} PURPOSE_UNKNOWN when it left the configuration meanwhile
 */
export function purposeOf(settings: Pick<Settings, 'purposes'>, session: Session): Purpose {
  const purpose = settings.purposes.get(session.purpose)
  if (purpose) return purpose
  throw new IdContactError('PURPOSE_UNKNOWN', 'the purpose of a running session left the configuration')
}
