import { Secret } from '@balie/sdk'
import { CoreError } from '../errors/core-error.ts'
import type { KeyRules } from './read-key.ts'

const LEAST_BYTES = 32

/**
 * The secret under which the core signs its own state.
 *
 * @throws CONFIG_INVALID when it is shorter than 32 bytes, as in the deployed core.
 * @throws CONFIG_EXAMPLE_KEY when it is the sample of the published configuration and that is not allowed.
 */
export function readInternalSecret(text: string, rules: KeyRules): Secret<string> {
  if (Buffer.byteLength(text) < LEAST_BYTES) {
    throw new CoreError('CONFIG_INVALID', 'The key global.internal_secret must be 32 characters or more.')
  }
  if (!rules.dangerouslyAllowExampleKeys && text.startsWith('sample_secret_')) {
    throw new CoreError('CONFIG_EXAMPLE_KEY', 'It is global.internal_secret. Make up a secret of your own.')
  }
  return new Secret('internal secret', text)
}
