import type { Crafting } from './craft-auth-result.ts'
import { type HostileToken, twisted } from './hostile-token.ts'

const HOUR = 3600

/** A row that needs to know the time. */
const timed = (title: string, claims: (now: number) => Readonly<Record<string, unknown>>) =>
  twisted('T5', title, ({ now }) => ({ claims: claims(now) }))

/** T5: results that are not of now, or do not say of when they are. */
export const WRONG_TIMES: readonly HostileToken[] = [
  timed('expired a minute ago', (now) => ({ iat: now - 360, exp: now - 60 })),
  timed('expired long ago', (now) => ({ iat: now - 2 * HOUR, exp: now - 2 * HOUR + 300 })),
  twisted('T5', 'no exp', { claims: { exp: undefined } }),
  twisted('T5', 'no iat', { claims: { iat: undefined } }),
  twisted('T5', 'neither iat nor exp', { claims: { iat: undefined, exp: undefined } }),
  timed('a life of an hour', (now) => ({ exp: now + HOUR })),
  timed('a life of a day', (now) => ({ exp: now + 24 * HOUR })),
  timed('an exp of the year 2100', () => ({ exp: 4_102_444_800 })),
  timed('an iat five minutes ahead', (now) => ({ iat: now + 300, exp: now + 500 })),
  timed('an nbf five minutes ahead', (now) => ({ nbf: now + 300, exp: now + 500 })),
  timed('an exp before its iat', (now) => ({ iat: now + 20, exp: now + 10 })),
  ...['exp', 'iat'].flatMap((name) => [
    timed(`${name} null`, () => ({ [name]: null })),
    timed(`${name} as text`, (now) => ({ [name]: String(name === 'exp' ? now + 290 : now - 10) })),
    timed(`${name} with a fraction`, (now) => ({ [name]: (name === 'exp' ? now + 290 : now - 10) + 0.5 })),
    timed(`${name} a list`, (now) => ({ [name]: [now] })),
    timed(`${name} true`, () => ({ [name]: true })),
  ]),
  ...[null, '0', 0.5, 1e300].map((nbf) => timed(`nbf ${JSON.stringify(nbf)}`, () => ({ nbf }))),
  timed('an exp too large to count with', () => ({ exp: Number.MAX_SAFE_INTEGER })),
  twisted('T5', 'an exp beyond numbers', {
    claimsText: (claims) => JSON.stringify(claims).replace(/"exp":\d+/, '"exp":1e999'),
  }),
  twisted('T5', 'milliseconds for seconds', ({ now }) => ({
    claims: { iat: now * 1000, exp: (now + 290) * 1000 },
  })),
]

/** Text of claims in which the status and the attributes are spelled out. */
const raw = (title: string, members: (person: string) => string) =>
  twisted('T10', title, ({ attributes, now }) => ({
    claimsText: () =>
      `{"sub":"id-contact-attributes","iat":${now - 10},"exp":${now + 290},${members(JSON.stringify(attributes))}}`,
  }))

const first = ({ attributes }: Pick<Crafting, 'attributes'>) => Object.entries(attributes)[0] ?? ['a', 'x']

/** A row with one attribute twice; the second name may be spelled with an escape. */
const twice = (title: string, spell: (name: string) => string) =>
  twisted('T10', title, ({ attributes }) => ({
    claimsText: (claims) => {
      const [name, value] = first({ attributes })
      return JSON.stringify(claims).replace('"attributes":{', `$&"${spell(name)}":${JSON.stringify(value)},`)
    },
  }))

/** T10: claims that mean different things to different readers, or nothing. */
export const AMBIGUOUS_CLAIMS: readonly HostileToken[] = [
  twice('an attribute twice', (name) => name),
  twice(
    'an attribute twice, once with an escape',
    (name) => `\\u${(name.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}${name.slice(1)}`,
  ),
  raw('status twice, failed first', (person) => `"status":"failed","status":"succes","attributes":${person}`),
  raw('status twice, failed last', (person) => `"status":"succes","attributes":${person},"status":"failed"`),
  raw('attributes twice', (person) => `"status":"succes","attributes":{},"attributes":${person}`),
  raw('sub twice', (person) => `"sub":"x","status":"succes","attributes":${person}`),
  raw('exp twice', (person) => `"exp":4102444800,"status":"succes","attributes":${person}`),
  raw('__proto__ with the attributes', (person) => `"status":"succes","attributes":{"__proto__":${person}}`),
  raw('__proto__ as an attribute', () => '"status":"succes","attributes":{"__proto__":"x"}'),
  raw('__proto__ with an escape', () => '"status":"succes","attributes":{"\\u005f_proto__":"x"}'),
  raw('__proto__ as a claim', (person) => `"__proto__":{"attributes":${person}},"status":"succes"`),
  raw(
    'constructor.prototype as claims',
    (person) => `"status":"succes","constructor":{"prototype":{"attributes":${person}}}`,
  ),
  raw('attributes with failed', (person) => `"status":"failed","attributes":${person}`),
  raw('no attributes with succes', () => '"status":"succes"'),
  raw('null attributes with succes', () => '"status":"succes","attributes":null'),
  raw('attributes in a list', (person) => `"status":"succes","attributes":[${person}]`),
  raw('attributes in a string', (person) => `"status":"succes","attributes":${JSON.stringify(person)}`),
  raw('no status', (person) => `"attributes":${person}`),
  ...['"Succes"', '"SUCCESS"', '"successful"', '""', 'true', 'null', '["succes"]', '1'].map((status) =>
    raw(`status ${status}`, (person) => `"status":${status},"attributes":${person}`),
  ),
  twisted('T10', 'njwt twice', { plaintext: (jws) => `{"njwt":"x","njwt":"${jws}"}` }),
  twisted(
    'T10',
    'alg twice in the JWE header',
    { jwe: { headerText: '{"alg":"dir","alg":"RSA-OAEP","enc":"A128CBC-HS256"}' } },
    { decryption: 'rsa' },
  ),
  twisted('T10', 'claims that are a list', { claimsText: (claims) => JSON.stringify([claims]) }),
  twisted('T10', 'claims that are null', { claimsText: () => 'null' }),
  twisted('T10', 'claims that are not JSON', { claimsText: (claims) => `${JSON.stringify(claims)},` }),
]
