import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { IdContactError } from '../../errors/id-contact-error.ts'
import { reveal, type Secret } from '../../secret.ts'
import type { KeyText } from './key-text.ts'

const MINIMUM_RSA_BITS = 2048
const LABELS = {
  private: ['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY'],
  public: ['PUBLIC KEY', 'RSA PUBLIC KEY'],
}

/**
 * Imports a PEM as an asymmetric key of exactly the declared type and half, so that it can never serve as an
 * HMAC secret (threats T1, T2). The error never shows the PEM.
 *
 * @throws {IdContactError} KEY_INVALID
 */
export function importKeyObject(given: KeyText | Secret<KeyText>, half: 'private' | 'public'): KeyObject {
  const { type, key: text } = reveal(given)
  if (type !== 'RSA' && type !== 'EC')
    throw new IdContactError('KEY_INVALID', 'the type is neither RSA nor EC')
  const key = read(onlyBlock(text, half), half)
  const problem = type === 'RSA' ? rsaProblem(key) : ecProblem(key)
  if (problem !== undefined) throw new IdContactError('KEY_INVALID', problem)
  return key
}

/** The one PEM block of the wanted half. OpenSSL writes the curve in a block of its own before an EC key. */
function onlyBlock(text: string, half: 'private' | 'public'): string {
  const blocks = [...String(text).matchAll(/-----BEGIN ([A-Z0-9 ]+)-----[^-]*-----END \1-----/g)]
  const keys = blocks.filter((block) => block[1] !== 'EC PARAMETERS')
  const [only] = keys
  if (only === undefined || keys.length > 1) {
    throw new IdContactError('KEY_INVALID', `there must be one PEM block, and there are ${keys.length}`)
  }
  if (!LABELS[half].includes(only[1] ?? '')) {
    throw new IdContactError('KEY_INVALID', `the PEM block is not a plain ${half} key`)
  }
  return only[0]
}

function read(pem: string, half: 'private' | 'public'): KeyObject {
  try {
    return half === 'private' ? createPrivateKey(pem) : createPublicKey(pem)
  } catch {
    // The cause is left out: what the parser says may quote its input.
    throw new IdContactError('KEY_INVALID', `the PEM does not hold a readable ${half} key`)
  }
}

function rsaProblem(key: KeyObject): string | undefined {
  if (key.asymmetricKeyType !== 'rsa') return 'the type says RSA, the PEM holds another kind of key'
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  return bits < MINIMUM_RSA_BITS ? `the RSA key has ${bits} bits, fewer than ${MINIMUM_RSA_BITS}` : undefined
}

function ecProblem(key: KeyObject): string | undefined {
  if (key.asymmetricKeyType !== 'ec') return 'the type says EC, the PEM holds another kind of key'
  return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? undefined : 'the EC key is not on P-256'
}
