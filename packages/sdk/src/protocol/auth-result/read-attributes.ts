import { LIMITS } from '../limits.ts'
import { TokenRefused } from '../token/token-refused.ts'
import type { Attributes } from './auth-result.ts'

/**
 * Copies attributes to a frozen map without a prototype, within the limits (threats T9, T10). The tags of the
 * purpose decide later which of them are kept (threat B7).
 */
export function readAttributes(given: object): Attributes {
  const entries: [string, unknown][] = Object.entries(given)
  if (entries.length > LIMITS.attributes) throw new TokenRefused('there are too many attributes')
  const attributes: Record<string, string> = Object.create(null)
  for (const [key, value] of entries) {
    if (key.length > LIMITS.attributeKeyCharacters) throw new TokenRefused('an attribute has too long a key')
    // Looked at here and not in the schema: its pattern for keys passes over a key with a line break in it.
    if (typeof value !== 'string') throw new TokenRefused('an attribute is not a string')
    if (value.length > LIMITS.attributeValueCharacters) {
      throw new TokenRefused('an attribute has too long a value')
    }
    if (!key.isWellFormed() || !value.isWellFormed()) {
      throw new TokenRefused('an attribute holds half a character')
    }
    attributes[key] = value
  }
  return Object.freeze(attributes)
}
