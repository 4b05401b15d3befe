import { algorithmOf, type Crafting } from './craft-auth-result.ts'
import { craftJws } from './craft-jws.ts'
import { type HostileToken, twisted } from './hostile-token.ts'

const many = ({ attributes }: Crafting, count: number) => ({
  ...attributes,
  ...Object.fromEntries(Array.from({ length: count }, (_, at) => [`a${at}`, 'x'])),
})

/** The first attribute's name and value: what a plugin would show if it took the result. */
const first = ({ attributes }: Crafting) => Object.entries(attributes)[0] ?? ['a', 'x']

/** A row in which one attribute has another value than text. */
const odd = (title: string, value: (text: string) => unknown) =>
  twisted('T9', `an attribute that is ${title}`, (crafting) => {
    const [name, text] = first(crafting)
    return { claims: { attributes: { ...crafting.attributes, [name]: value(text) } } }
  })

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
const nested = (levels: number) => `${'{"x":'.repeat(levels)}1${'}'.repeat(levels)}`

/** T9: results that are larger, deeper or of another kind than any person's. */
export const OUTSIZED: readonly HostileToken[] = [
  twisted('T9', '100 attributes', (crafting) => ({ claims: { attributes: many(crafting, 100) } })),
  twisted('T9', '1,000 attributes', (crafting) => ({ claims: { attributes: many(crafting, 1000) } })),
  twisted('T9', '100,000 attributes', (crafting) => ({ claims: { attributes: many(crafting, 100_000) } })),
  twisted('T9', 'a key of 300 characters', ({ attributes }) => ({
    claims: { attributes: { ...attributes, ['k'.repeat(300)]: 'x' } },
  })),
  twisted('T9', 'a value of 5,000 characters', (crafting) => {
    const [name, text] = first(crafting)
    return { claims: { attributes: { ...crafting.attributes, [name]: `${text}${'v'.repeat(5000)}` } } }
  }),
  twisted('T9', 'a value of a megabyte', (crafting) => {
    const [name, text] = first(crafting)
    return { claims: { attributes: { ...crafting.attributes, [name]: `${text}${'v'.repeat(1_000_000)}` } } }
  }),
  odd('a number', () => 7),
  odd('null', () => null),
  odd('true', () => true),
  odd('an object', (text) => ({ text })),
  odd('a list', (text) => [text]),
  odd('half a character', (text) => `${text}\ud800`),
  twisted('T9', 'deep lists in the claims', {
    claimsText: (claims) => JSON.stringify(claims).replace(/}$/, `,"x":${deep(5000)}}`),
  }),
  twisted('T9', 'deep objects in the claims', {
    claimsText: (claims) => JSON.stringify(claims).replace(/}$/, `,"x":${nested(2000)}}`),
  }),
  twisted('T9', 'deep lists beside njwt', { plaintext: (jws) => `{"njwt":"${jws}","x":${deep(5000)}}` }),
  twisted('T9', 'a JWS header of 5,000 characters', { jwsHeader: { kid: 'x'.repeat(5000) } }),
  twisted('T9', 'a JWS header of 20,000 characters', { jwsHeader: { kid: 'x'.repeat(20_000) } }),
  twisted('T9', 'a JWE header of 20,000 characters', { jwe: { header: { kid: 'x'.repeat(20_000) } } }),
  twisted('T9', 'a deep JWE header', ({ keys }) => ({
    jwe: {
      headerText: `{"alg":"${keys.encryption.asymmetricKeyType === 'rsa' ? 'RSA-OAEP' : 'ECDH-ES'}","enc":"A128CBC-HS256","x":${deep(5000)}}`,
    },
  })),
  { threat: 'T9', title: 'a token of 20 kB of dots', craft: () => '.'.repeat(20_000) },
  {
    threat: 'T9',
    title: 'a token of 40 kB of dots',
    craft: () => '.'.repeat(40_000),
  },
  twisted('T9', '5,000 parts in the envelope', (crafting) => ({
    jws: (claims) =>
      craftJws({ alg: algorithmOf(crafting.keys.signing) }, claims, crafting.keys.signing) +
      '.A'.repeat(5000),
  })),
]
