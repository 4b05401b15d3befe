import type { AuthMethod, CommMethod, CoreConfig, Purpose } from '../config/core-config.ts'
import { CoreError } from '../errors/core-error.ts'

/** @throws PURPOSE_UNKNOWN */
export function findPurpose(config: CoreConfig, tag: string): Purpose {
  const purpose = config.purposes.get(tag)
  if (purpose === undefined) throw new CoreError('PURPOSE_UNKNOWN', 'the purpose is not in the configuration')
  return purpose
}

/** @throws METHOD_REFUSED when the purpose does not allow the method, or there is no such method. */
export function findAuthMethod(config: CoreConfig, purpose: Purpose, tag: string): AuthMethod {
  const method = config.authMethods.get(tag)
  if (method === undefined || !purpose.allowedAuth.includes(tag)) {
    throw new CoreError('METHOD_REFUSED', `an auth_method that ${purpose.tag} does not allow`)
  }
  return method
}

/** @throws METHOD_REFUSED when the purpose does not allow the method, or there is no such method. */
export function findCommMethod(config: CoreConfig, purpose: Purpose, tag: string): CommMethod {
  const method = config.commMethods.get(tag)
  if (method === undefined || !purpose.allowedComm.includes(tag)) {
    throw new CoreError('METHOD_REFUSED', `a comm_method that ${purpose.tag} does not allow`)
  }
  return method
}
