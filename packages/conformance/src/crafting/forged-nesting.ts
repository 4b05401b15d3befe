import { base64url } from './base64url.ts'
import { type AuthResultTwist, algorithmOf, craftAuthResult } from './craft-auth-result.ts'
import { craftJwe } from './craft-jwe.ts'
import { craftJws } from './craft-jws.ts'
import { type HostileToken, twisted } from './hostile-token.ts'

const inside = (plaintext: (jws: string) => string | Uint8Array): AuthResultTwist => ({ plaintext })

/** A row in which the finished token is changed as text. */
function respelled(title: string, change: (jwe: string) => string): HostileToken {
  return { threat: 'T3', title, craft: (crafting) => change(craftAuthResult(crafting)) }
}

/** T3: what is not a signed result in exactly one envelope. */
export const WRONG_NESTING: readonly HostileToken[] = [
  {
    threat: 'T3',
    title: 'bare claims in the JWE',
    craft: ({ keys, attributes, now }) =>
      craftJwe(
        JSON.stringify({
          sub: 'id-contact-attributes',
          status: 'succes',
          attributes,
          iat: now,
          exp: now + 300,
        }),
        keys.encryption,
      ),
  },
  twisted('T3', 'the claims as text in njwt', { jws: (claims) => JSON.stringify(claims) }),
  {
    threat: 'T3',
    title: 'the claims as an object in njwt',
    craft: ({ keys, attributes, now }) =>
      craftJwe(
        JSON.stringify({
          njwt: { sub: 'id-contact-attributes', status: 'succes', attributes, iat: now, exp: now + 300 },
        }),
        keys.encryption,
      ),
  },
  twisted('T3', 'an unsigned JWT of two parts', {
    jws: (claims) => `${base64url({ alg: 'none' })}.${base64url(claims)}`,
  }),
  twisted(
    'T3',
    'the JWS as the whole plaintext',
    inside((jws) => jws),
  ),
  twisted(
    'T3',
    'the JWS in a JSON string',
    inside((jws) => JSON.stringify(jws)),
  ),
  twisted(
    'T3',
    'the JWS in a list',
    inside((jws) => JSON.stringify([jws])),
  ),
  twisted(
    'T3',
    'njwt that is a list',
    inside((jws) => JSON.stringify({ njwt: [jws] })),
  ),
  twisted(
    'T3',
    'an extra member beside njwt',
    inside((njwt) => JSON.stringify({ njwt, x: 1 })),
  ),
  twisted(
    'T3',
    'another member than njwt',
    inside((njwt) => JSON.stringify({ NJWT: njwt })),
  ),
  twisted(
    'T3',
    'text after the object',
    inside((njwt) => `${JSON.stringify({ njwt })}{}`),
  ),
  twisted(
    'T3',
    'a byte order mark',
    inside((njwt) => `\ufeff${JSON.stringify({ njwt })}`),
  ),
  twisted(
    'T3',
    'text that is not UTF-8',
    inside((njwt) =>
      Buffer.concat([Buffer.from(`{"njwt":"${njwt}","`), Buffer.of(0xff), Buffer.from('":1}')]),
    ),
  ),
  twisted(
    'T3',
    'nothing in the envelope',
    inside(() => ''),
  ),
  twisted('T3', 'a JWS in JSON serialisation', {
    jws: (claims) => JSON.stringify({ payload: base64url(claims), signature: 'AAAA', protected: 'e30' }),
  }),
  {
    threat: 'T3',
    title: 'a JWE in the JWE',
    craft: (crafting) => craftJwe(craftAuthResult(crafting), crafting.keys.encryption),
  },
  {
    threat: 'T3',
    title: 'a JWE as njwt',
    craft: (crafting) =>
      craftJwe(JSON.stringify({ njwt: craftAuthResult(crafting) }), crafting.keys.encryption),
  },
  {
    threat: 'T3',
    title: 'a bare JWS, well signed',
    craft: ({ keys, attributes, now }) =>
      craftJws(
        { typ: 'JWT', alg: algorithmOf(keys.signing) },
        { sub: 'id-contact-attributes', status: 'succes', attributes, iat: now - 10, exp: now + 290 },
        keys.signing,
      ),
  },
  {
    threat: 'T3',
    title: 'a bare JWT that nobody signed',
    craft: ({ attributes, now }) =>
      `${base64url({ alg: 'none' })}.${base64url({ sub: 'id-contact-attributes', status: 'succes', attributes, iat: now - 10, exp: now + 290 })}.`,
  },
  {
    threat: 'T3',
    title: 'bare claims in JSON',
    craft: ({ attributes, now }) =>
      JSON.stringify({
        sub: 'id-contact-attributes',
        status: 'succes',
        attributes,
        iat: now - 10,
        exp: now + 290,
      }),
  },
  respelled('a sixth part', (jwe) => `${jwe}.AAAA`),
  respelled('four parts', (jwe) => jwe.slice(0, jwe.lastIndexOf('.'))),
  respelled('an empty tag', (jwe) => jwe.slice(0, jwe.lastIndexOf('.') + 1)),
  respelled('quotes around it', (jwe) => `"${jwe}"`),
  respelled('JSON serialisation', (jwe) => {
    const [head, key, iv, ciphertext, tag] = jwe.split('.')
    return JSON.stringify({ protected: head, encrypted_key: key, iv, ciphertext, tag })
  }),
  ...['.', '....', 'a.b.c.d.e', '{}', 'null', 'x'.repeat(1000)].map(
    (text): HostileToken => ({
      threat: 'T3',
      title: `no token at all: ${text.slice(0, 12)}`,
      craft: () => text,
    }),
  ),
]

/** T4: well signed and well sealed, but not the result of an authentication. */
export const OTHER_SUBJECTS: readonly HostileToken[] = [
  ...[
    undefined,
    null,
    '',
    'id-contact-attributes ',
    'ID-CONTACT-ATTRIBUTES',
    7,
    ['id-contact-attributes'],
  ].map((sub) => twisted('T4', `sub ${JSON.stringify(sub)}`, { claims: { sub } })),
  ...['id-contact-widget', 'verder-helpen-widget', 'id-contact-attributes-x'].map((sub) =>
    twisted('T4', `sub ${sub}`, { claims: { sub } }),
  ),
  twisted('T4', 'a start request in its place', {
    claims: {
      sub: undefined,
      request: { purpose: 'report_move', auth_method: 'irma', comm_url: 'http://a/' },
    },
  }),
  twisted('T4', "a core's state in its place", {
    claims: { sub: undefined, attr_url: 'http://127.0.0.1:9/', continuation: 'http://127.0.0.1:9/' },
  }),
]
