import type { AttributeValues } from '../retention/sealed-attributes.ts'
import { Secret } from '../secret.ts'
import type { Purpose } from '../settings.ts'

/** What a result means for a purpose. */
export type Filtered =
  | {
      readonly complete: true
      readonly names: readonly string[]
      readonly attributes: Secret<AttributeValues>
    }
  | { readonly complete: false; readonly missing: readonly string[] }

/**
 * Keeps of a result what the purpose requires or allows, and drops the rest before anything is stored; says
 * what is missing where a required attribute is not there or empty (threat B7).
 */
export function filterAttributes(purpose: Purpose, attributes: Secret<AttributeValues>): Filtered {
  const given = attributes.reveal()
  const missing = purpose.required.filter((name) => !Object.hasOwn(given, name) || given[name] === '')
  if (missing.length > 0) return { complete: false, missing }
  const wanted = new Set([...purpose.required, ...purpose.allowed])
  const kept: Record<string, string> = Object.create(null)
  for (const [name, value] of Object.entries(given)) if (wanted.has(name)) kept[name] = value
  return { complete: true, names: Object.keys(kept), attributes: new Secret('attributes', kept) }
}
