import { createAuthResult, importEncryptionKey, importSigningKey, Secret, systemClock } from '@balie/sdk'
import type { InstallationKeys } from './configuration.ts'

/** A genuine auth result of an installation, as its authentication plugin makes it. */
export function authResult(
  keys: InstallationKeys,
  attributes: Record<string, string>,
  sessionUrl?: string,
): Promise<string> {
  return createAuthResult(
    {
      status: 'succes',
      attributes: new Secret('attributes', attributes),
      ...(sessionUrl !== undefined && { sessionUrl }),
    },
    {
      signingKey: importSigningKey(keys.signing.privateKey),
      encryptionKey: importEncryptionKey(keys.decryption.publicKey),
      clock: systemClock,
    },
  )
}
