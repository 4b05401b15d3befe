import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import { createServer } from 'node:http'
import { describe, test } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import { IdContactError } from '../../errors/id-contact-error.ts'
import { type AuthResultTwist, CRAFTED_AT, craftAuthResult } from '../testing/craft-auth-result.ts'
import { base64url, craftHmacJws, craftJwe, craftJws } from '../testing/craft-token.ts'
import { KEY_MIXES, type KeyMix } from '../testing/key-mixes.ts'
import { makeEcPair, makeRsaPair } from '../testing/test-key-pairs.ts'
import { verifyAuthResult } from './verify-auth-result.ts'

// One row for each attack: the threat, what is sent, and where in the order of checks it must be stopped.

const CANARY = 'canary-7f3a9c'
const clock = { now: () => (CRAFTED_AT + 60) * 1000 }

interface Attack {
  readonly threat: string
  readonly what: string
  readonly token: (keys: KeyMix) => string
  readonly detail: RegExp
  /** Only for receivers with this kind of decryption key. */
  readonly only?: 'RSA-OAEP' | 'ECDH-ES'
}

const attributes = { email: CANARY }

function twisted(threat: string, what: string, twist: AuthResultTwist, detail: RegExp): Attack {
  const withCanary = { ...twist, claims: { attributes, ...twist.claims } }
  return { threat, what, token: ({ plugin }) => craftAuthResult(plugin, withCanary), detail }
}

function onlyFor(only: 'RSA-OAEP' | 'ECDH-ES', attack: Attack): Attack {
  return { ...attack, only, what: `${attack.what} (${only})` }
}

const unsigned = (alg: string, signature: string) => (claims: object) =>
  `${base64url({ alg })}.${base64url(claims)}.${signature}`

const T1: Attack[] = [
  ...['none', 'None', 'nOnE', 'NONE', ''].flatMap((alg) => [
    twisted('T1', `alg "${alg}" without a signature`, { jws: unsigned(alg, '') }, /three parts/),
    twisted('T1', `alg "${alg}" with some signature`, { jws: unsigned(alg, 'AAAA') }, /alg is not/),
    twisted('T1', `alg "${alg}" over a good signature`, { jwsHeader: { alg } }, /alg is not/),
  ]),
  twisted('T1', 'no alg', { jwsHeader: { alg: undefined } }, /alg is not/),
  ...['HS256', 'HS384', 'RS384', 'RS512', 'PS256', 'ES384', 'EdDSA', 'rs256'].map((alg) =>
    twisted('T1', `alg ${alg}`, { jwsHeader: { alg } }, /alg is not/),
  ),
  {
    threat: 'T1',
    what: 'HS256 keyed with the public key as PEM',
    token: ({ plugin, publicSigningPem }) =>
      craftAuthResult(plugin, { jws: (claims) => craftHmacJws({ alg: 'HS256' }, claims, publicSigningPem) }),
    detail: /alg is not/,
  },
  {
    threat: 'T1',
    what: 'HS256 keyed with the public key as DER',
    token: ({ plugin, publicSigningPem }) => {
      const der = createPublicKey(publicSigningPem).export({ type: 'spki', format: 'der' })
      return craftAuthResult(plugin, { jws: (claims) => craftHmacJws({ alg: 'HS256' }, claims, der) })
    },
    detail: /alg is not/,
  },
  {
    threat: 'T1',
    what: "an HMAC with the public key under the right key's algorithm",
    token: ({ plugin, publicSigningPem, receiver }) => {
      const header = { alg: receiver.verificationKey.algorithm }
      return craftAuthResult(plugin, { jws: (claims) => craftHmacJws(header, claims, publicSigningPem) })
    },
    detail: /signature of the JWS does not verify/,
  },
]

const offCurve = {
  kty: 'EC',
  crv: 'P-256',
  x: base64url(Buffer.alloc(32, 1)),
  y: base64url(Buffer.alloc(32, 2)),
}
const epk = (key: unknown): AuthResultTwist => ({ jwe: { header: { epk: key } } })

const T2: Attack[] = [
  {
    threat: 'T2',
    what: 'signed with a key of the other type, as that key would',
    token: ({ plugin, otherPlugin }) => craftAuthResult({ ...plugin, signing: otherPlugin.signing }),
    detail: /alg is not/,
  },
  {
    threat: 'T2',
    what: 'signed with a key of the other type, under our algorithm',
    token: ({ plugin, otherPlugin, receiver }) =>
      craftAuthResult(
        { ...plugin, signing: otherPlugin.signing },
        { jwsHeader: { alg: receiver.verificationKey.algorithm } },
      ),
    detail: /signature of the JWS does not verify/,
  },
  {
    threat: 'T2',
    what: 'encrypted to a key of the other type, as for that key',
    token: ({ plugin, otherPlugin }) => craftAuthResult({ ...plugin, encryption: otherPlugin.encryption }),
    detail: /the JWE header/,
  },
  {
    threat: 'T2',
    what: 'encrypted to a key of the other type, under our algorithm',
    token: ({ plugin, otherPlugin, receiver }) =>
      craftAuthResult(
        { ...plugin, encryption: otherPlugin.encryption },
        { jwe: { header: { alg: receiver.decryptionKey.algorithm } } },
      ),
    detail: /the JWE header|the encrypted key/,
  },
  ...['RSA-OAEP-256', 'RSA1_5', 'ECDH-ES+A128KW', 'rsa-oaep', undefined].map((alg) =>
    twisted('T2', `JWE alg ${alg}`, { jwe: { header: { alg } } }, /alg is not/),
  ),
  onlyFor('RSA-OAEP', twisted('T2', 'epk beside RSA', epk(offCurve), /member that is not allowed/)),
  ...[
    twisted('T2', 'epk off the curve', epk(offCurve), /does not decrypt/),
    twisted(
      'T2',
      'epk at infinity',
      epk({ ...offCurve, x: base64url(Buffer.alloc(32)), y: base64url(Buffer.alloc(32)) }),
      /does not decrypt/,
    ),
    twisted('T2', 'epk on P-384', epk({ ...offCurve, crv: 'P-384' }), /crv is not P-256/),
    twisted('T2', 'epk on secp256k1', epk({ ...offCurve, crv: 'secp256k1' }), /crv is not P-256/),
    twisted('T2', 'epk of X25519', epk({ kty: 'OKP', crv: 'X25519', x: offCurve.x }), /kty is not EC/),
    twisted('T2', 'epk of RSA', epk({ kty: 'RSA', n: 'AQAB', e: 'AQAB' }), /not allowed/),
    twisted('T2', 'epk with a private part', epk({ ...offCurve, d: offCurve.x }), /not allowed/),
    twisted('T2', 'epk too short', epk({ ...offCurve, x: 'AQAB' }), /no x of 32 bytes/),
    twisted('T2', 'epk with a number', epk({ ...offCurve, y: 5 }), /no y of 32 bytes/),
    ...[undefined, null, 'text', [], 7].map((value) =>
      twisted('T2', `epk ${JSON.stringify(value)}`, epk(value), /epk is not a key/),
    ),
  ].map((attack) => onlyFor('ECDH-ES', attack)),
]

/** A good token with one of its parts replaced. */
function withPart(threat: string, what: string, index: number, part: string, detail: RegExp): Attack {
  return {
    threat,
    what,
    token: ({ plugin }) => craftAuthResult(plugin).split('.').with(index, part).join('.'),
    detail,
  }
}

const PARTS: Attack[] = [
  onlyFor('RSA-OAEP', withPart('T2', 'no encrypted key', 1, '', /encrypted key does not fit/)),
  onlyFor('ECDH-ES', withPart('T2', 'an encrypted key', 1, 'AAAA', /encrypted key does not fit/)),
  withPart('T7', 'an iv of 12 bytes', 2, base64url(Buffer.alloc(12)), /the iv does not have 16 bytes/),
  withPart('T7', 'a tag of 32 bytes', 4, base64url(Buffer.alloc(32)), /the tag does not have 16 bytes/),
]

const T3: Attack[] = [
  twisted(
    'T3',
    'bare claims',
    { plaintext: () => JSON.stringify({ sub: 'id-contact-attributes', attributes }) },
    /the plaintext/,
  ),
  twisted(
    'T3',
    'the claims as njwt',
    { plaintext: () => JSON.stringify({ njwt: attributes }) },
    /njwt does not fit/,
  ),
  twisted('T3', 'the claims as text in njwt', { jws: (claims) => JSON.stringify(claims) }, /three parts/),
  twisted(
    'T3',
    'an unsigned JWT of two parts',
    { jws: (claims) => `${base64url({ alg: 'none' })}.${base64url(claims)}` },
    /three parts/,
  ),
  twisted('T3', 'a bare JWS as plaintext', { plaintext: (jws) => jws }, /the plaintext is not JSON/),
  twisted('T3', 'a JWS in a JSON string', { plaintext: (jws) => JSON.stringify(jws) }, /not a JSON object/),
  twisted('T3', 'a JWS in an array', { plaintext: (jws) => JSON.stringify([jws]) }, /not a JSON object/),
  twisted(
    'T3',
    'an extra member',
    { plaintext: (njwt) => JSON.stringify({ njwt, x: CANARY }) },
    /the plaintext: the whole/,
  ),
  twisted('T3', 'another member', { plaintext: (njwt) => JSON.stringify({ NJWT: njwt }) }, /njwt is missing/),
  twisted(
    'T3',
    'text after the object',
    { plaintext: (njwt) => `${JSON.stringify({ njwt })}{}` },
    /not JSON/,
  ),
  twisted(
    'T3',
    'a byte order mark',
    { plaintext: (njwt) => `\ufeff${JSON.stringify({ njwt })}` },
    /not JSON/,
  ),
  twisted('T3', 'not UTF-8', { plaintext: () => Uint8Array.of(0x7b, 0xff, 0x7d) }, /not UTF-8/),
  twisted('T3', 'nothing', { plaintext: () => '' }, /not JSON/),
  twisted(
    'T3',
    'a JSON signature',
    { jws: (claims) => JSON.stringify({ payload: base64url(claims), signature: 'AAAA', protected: 'e30' }) },
    /three parts/,
  ),
  {
    threat: 'T3',
    what: 'a JWE in the JWE',
    token: ({ plugin }) => craftJwe(craftAuthResult(plugin), plugin.encryption),
    detail: /the plaintext is not JSON/,
  },
  {
    threat: 'T3',
    what: 'a JWE as njwt',
    token: ({ plugin }) => craftJwe(JSON.stringify({ njwt: craftAuthResult(plugin) }), plugin.encryption),
    detail: /three parts/,
  },
  {
    threat: 'T3',
    what: 'a bare JWS',
    token: ({ plugin }) => craftJws({ alg: 'RS256' }, { sub: 'id-contact-attributes' }, plugin.signing),
    detail: /five parts/,
  },
  ...['', '.', '....', 'a.b.c.d.e', '{}', ' ', 'x'.repeat(1000), '\ud800.a.b.c.d'].map((text) => ({
    threat: 'T3',
    what: `no token at all: ${JSON.stringify(text.slice(0, 12))}`,
    token: () => text,
    detail: /five parts|canonical|not JSON|UTF-8/,
  })),
  ...[
    { what: 'a sixth part', change: (jwe: string) => `${jwe}.AAAA` },
    { what: 'four parts', change: (jwe: string) => jwe.slice(0, jwe.lastIndexOf('.')) },
    { what: 'an empty tag', change: (jwe: string) => jwe.slice(0, jwe.lastIndexOf('.') + 1) },
    { what: 'a line break after it', change: (jwe: string) => `${jwe}\n` },
    { what: 'quotes around it', change: (jwe: string) => `"${jwe}"` },
    {
      what: 'JSON serialisation',
      change: (jwe: string) => JSON.stringify({ ciphertext: jwe.split('.')[3] }),
    },
  ].map(({ what, change }) => ({
    threat: 'T3',
    what,
    token: ({ plugin }: KeyMix) => change(craftAuthResult(plugin)),
    detail: /five parts|canonical|16 bytes/,
  })),
]

const T4: Attack[] = [
  ...[
    undefined,
    null,
    '',
    'id-contact-attributes ',
    'ID-CONTACT-ATTRIBUTES',
    7,
    ['id-contact-attributes'],
  ].map((sub) =>
    twisted('T4', `sub ${JSON.stringify(sub)}`, { claims: { sub } }, /sub is not that of an auth result/),
  ),
  twisted(
    'T4',
    'the other dialect, when it is not configured',
    { claims: { sub: 'verder-helpen-attributes' } },
    /sub is not/,
  ),
  twisted(
    'T4',
    'a start request in its place',
    { claims: { sub: undefined, request: { purpose: 'report_move' } } },
    /sub is not that of an auth result/,
  ),
]

const at = (seconds: number) => CRAFTED_AT + 60 + seconds
const T5: Attack[] = [
  twisted('T5', 'expired exactly the tolerance ago', { claims: { exp: at(-30) } }, /expired/),
  twisted('T5', 'expired long ago', { claims: { iat: at(-7200), exp: at(-7000) } }, /expired/),
  twisted('T5', 'no exp', { claims: { exp: undefined } }, /exp is missing/),
  twisted('T5', 'no iat', { claims: { iat: undefined } }, /iat is missing/),
  twisted(
    'T5',
    'a life of a second over 15 minutes',
    { claims: { exp: CRAFTED_AT + 901 } },
    /lives too long/,
  ),
  twisted('T5', 'a far exp', { claims: { exp: 4_102_444_800 } }, /lives too long/),
  twisted('T5', 'iat after the tolerance', { claims: { iat: at(31), exp: at(200) } }, /iat is in the future/),
  twisted('T5', 'nbf after the tolerance', { claims: { nbf: at(31) } }, /nbf is in the future/),
  twisted('T5', 'exp before iat', { claims: { iat: at(20), exp: at(10) } }, /exp is not after iat/),
  ...['exp', 'iat'].flatMap((name) =>
    [null, String(CRAFTED_AT), CRAFTED_AT + 0.5, [CRAFTED_AT], {}, true].map((value) =>
      twisted('T5', `${name} ${JSON.stringify(value)}`, { claims: { [name]: value } }, /does not fit/),
    ),
  ),
  ...[null, String(CRAFTED_AT), CRAFTED_AT + 0.5, 1e300].map((nbf) =>
    twisted('T5', `nbf ${JSON.stringify(nbf)}`, { claims: { nbf } }, /whole number/),
  ),
  twisted('T5', 'exp too large to count with', { claims: { exp: Number.MAX_SAFE_INTEGER } }, /whole number/),
  twisted(
    'T5',
    'exp beyond numbers',
    {
      claimsText:
        '{"sub":"id-contact-attributes","status":"succes","attributes":{},"iat":1700000000,"exp":1e999}',
    },
    /does not fit/,
  ),
]

const FOREIGN = {
  jku: 'http://127.0.0.1:9/keys',
  x5u: 'http://127.0.0.1:9/certificate',
  jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' },
  x5c: ['AAAA'],
  x5t: 'AAAA',
  'x5t#S256': 'AAAA',
  crit: ['exp'],
  b64: false,
  url: 'http://127.0.0.1:9/',
  nonce: 'a',
  exp: 1,
  constructor: 'a',
}
const T6: Attack[] = [
  ...Object.entries(FOREIGN).flatMap(([member, value]) => [
    twisted(
      'T6',
      `${member} in the JWS header`,
      { jwsHeader: { [member]: value } },
      /header of the JWS has a member/,
    ),
    twisted(
      'T6',
      `${member} in the JWE header`,
      { jwe: { header: { [member]: value } } },
      /the JWE header has a member/,
    ),
  ]),
  ...['typ', 'cty', 'kid'].flatMap((member) =>
    [null, 5, ['JWT'], 'x'.repeat(257)].map((value) =>
      twisted(
        'T6',
        `${member} ${JSON.stringify(value).slice(0, 9)}`,
        { jwe: { header: { [member]: value } } },
        /not a short string/,
      ),
    ),
  ),
]

const bomb = () => new Uint8Array(deflateRawSync(Buffer.alloc(5_000_000, 0x20)))
const T8: Attack[] = [
  twisted(
    'T8',
    'a compression bomb',
    { jwe: { header: { zip: 'DEF' } }, plaintext: bomb },
    /member that is not allowed/,
  ),
  twisted('T8', 'zip of something small', { jwe: { header: { zip: 'DEF' } } }, /member that is not allowed/),
  twisted('T8', 'zip null', { jwe: { header: { zip: null } } }, /member that is not allowed/),
  twisted(
    'T8',
    'a huge p2c',
    { jwe: { header: { alg: 'PBES2-HS256+A128KW', p2s: 'AAAA', p2c: 1e9 } } },
    /not allowed/,
  ),
  ...['dir', 'A128KW', 'A256GCMKW', 'PBES2-HS512+A256KW'].map((alg) =>
    twisted('T8', `JWE alg ${alg}`, { jwe: { header: { alg } } }, /alg is not/),
  ),
  ...['A128GCM', 'A256GCM', 'A256CBC-HS512', undefined, null].map((enc) =>
    twisted('T8', `enc ${enc}`, { jwe: { header: { enc } } }, /enc is not A128CBC-HS256/),
  ),
  ...['apu', 'apv'].map((member) =>
    twisted(
      'T8',
      `${member}, which would change the agreed key`,
      { jwe: { header: { [member]: 'QQ' } } },
      /not allowed/,
    ),
  ),
]

const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`a${i}`, 'x']))
const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
const T9: Attack[] = [
  { threat: 'T9', what: 'a token over 32 KiB', token: () => 'a'.repeat(32 * 1024 + 1), detail: /too long/ },
  twisted('T9', '65 attributes', { claims: { attributes: many(65) } }, /too many/),
  twisted('T9', '1,000 attributes', { claims: { attributes: many(1000) } }, /too many/),
  twisted(
    'T9',
    'a key of 129 characters',
    { claims: { attributes: { ['k'.repeat(129)]: CANARY } } },
    /too long a key/,
  ),
  twisted(
    'T9',
    'a value of 4,097 characters',
    { claims: { attributes: { a: 'v'.repeat(4097) } } },
    /too long a value/,
  ),
  ...[7, null, true, {}, [], ['x'], { first: CANARY }].flatMap((value) => [
    twisted(
      'T9',
      `an attribute that is ${JSON.stringify(value)}`,
      { claims: { attributes: { a: value } } },
      /does not fit/,
    ),
    twisted(
      'T9',
      `a key with a line break and ${JSON.stringify(value)}`,
      { claims: { attributes: { 'a\nb': value } } },
      /not a string|does not fit/,
    ),
  ]),
  twisted('T9', 'half a character', { claims: { attributes: { a: '\ud800' } } }, /half a character/),
  twisted(
    'T9',
    'deep JSON',
    { claimsText: `{"sub":"id-contact-attributes","x":${deep(5000)}}` },
    /nested too deeply/,
  ),
  twisted(
    'T9',
    'deep JSON beside njwt',
    { plaintext: (njwt) => `{"njwt":"${njwt}","x":${deep(17)}}` },
    /nested too deeply/,
  ),
  twisted('T9', 'a header of 3,000 characters', { jwe: { header: { x: 'x'.repeat(3000) } } }, /too long/),
]

const claimsText = (members: string) =>
  `{"sub":"id-contact-attributes","iat":${CRAFTED_AT},"exp":${CRAFTED_AT + 300},${members}}`
const raw = (what: string, members: string, detail: RegExp) =>
  twisted('T10', what, { claimsText: claimsText(members) }, detail)
const T10: Attack[] = [
  raw('an attribute twice', `"status":"succes","attributes":{"a":"x","a":"${CANARY}"}`, /member twice/),
  raw(
    'an attribute twice, once with an escape',
    '"status":"succes","attributes":{"bsn":"x","b\\u0073n":"y"}',
    /member twice/,
  ),
  raw('status twice', '"status":"failed","status":"succes","attributes":{}', /member twice/),
  raw('attributes twice', '"status":"succes","attributes":{"a":"x"},"attributes":{}', /member twice/),
  raw('sub twice', '"sub":"id-contact-attributes","status":"succes","attributes":{}', /member twice/),
  raw(
    'a member twice in what we do not read',
    '"status":"succes","attributes":{},"x":[{"y":1,"y":2}]',
    /member twice/,
  ),
  raw('__proto__ as an attribute', '"status":"succes","attributes":{"__proto__":"x"}', /__proto__/),
  raw('__proto__ with an escape', '"status":"succes","attributes":{"\\u005f_proto__":"x"}', /__proto__/),
  raw('__proto__ as a claim', '"__proto__":{"attributes":{"a":"x"}},"status":"succes"', /__proto__/),
  raw('attributes with failed', `"status":"failed","attributes":{"a":"${CANARY}"}`, /with status failed/),
  raw('empty attributes with failed', '"status":"failed","attributes":{}', /with status failed/),
  raw('no attributes with succes', '"status":"succes"', /no attributes with status succes/),
  raw(
    'null attributes with succes',
    '"status":"succes","attributes":null',
    /no attributes with status succes/,
  ),
  ...['[]', '["x"]', '"x"', '7', '[{"a":"x"}]'].map((json) =>
    raw(`attributes ${json}`, `"status":"succes","attributes":${json}`, /attributes does not fit/),
  ),
  raw('no status', '"attributes":{}', /status is missing/),
  ...['"Succes"', '"SUCCESS"', '"successful"', '""', 'true', 'null', '["succes"]'].map((json) =>
    raw(`status ${json}`, `"status":${json},"attributes":{}`, /status does not fit/),
  ),
  twisted('T10', 'njwt twice', { plaintext: (njwt) => `{"njwt":"x","njwt":"${njwt}"}` }, /member twice/),
  onlyFor(
    'RSA-OAEP',
    twisted(
      'T10',
      'alg twice in the JWE header',
      { jwe: { headerText: '{"alg":"dir","alg":"RSA-OAEP","enc":"A128CBC-HS256"}' } },
      /member twice/,
    ),
  ),
  twisted(
    'T10',
    'alg twice in the JWS header',
    { jws: (claims) => `${base64url('{"alg":"none","alg":"RS256"}')}.${base64url(claims)}.AAAA` },
    /member twice/,
  ),
  twisted('T10', 'claims that are no object', { claimsText: '[]' }, /not a JSON object/),
  twisted('T10', 'claims that are null', { claimsText: 'null' }, /not a JSON object/),
  twisted('T10', 'claims that are not JSON', { claimsText: `{'a':'${CANARY}'}` }, /not JSON/),
]

const SESSION_URL: Attack[] = [
  'javascript:alert(1)',
  'tel:+31201234567',
  'file:///etc/passwd',
  '/update',
  'http://',
  'http://a b/',
  'http://user:secret@a/',
  'http:\\\\a',
  'http://a/\u0000',
  7,
  {},
].map((url) =>
  twisted('O1', `session_url ${JSON.stringify(url)}`, { claims: { session_url: url } }, /session_url/),
)

const ATTACKS = [...T1, ...T2, ...PARTS, ...T3, ...T4, ...T5, ...T6, ...T8, ...T9, ...T10, ...SESSION_URL]

for (const keys of KEY_MIXES) {
  describe(`an auth result is refused, ${keys.name}:`, () => {
    for (const { threat, what, token, detail, only } of ATTACKS) {
      if (only !== undefined && only !== keys.receiver.decryptionKey.algorithm) continue
      test(`${threat} ${what}`, async () => {
        await assert.rejects(verifyAuthResult(token(keys), { ...keys.receiver, clock }), (error) => {
          assert(error instanceof IdContactError)
          assert.equal(error.code, 'AUTH_RESULT_REFUSED')
          assert.match(error.detail, detail)
          return true
        })
      })
    }
  })
}

test('T11 every refusal looks the same to the caller, and shows nobody what was in the token', async () => {
  const seen = new Set<string>()
  for (const keys of KEY_MIXES) {
    for (const { token, only } of ATTACKS) {
      if (only !== undefined && only !== keys.receiver.decryptionKey.algorithm) continue
      const error: unknown = await verifyAuthResult(token(keys), { ...keys.receiver, clock }).catch(
        (cause) => cause,
      )
      assert(error instanceof IdContactError)
      seen.add(`${error.status} ${error.code} ${error.message}`)
      assert.equal(error.cause, undefined, error.detail)
      assert.doesNotMatch(`${error.detail} ${error.stack} ${JSON.stringify(error)}`, new RegExp(CANARY))
    }
  }
  assert.deepEqual([...seen], ['400 AUTH_RESULT_REFUSED The authentication result was refused.'])
})

test('T6 no key is fetched from where a header points', async (t) => {
  const server = createServer((_, response) => response.end('{}'))
  t.after(() => server.close().closeAllConnections())
  let connections = 0
  server.on('connection', () => {
    connections += 1
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`
  for (const keys of KEY_MIXES) {
    for (const member of ['jku', 'x5u']) {
      for (const twist of [{ jwsHeader: { [member]: url } }, { jwe: { header: { [member]: url } } }]) {
        await assert.rejects(
          verifyAuthResult(craftAuthResult(keys.plugin, twist), { ...keys.receiver, clock }),
        )
      }
    }
  }
  await fetch(url)
  assert.equal(connections, 1, 'only the connection of the test itself')
})

test('keys of another party neither open nor sign for us', async () => {
  const stranger = { rsa: makeRsaPair(), ec: makeEcPair() }
  for (const { plugin, receiver } of KEY_MIXES) {
    const signing = plugin.signing.type === 'RSA' ? stranger.rsa.private : stranger.ec.private
    const encryption = plugin.encryption.type === 'RSA' ? stranger.rsa.public : stranger.ec.public
    for (const keys of [
      { ...plugin, signing },
      { ...plugin, encryption },
    ]) {
      await assert.rejects(verifyAuthResult(craftAuthResult(keys), { ...receiver, clock }), {
        code: 'AUTH_RESULT_REFUSED',
        detail: /does not (decrypt with our key|verify)$/,
      })
    }
  }
})

test('what is not even text is refused, and so is everything when the clock is broken', async () => {
  const [keys] = KEY_MIXES
  assert(keys)
  for (const value of [undefined, null, 7, {}, ['a.b.c.d.e'], Buffer.from('a.b.c.d.e')]) {
    const token: string = JSON.parse(JSON.stringify({ value })).value
    await assert.rejects(verifyAuthResult(token, { ...keys.receiver, clock }), {
      code: 'AUTH_RESULT_REFUSED',
      detail: 'the token is not text',
    })
  }
  const broken = { now: () => Number.NaN }
  await assert.rejects(verifyAuthResult(craftAuthResult(keys.plugin), { ...keys.receiver, clock: broken }), {
    code: 'AUTH_RESULT_REFUSED',
    detail: /clock/,
  })
})
