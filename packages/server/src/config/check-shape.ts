import type { TSchema } from 'typebox'
import Type from 'typebox'
import { Value } from 'typebox/value'
import type { ConfigProblem } from './config-invalid.ts'
import { expectation } from './expectation.ts'
import { environmentName } from './override-from-environment.ts'

/**
 * Everything in which a table does not fit the schema, by key and in words. Messages come from the schema
 * only, never from the value.
 */
export function checkShape(schema: TSchema, table: unknown): ConfigProblem[] {
  const problems = new Map<string, ConfigProblem>()
  const add = (path: readonly string[], problem: string) => {
    const key = spelled(path)
    if (!problems.has(key)) problems.set(key, { key, problem })
  }
  for (const error of Value.Errors(schema, table)) {
    const path = error.instancePath.split('/').slice(1).map(unescaped)
    if (error.keyword === 'required') {
      for (const name of error.params.requiredProperties) {
        const missing = [...path, name]
        const variable = missing.some((part) => /^\d+$/.test(part))
          ? ''
          : `, here or as ${environmentName(missing)}`
        add(missing, `is missing; expected ${expected(schema, missing)}${variable}`)
      }
    } else if (error.keyword === 'additionalProperties') {
      for (const name of error.params.additionalProperties)
        add([...path, name], unknownKey(schema, [...path, name]))
    } else {
      const words = wordsFor(schema, path)
      add(words, find(schema, words) ? `expected ${expected(schema, words)}` : unknownKey(schema, path))
    }
  }
  // A table with an unknown key also fails as a whole; the key inside says more.
  return [...problems.values()].filter(
    ({ key }) => ![...problems.keys()].some((other) => other !== key && inside(other, key)),
  )
}

const inside = (inner: string, outer: string) =>
  inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`)
const unescaped = (part: string) => part.replaceAll('~1', '/').replaceAll('~0', '~')

function unknownKey(schema: TSchema, path: readonly string[]): string {
  const table = find(schema, path.slice(0, -1))
  const known = table && Type.IsObject(table) ? Object.keys(table.properties) : []
  const near = known.find((other) => distance(path.at(-1) ?? '', other) <= 2)
  return `is not a key of the configuration${near ? `; did you mean ${near}?` : ''}`
}

/** `purposes`, `1`, `team` as `purposes[1].team`. */
function spelled(path: readonly string[]): string {
  return path
    .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '')
}

function find(schema: TSchema, path: readonly string[]): TSchema | undefined {
  let at: TSchema | undefined = schema
  for (const part of path) {
    if (at && Type.IsObject(at)) at = at.properties[part]
    else if (at && Type.IsArray(at)) at = at.items
    else if (at && Type.IsRecord(at)) at = Object.values(at.patternProperties)[0]
    else return undefined
  }
  return at
}

/** The part of a path that the schema describes in words: an entry of a list of texts is its list. */
function wordsFor(schema: TSchema, path: readonly string[]): readonly string[] {
  const parent = find(schema, path.slice(0, -1))
  return parent && Type.IsArray(parent) && Type.IsString(parent.items) ? path.slice(0, -1) : path
}

function expected(schema: TSchema, path: readonly string[]): string {
  const at = find(schema, path)
  return at ? expectation(at) : 'another value'
}

/** Edits between two words (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
