import { compactVerify } from 'jose'
import type { VerificationKey } from '../keys/import-verification-key.ts'
import { LIMITS } from '../limits.ts'
import { decodePart, decodeText } from './decode-part.ts'
import { type JsonObject, parseStrictJson } from './parse-strict-json.ts'
import { expectHeader, readProtectedHeader } from './read-protected-header.ts'
import { TokenRefused } from './token-refused.ts'

/** A compact JWS whose header fits; its signature is not checked yet. */
export interface UnverifiedJws {
  readonly token: string
  readonly header: JsonObject
}

/** Reads the shape and the header of a compact JWS. Says nothing about who signed it. */
export function readJws(token: string, what: string): UnverifiedJws {
  if (token.length > LIMITS.bodyBytes) throw new TokenRefused(`${what} is too long`)
  const parts = token.split('.')
  const [head, payload, signature] = parts
  if (parts.length !== 3 || !head || !payload || !signature) {
    throw new TokenRefused(`${what} does not have three parts`)
  }
  decodePart(signature, `the signature of ${what}`)
  return { token, header: readProtectedHeader(head, ['alg'], `the header of ${what}`) }
}

/** Checks the signature with the one algorithm of the key and returns the claims (threats T1, T2, T6). */
export async function verifyJws(jws: UnverifiedJws, key: VerificationKey, what: string): Promise<JsonObject> {
  expectHeader(jws.header, 'alg', key.algorithm, `the header of ${what}`)
  const { payload } = await compactVerify(jws.token, key.keyObject, { algorithms: [key.algorithm] }).catch(
    () => {
      throw new TokenRefused(`the signature of ${what} does not verify`)
    },
  )
  const where = `the payload of ${what}`
  return parseStrictJson(decodeText(payload, where), where)
}
