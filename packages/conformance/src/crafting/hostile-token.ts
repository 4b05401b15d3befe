import { type AuthResultTwist, type Crafting, craftAuthResult } from './craft-auth-result.ts'

/** One attack by a token: a row of the tables beside this file. */
export interface HostileToken {
  /** The threat, as in docs/threats.md. */
  readonly threat: 'T1' | 'T2' | 'T3' | 'T4' | 'T5' | 'T6' | 'T8' | 'T9' | 'T10'
  /** What is wrong with it. */
  readonly title: string
  /** Only for plugins with a decryption key, or results with a signing key, of this type. */
  readonly only?: { readonly decryption?: 'rsa' | 'ec'; readonly signing?: 'rsa' | 'ec' }
  readonly craft: (crafting: Crafting) => string
}

/** A row whose token is genuine except for a twist. */
export function twisted(
  threat: HostileToken['threat'],
  title: string,
  twist: AuthResultTwist | ((crafting: Crafting) => AuthResultTwist),
  only?: HostileToken['only'],
): HostileToken {
  return {
    threat,
    title,
    ...(only && { only }),
    craft: (crafting) => craftAuthResult(crafting, typeof twist === 'function' ? twist(crafting) : twist),
  }
}

/** True when the row says something about these keys. */
export function concerns({ only }: HostileToken, { keys }: Pick<Crafting, 'keys'>): boolean {
  const fits = (wanted: string | undefined, type: string | undefined) => !wanted || wanted === type
  return (
    fits(only?.decryption, keys.encryption.asymmetricKeyType) &&
    fits(only?.signing, keys.signing.asymmetricKeyType)
  )
}
