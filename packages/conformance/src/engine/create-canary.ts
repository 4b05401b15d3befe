import { randomBytes } from 'node:crypto'
import type { Canary } from './canary.ts'

/** A canary for these tags. The values are random: what another case or run has sent is never taken for it. */
export function createCanary(tags: readonly string[]): Canary {
  const attributes = Object.fromEntries(tags.map((tag) => [tag, `canary-${randomBytes(9).toString('hex')}`]))
  return {
    attributes,
    // Letters, digits and a hyphen: the same in HTML, in JSON and in a URL.
    seenIn: (text) => text !== undefined && Object.values(attributes).some((value) => text.includes(value)),
  }
}
