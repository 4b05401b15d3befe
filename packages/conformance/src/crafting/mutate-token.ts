import { base64url } from './base64url.ts'
import type { Crafting } from './craft-auth-result.ts'
import { craftJwe } from './craft-jwe.ts'
import { RESPELLINGS } from './respell-token.ts'
import type { SeededRandom } from './seeded-random.ts'

/** A genuine result, with what is inside it. */
export interface Genuine {
  readonly jwe: string
  readonly jws: string
}

/** A token that was genuine, and how it was changed. */
export interface Mutant {
  readonly how: string
  readonly token: string
}

type Change = (part: string, random: SeededRandom, other: string) => string

/** Changes of any token in parts, whatever it means. */
const CHANGES: Readonly<Record<string, Change>> = {
  'a bit flipped': (token, random) =>
    inPart(token, random, (part) => {
      const bytes = Buffer.from(part, 'base64url')
      if (bytes.length === 0) return 'AAAA'
      const at = random.below(bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8))
      return bytes.toString('base64url')
    }),
  'several bytes changed': (token, random) =>
    inPart(token, random, (part) => {
      const bytes = Buffer.from(part, 'base64url')
      for (let times = 0; times < 8 && bytes.length > 0; times += 1) {
        bytes[random.below(bytes.length)] = random.below(256)
      }
      return bytes.toString('base64url')
    }),
  'a character replaced': (token, random) => {
    const at = random.below(token.length)
    return token.slice(0, at) + random.pick([...'AZaz09-_.=+/ \n"{}\0%é']) + token.slice(at + 1)
  },
  'a character added': (token, random) => {
    const at = random.below(token.length + 1)
    return token.slice(0, at) + random.pick([...'AQgw-_.=']) + token.slice(at)
  },
  'a stretch left out': (token, random) => {
    const at = random.below(token.length)
    return token.slice(0, at) + token.slice(at + 1 + random.below(64))
  },
  'cut off': (token, random) => token.slice(0, random.below(token.length)),
  'two parts swapped': (token, random) => {
    const parts = token.split('.')
    const [one, other] = [random.below(parts.length), random.below(parts.length)]
    return parts
      .with(one, parts[other] ?? '')
      .with(other, parts[one] ?? '')
      .join('.')
  },
  'a part emptied': (token, random) => inPart(token, random, () => ''),
  'a part twice': (token, random) => {
    const parts = token.split('.')
    const at = random.below(parts.length)
    return parts.toSpliced(at, 0, parts[at] ?? '').join('.')
  },
  'a part left out': (token, random) => {
    const parts = token.split('.')
    return parts.toSpliced(random.below(parts.length), 1).join('.')
  },
  'parts of two tokens': (token, random, other) => {
    const others = other.split('.')
    const mask = 1 + random.below(2 ** others.length - 2)
    return token
      .split('.')
      .map((part, at) => ((mask >> at) & 1 ? (others[at] ?? '') : part))
      .join('.')
  },
  'the start of one, the end of another': (token, random, other) => {
    const at = random.below(token.length)
    return token.slice(0, at) + other.slice(at)
  },
  'a part spelled otherwise': (token, random) =>
    inPart(token, random, (part) => random.pick(RESPELLINGS).change(part) ?? `${part}=`),
  'a header edited': (token, random) => {
    const [head = '', ...rest] = token.split('.')
    return [base64url(editHeader(Buffer.from(head, 'base64url').toString(), random)), ...rest].join('.')
  },
}

const MEMBERS: readonly [string, unknown][] = [
  ['alg', 'none'],
  ['alg', 'HS256'],
  ['alg', 'RS256'],
  ['alg', 'ES256'],
  ['alg', 'dir'],
  ['alg', 'RSA1_5'],
  ['alg', 'RSA-OAEP-256'],
  ['alg', 'ECDH-ES+A128KW'],
  ['alg', null],
  ['enc', 'A128GCM'],
  ['enc', 'A256CBC-HS512'],
  ['enc', 7],
  ['zip', 'DEF'],
  ['crit', ['exp']],
  ['b64', false],
  ['jku', 'http://127.0.0.1:9/'],
  ['jwk', {}],
  ['p2c', 1e9],
  ['epk', {}],
  ['apu', 'QQ'],
  ['kid', 'x'.repeat(300)],
  ['typ', 7],
  ['__proto__', { alg: 'none' }],
]

function editHeader(text: string, random: SeededRandom): string {
  const [member, value] = random.pick(MEMBERS)
  const said = `${JSON.stringify(member)}:${JSON.stringify(value)}`
  return random.pick([
    () => text.replace(/^\{/, `{${said},`),
    () => text.replace(/\}$/, `,${said}}`),
    () => text.replace(new RegExp(`"${member}":("[^"]*"|[^,}]*)`), said),
    () => text.replace(new RegExp(`"${member}":("[^"]*"|[^,}]*),?`), ''),
    () => text.slice(1),
    () => `[${text}]`,
  ])()
}

const NAMES = Object.keys(CHANGES)

/**
 * One mutant of a genuine result: of the envelope, or of what is inside, sealed again as anybody can. Which change
 * is made follows from the random choices alone.
 *
 * @param other a second genuine result, of another person
 * @returns undefined where the change left the same bytes: such a token is genuine
 */
export function mutateToken(
  genuine: Genuine,
  other: Genuine,
  encryption: Crafting['keys']['encryption'],
  random: SeededRandom,
): Mutant | undefined {
  const name = random.pick(NAMES)
  const change = CHANGES[name]
  if (!change) return undefined
  if (random.below(2) === 0) {
    const token = change(genuine.jwe, random, other.jwe)
    return token === genuine.jwe || token === other.jwe ? undefined : { how: `envelope: ${name}`, token }
  }
  const jws = change(genuine.jws, random, other.jws)
  if (saysTheSame(jws, genuine.jws) || saysTheSame(jws, other.jws)) return undefined
  return { how: `inside: ${name}`, token: craftJwe(JSON.stringify({ njwt: jws }), encryption) }
}

/** Whoever can seal a result can seal a genuine one anew: that is no forgery, and not what is tried here. */
function saysTheSame(one: string, other: string): boolean {
  const bytes = (jws: string) => jws.split('.').map((part) => Buffer.from(part, 'base64url').toString('hex'))
  return bytes(one).join('.') === bytes(other).join('.')
}

function inPart(token: string, random: SeededRandom, change: (part: string) => string): string {
  const parts = token.split('.')
  const at = random.below(parts.length)
  return parts.with(at, change(parts[at] ?? '')).join('.')
}
