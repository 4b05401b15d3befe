import { hkdfSync } from 'node:crypto'
import { IdContactError, type Keyring, Secret } from '@balie/sdk'

/**
 * The secret under which agents' cookies are signed, derived from the newest master key, so that there is
 * one key to keep. A new master key in front signs every agent out.
 *
 * @throws {IdContactError} KEY_INVALID when the keyring is empty
 */
export function signInSecret(keyring: Keyring): Secret<string> {
  const [master] = keyring.keys
  if (!master) throw new IdContactError('KEY_INVALID', 'the keyring is empty')
  const bytes = hkdfSync('sha256', master.key.reveal(), '', 'balie agents sign-in', 32)
  return new Secret('sign-in secret', Buffer.from(bytes).toString('base64url'))
}
