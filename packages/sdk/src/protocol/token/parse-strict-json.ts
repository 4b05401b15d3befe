import { LIMITS } from '../limits.ts'
import { TokenRefused } from './token-refused.ts'

/** What a JSON object holds before anything is known of it. */
export type JsonObject = Readonly<Record<string, unknown>>

/**
 * Parses a JSON object that means the same to every reader: no member twice, none called `__proto__`, not
 * nested deeper than the limit (threats T9, T10). `JSON.parse` alone keeps the last of two members silently.
 */
export function parseStrictJson(text: string, what: string): JsonObject {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // The cause is left out: the message of JSON.parse quotes its input (threat P1).
    throw new TokenRefused(`${what} is not JSON`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TokenRefused(`${what} is not a JSON object`)
  }
  const problem = memberProblem(text)
  if (problem !== undefined) throw new TokenRefused(`${what} ${problem}`)
  return value as JsonObject
}

/** Walks over text that is known to be JSON: a string before a colon is the name of a member. */
function memberProblem(text: string): string | undefined {
  const open: Set<string>[] = []
  for (const [token, string, colon] of text.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[{}[\]]/g)) {
    if (token === '{' || token === '[') {
      if (open.push(new Set()) > LIMITS.jsonDepth) return 'is nested too deeply'
    } else if (token === '}' || token === ']') {
      open.pop()
    } else if (string !== undefined && colon !== undefined) {
      // Parsed, because an escape spells the same name in another way.
      const member = String(JSON.parse(string))
      const members = open.at(-1)
      if (member === '__proto__') return 'has a member __proto__'
      if (members?.has(member)) return 'has a member twice'
      members?.add(member)
    }
  }
  return undefined
}
