import { deflateRawSync } from 'node:zlib'
import { base64url } from './base64url.ts'
import type { AuthResultTwist, Crafting } from './craft-auth-result.ts'
import { type HostileToken, twisted } from './hostile-token.ts'

const COORDINATE = base64url(Buffer.alloc(32, 1))
const OFF_CURVE = { kty: 'EC', crv: 'P-256', x: COORDINATE, y: base64url(Buffer.alloc(32, 2)) }
const ZERO = base64url(Buffer.alloc(32))

const epk = (key: unknown): AuthResultTwist => ({ jwe: { header: { epk: key } } })

/** T2: ephemeral keys of ECDH-ES that are no point of P-256, and RSA and EC taken for each other. */
export const EPHEMERAL_KEYS: readonly HostileToken[] = [
  twisted('T2', 'an epk beside RSA', epk(OFF_CURVE), { decryption: 'rsa' }),
  ...[
    { title: 'off the curve', key: OFF_CURVE },
    { title: 'at infinity', key: { ...OFF_CURVE, x: ZERO, y: ZERO } },
    { title: 'on P-384', key: { ...OFF_CURVE, crv: 'P-384' } },
    { title: 'on secp256k1', key: { ...OFF_CURVE, crv: 'secp256k1' } },
    { title: 'of X25519', key: { kty: 'OKP', crv: 'X25519', x: COORDINATE } },
    { title: 'of RSA', key: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } },
    { title: 'that is a secret', key: { kty: 'oct', k: COORDINATE } },
    { title: 'too short', key: { ...OFF_CURVE, x: 'AQAB' } },
    { title: 'too long', key: { ...OFF_CURVE, x: base64url(Buffer.alloc(64, 1)) } },
    { title: 'with a number', key: { ...OFF_CURVE, y: 5 } },
    { title: 'null', key: null },
    { title: 'of text', key: 'text' },
    { title: 'of a list', key: [] },
    { title: 'not there', key: undefined },
  ].map(({ title, key }) => twisted('T2', `an epk ${title}`, epk(key), { decryption: 'ec' })),
  twisted(
    'T2',
    'JWE alg RSA-OAEP, sealed for EC',
    { jwe: { header: { alg: 'RSA-OAEP' } } },
    { decryption: 'ec' },
  ),
  twisted(
    'T2',
    'JWE alg ECDH-ES, sealed for RSA',
    { jwe: { header: { alg: 'ECDH-ES' } } },
    { decryption: 'rsa' },
  ),
  twisted('T2', 'no JWE alg', { jwe: { header: { alg: undefined } } }),
]

/** The public half of the decryption key: what an attacker has in the place of a secret. */
const known = ({ keys }: Pick<Crafting, 'keys'>) => keys.encryption.export({ type: 'spki', format: 'der' })

const wrapped = (wrap: 'oaep256' | 'pkcs1' | 'agreed_aes'): AuthResultTwist => ({ jwe: { wrapped: wrap } })
const SMALL = { zip: 'DEF' }

/** T8: algorithms that are not of the protocol, keys from passwords, and content that is far larger than it looks. */
export const OTHER_ALGORITHMS: readonly HostileToken[] = [
  twisted('T8', 'a compression bomb: 5 MB from 5 kB', {
    jwe: { header: SMALL },
    plaintext: (jws) => deflateRawSync(`{"njwt":"${jws}"${' '.repeat(5_000_000)}}`),
  }),
  twisted('T8', 'a compression bomb: 20 MB from 20 kB', {
    jwe: { header: SMALL },
    plaintext: (jws) => deflateRawSync(`{"njwt":"${jws}"${' '.repeat(20_000_000)}}`),
  }),
  twisted('T8', 'a small result, compressed', {
    jwe: { header: SMALL },
    plaintext: (njwt) => deflateRawSync(JSON.stringify({ njwt })),
  }),
  twisted('T8', 'zip said, and nothing compressed', { jwe: { header: SMALL } }),
  twisted('T8', 'zip null', { jwe: { header: { zip: null } } }),
  twisted('T8', 'dir with the public key for a secret', (crafting) => ({
    jwe: { wrapped: { direct: known(crafting) } },
  })),
  twisted('T8', 'A128KW with the public key for a secret', (crafting) => ({
    jwe: { wrapped: { aes: known(crafting) } },
  })),
  ...['dir', 'A128KW', 'A256KW', 'A256GCMKW'].map((alg) =>
    twisted('T8', `JWE alg ${alg} said`, { jwe: { header: { alg } } }),
  ),
  ...[2 ** 31 - 1, 1e9, 1e300, -1].map((p2c) =>
    twisted('T8', `a key from a password, p2c ${p2c}`, (crafting) => ({
      jwe: {
        wrapped: { aes: known(crafting) },
        header: { alg: 'PBES2-HS256+A128KW', p2s: 'AAAAAAAAAAA', p2c },
      },
    })),
  ),
  twisted('T8', 'RSA-OAEP-256', wrapped('oaep256'), { decryption: 'rsa' }),
  twisted('T8', 'RSA1_5', wrapped('pkcs1'), { decryption: 'rsa' }),
  twisted('T8', 'ECDH-ES+A128KW', wrapped('agreed_aes'), { decryption: 'ec' }),
  ...(['A128GCM', 'A256GCM', 'A256CBC-HS512'] as const).map((content) =>
    twisted('T8', `content by ${content}`, { jwe: { content } }),
  ),
  ...[undefined, null, 'a128cbc-hs256'].map((enc) =>
    twisted('T8', `enc ${JSON.stringify(enc)}`, { jwe: { header: { enc } } }),
  ),
  ...['apu', 'apv'].map((member) =>
    twisted('T8', `${member}, which would change the agreed key`, { jwe: { header: { [member]: 'QQ' } } }),
  ),
]

/** T6: members by which a header would bring its own keys or its own rules. */
const FOREIGN: Readonly<Record<string, unknown>> = {
  jku: 'http://127.0.0.1:9/keys',
  x5u: 'http://127.0.0.1:9/certificate',
  jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' },
  x5c: ['AAAA'],
  x5t: 'AAAA',
  crit: ['exp'],
  b64: false,
}

export const FOREIGN_HEADERS: readonly HostileToken[] = [
  ...Object.entries(FOREIGN).flatMap(([member, value]) => [
    twisted('T6', `${member} in the JWS header`, { jwsHeader: { [member]: value } }),
    twisted('T6', `${member} in the JWE header`, { jwe: { header: { [member]: value } } }),
  ]),
  twisted('T6', 'crit that names b64, and b64 false, in the JWS header', {
    jwsHeader: { crit: ['b64'], b64: false },
  }),
  twisted('T6', 'crit that is empty', { jwsHeader: { crit: [] } }),
  twisted('T6', 'crit of a word that nobody knows', { jwsHeader: { crit: ['x'], x: 1 } }),
]
