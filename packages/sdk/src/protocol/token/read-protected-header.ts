import { LIMITS } from '../limits.ts'
import { decodePart, decodeText } from './decode-part.ts'
import { type JsonObject, parseStrictJson } from './parse-strict-json.ts'
import { TokenRefused } from './token-refused.ts'

/** Members that change nothing in how a token is checked; deployed components may add them. */
const HARMLESS = ['typ', 'cty', 'kid']
const MAXIMUM_HARMLESS_CHARACTERS = 256

/**
 * Reads a protected header by allow-list, before any work with a key. What is not listed is refused: `zip`,
 * `crit`, `b64`, `jku`, `jwk`, `x5u`, `x5c`, `p2s`, `p2c` and all that is still to be invented (threats T6, T8).
 * `typ`, `cty` and `kid` may be there, and are never required.
 *
 * @param part the first part of the token
 * @param allowed the members this kind of token has, apart from the harmless ones
 */
export function readProtectedHeader(part: string, allowed: readonly string[], what: string): JsonObject {
  const text = decodeText(decodePart(part, what), what)
  if (text.length > LIMITS.tokenHeaderCharacters) throw new TokenRefused(`${what} is too long`)
  const header = parseStrictJson(text, what)
  for (const [member, value] of Object.entries(header)) {
    if (allowed.includes(member)) continue
    if (!HARMLESS.includes(member)) throw new TokenRefused(`${what} has a member that is not allowed`)
    if (typeof value !== 'string' || value.length > MAXIMUM_HARMLESS_CHARACTERS) {
      throw new TokenRefused(`${what}: ${member} is not a short string`)
    }
  }
  return header
}

/** Refuses a header whose member is not exactly the one value that this side accepts (threats T1, T2). */
export function expectHeader(header: JsonObject, member: string, value: string, what: string): void {
  if (header[member] !== value) throw new TokenRefused(`${what}: ${member} is not ${value}`)
}
