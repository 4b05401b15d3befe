import { LIMITS } from '../limits.ts'
import { TokenRefused } from '../token/token-refused.ts'
import type { Attributes } from './auth-result.ts'

/**
 * Copies attributes to a frozen map without a prototype, within the limits (threats T9, T10). The tags of the
 * purpose decide later which of them are kept (threat B7).
 */
export function readAttributes(given: Attributes): Attributes {
  const entries = Object.entries(given)
  if (entries.length > LIMITS.attributes) throw new TokenRefused('there are too many attributes')
  const attributes: Record<string, string> = Object.create(null)
  for (const [key, value] of entries) {
    if (key.length > LIMITS.attributeKeyCharacters) throw new TokenRefused('an attribute has too long a key')
    if (value.length > LIMITS.attributeValueCharacters) {
      throw new TokenRefused('an attribute has too long a value')
    }
    attributes[key] = value
  }
  return Object.freeze(attributes)
}
