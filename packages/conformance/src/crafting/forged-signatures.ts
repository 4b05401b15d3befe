import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { base64url } from './base64url.ts'
import { type AuthResultTwist, algorithmOf, type Crafting, craftAuthResult } from './craft-auth-result.ts'
import { craftHmacJws, craftJws } from './craft-jws.ts'
import { type HostileToken, twisted } from './hostile-token.ts'

const unsigned = (alg: string, signature: string) => (claims: object) =>
  `${base64url({ alg })}.${base64url(claims)}.${signature}`

const publicPem = ({ keys }: Crafting) =>
  String(createPublicKey(keys.signing).export({ type: 'spki', format: 'pem' }))
const publicDer = ({ keys }: Crafting) =>
  createPublicKey(keys.signing).export({ type: 'spki', format: 'der' })

function hmac(title: string, secret: (crafting: Crafting) => string | Buffer): HostileToken {
  return twisted('T1', title, (crafting) => ({
    jws: (claims) => craftHmacJws({ typ: 'JWT', alg: 'HS256' }, claims, secret(crafting)),
  }))
}

/** T1: results that nobody signed, or that were signed with what everybody knows. */
export const UNSIGNED: readonly HostileToken[] = [
  ...['none', 'None', 'nOnE', 'NONE', ''].flatMap((alg) => [
    twisted('T1', `alg "${alg}" and no signature`, { jws: unsigned(alg, '') }),
    twisted('T1', `alg "${alg}" and some signature`, { jws: unsigned(alg, 'AAAA') }),
    twisted('T1', `alg "${alg}" over a good signature`, { jwsHeader: { alg } }),
  ]),
  twisted('T1', 'no alg', { jwsHeader: { alg: undefined } }),
  twisted('T1', 'alg of a list', ({ keys }) => ({ jwsHeader: { alg: [algorithmOf(keys.signing)] } })),
  hmac('HS256 keyed with the public key as PEM', publicPem),
  hmac('HS256 keyed with the public key as PEM without its last line end', (crafting) =>
    publicPem(crafting).trimEnd(),
  ),
  hmac('HS256 keyed with the public key as DER', publicDer),
  hmac('HS256 keyed with nothing', () => ''),
  twisted('T1', "an HMAC with the public key under the right key's algorithm", (crafting) => ({
    jws: (claims) => craftHmacJws({ alg: algorithmOf(crafting.keys.signing) }, claims, publicPem(crafting)),
  })),
  twisted('T1', 'an empty signature', {
    plaintext: (jws) => JSON.stringify({ njwt: jws.slice(0, jws.lastIndexOf('.') + 1) }),
  }),
  twisted('T1', 'a signature of zeros', {
    plaintext: (jws) =>
      JSON.stringify({ njwt: `${jws.slice(0, jws.lastIndexOf('.'))}.${base64url(Buffer.alloc(64))}` }),
  }),
  twisted('T1', 'the signature of another result', (crafting) => ({
    plaintext: (jws) => JSON.stringify({ njwt: withSignatureOfAnother(jws, crafting) }),
  })),
]

function withSignatureOfAnother(jws: string, { keys, now }: Crafting): string {
  const other = craftJws({ alg: algorithmOf(keys.signing) }, { iat: now }, keys.signing)
  return [...jws.split('.').slice(0, 2), other.split('.')[2]].join('.')
}

/** A row whose result somebody else signed or sealed. */
function byStranger(
  title: string,
  keys: (crafting: Crafting) => Partial<Crafting['keys']>,
  twist: (crafting: Crafting) => AuthResultTwist = () => ({}),
): HostileToken {
  return {
    threat: 'T2',
    title,
    craft: (crafting) =>
      craftAuthResult({ ...crafting, keys: { ...crafting.keys, ...keys(crafting) } }, twist(crafting)),
  }
}

const stranger = { rsa: () => generateKeyPairSync('rsa', { modulusLength: 2048 }), ec: () => ecPair('P-256') }
const ecPair = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve })
const isRsa = (key: KeyObject) => key.asymmetricKeyType === 'rsa'
const sameKind = (key: KeyObject) => (isRsa(key) ? stranger.rsa() : stranger.ec())
const otherKind = (key: KeyObject) => (isRsa(key) ? stranger.ec() : stranger.rsa())

/** T2: results of other keys, and of ours under other algorithms. */
export const WRONG_KEYS: readonly HostileToken[] = [
  byStranger("signed with a stranger's key", ({ keys }) => ({ signing: sameKind(keys.signing).privateKey })),
  byStranger('signed with a key of the other type, as that key would', ({ keys }) => ({
    signing: otherKind(keys.signing).privateKey,
  })),
  byStranger(
    'signed with a key of the other type, under our algorithm',
    ({ keys }) => ({ signing: otherKind(keys.signing).privateKey }),
    ({ keys }) => ({ jwsHeader: { alg: algorithmOf(keys.signing) } }),
  ),
  byStranger('sealed for a stranger', ({ keys }) => ({ encryption: sameKind(keys.encryption).publicKey })),
  byStranger('sealed for a key of the other type, as for that key', ({ keys }) => ({
    encryption: otherKind(keys.encryption).publicKey,
  })),
  byStranger(
    'sealed for a key of the other type, under our algorithm',
    ({ keys }) => ({ encryption: otherKind(keys.encryption).publicKey }),
    ({ keys }) => ({ jwe: { header: { alg: isRsa(keys.encryption) ? 'RSA-OAEP' : 'ECDH-ES' } } }),
  ),
  ...(['sha384', 'sha512'] as const).flatMap((hash) => {
    const bits = hash.slice(3)
    return [
      twisted(
        'T2',
        `RS${bits} with the right key`,
        { jwsHeader: { alg: `RS${bits}` }, signature: { hash } },
        { signing: 'rsa' },
      ),
      twisted(
        'T2',
        `ES${bits} with the right key, on P-256`,
        { jwsHeader: { alg: `ES${bits}` }, signature: { hash } },
        { signing: 'ec' },
      ),
    ]
  }),
  twisted(
    'T2',
    'PS256 with the right key',
    { jwsHeader: { alg: 'PS256' }, signature: { pss: true } },
    { signing: 'rsa' },
  ),
  ...['ES384', 'EdDSA', 'rs256', 'es256', 'RS256 '].map((alg) =>
    twisted('T2', `alg ${JSON.stringify(alg)} over a good signature`, { jwsHeader: { alg } }),
  ),
]
