import { CompactSign } from 'jose'
import type { SigningKey } from '../keys/import-signing-key.ts'

/** Signs claims as a compact JWS with `typ: JWT` and, when given, `kid`. */
export function signJws(claims: object, key: SigningKey, keyId?: string): Promise<string> {
  return new CompactSign(Buffer.from(JSON.stringify(claims)))
    .setProtectedHeader({ typ: 'JWT', alg: key.algorithm, ...(keyId === undefined ? {} : { kid: keyId }) })
    .sign(key.keyObject)
}
