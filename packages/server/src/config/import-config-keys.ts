import {
  type DecryptionKey,
  IdContactError,
  importDecryptionKey,
  importSigningKey,
  importVerificationKey,
  isPublishedExampleKey,
  type KeyText,
  Secret,
  type SigningKey,
  type VerificationKey,
} from '@balie/sdk'
import type { ConfigProblem } from './config-invalid.ts'
import type { ConfigText } from './config-schema.ts'

/** The keys of the configuration, ready for use. */
export interface ConfigKeys {
  readonly decryptionKey: DecryptionKey
  readonly verificationKey: VerificationKey
  readonly signingKey?: SigningKey
}

/**
 * Imports every key. A key that is not what it should be, or that is published (T12), is a problem by its
 * name; the key itself is in no message.
 */
export function importConfigKeys(text: ConfigText): { keys?: ConfigKeys; problems: ConfigProblem[] } {
  const problems: ConfigProblem[] = []
  const take = <K>(key: string, given: KeyText, importKey: (given: KeyText) => K): K | undefined => {
    try {
      const imported = importKey(given)
      if (text.dangerously_allow_example_keys || !isPublishedExampleKey(new Secret('key', given)))
        return imported
      problems.push({
        key,
        problem:
          'is a published example key, with which anyone can make auth results; make keys of your own, or for tests set dangerously_allow_example_keys = true',
      })
    } catch (error) {
      problems.push({ key, problem: error instanceof IdContactError ? error.detail : 'cannot be used' })
    }
    return undefined
  }
  const decryptionKey = take('decryption_privkey', text.decryption_privkey, importDecryptionKey)
  const verificationKey = take('signature_pubkey', text.signature_pubkey, importVerificationKey)
  const start = text.start_auth_signing_privkey
  const signingKey = start && take('start_auth_signing_privkey', start, importSigningKey)
  if (!decryptionKey || !verificationKey || (start && !signingKey)) return { problems }
  return { keys: { decryptionKey, verificationKey, ...(signingKey && { signingKey }) }, problems }
}
