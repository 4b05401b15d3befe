import { importDecryptionKey } from '../keys/import-decryption-key.ts'
import { importVerificationKey } from '../keys/import-verification-key.ts'
import type { AuthPluginKeys } from './craft-auth-result.ts'
import { makeEcPair, makeRsaPair } from './test-key-pairs.ts'

// One pair of each kind for signing and one for encryption, for the whole test process.
const signing = { RSA: makeRsaPair(), EC: makeEcPair() }
const encryption = { RSA: makeRsaPair(), EC: makeEcPair() }
const KINDS = ['RSA', 'EC'] as const

/** The keys of both sides in one of the four mixes of signing and encryption. */
export interface KeyMix {
  readonly name: string
  /** What the authentication plugin has. */
  readonly plugin: AuthPluginKeys
  /** What the authentication plugin has in the mix with both kinds of key the other way round. */
  readonly otherPlugin: AuthPluginKeys
  /** What the receiver has. */
  readonly receiver: ReturnType<typeof receiverOf>
  /** The public half of the signing key, which everybody knows. */
  readonly publicSigningPem: string
}

/** The four mixes, with one set of keys for the whole test process. */
export const KEY_MIXES: readonly KeyMix[] = KINDS.flatMap((sign) => KINDS.map((seal) => mix(sign, seal)))

type Kind = (typeof KINDS)[number]

function mix(sign: Kind, seal: Kind): KeyMix {
  return {
    name: `signed with ${sign}, encrypted to ${seal}`,
    plugin: pluginOf(sign, seal),
    otherPlugin: pluginOf(other(sign), other(seal)),
    receiver: receiverOf(sign, seal),
    publicSigningPem: signing[sign].public.key,
  }
}

function other(kind: Kind): Kind {
  return kind === 'RSA' ? 'EC' : 'RSA'
}

function pluginOf(sign: Kind, seal: Kind): AuthPluginKeys {
  return { signing: signing[sign].private, encryption: encryption[seal].public }
}

function receiverOf(sign: Kind, seal: Kind) {
  return {
    verificationKey: importVerificationKey(signing[sign].public),
    decryptionKey: importDecryptionKey(encryption[seal].private),
  }
}
