import Type, { type TSchema } from 'typebox'
import type { ConfigKey } from './config-key.ts'
import { isTable, type Table } from './table.ts'

/** Environment variables, given. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * A copy of the table in which each key that the environment names (`BALIE_<KEY>`, nested keys joined by
 * `_`) has its value from there. Lists of text are separated by commas; lists of tables are JSON. A value
 * that does not fit stays text, so that the check of the shape names it.
 */
export function overrideFromEnvironment(table: Table, schema: TSchema, environment: Environment): Table {
  const copy = structuredClone(table)
  override(copy, schema, 'BALIE', environment)
  return copy
}

/** The environment variable of a key: `decryption_privkey.key` gives `BALIE_DECRYPTION_PRIVKEY_KEY`. */
export function environmentName(path: readonly string[]): string {
  return ['BALIE', ...path].join('_').toUpperCase()
}

function override(table: Table, schema: TSchema, prefix: string, environment: Environment): void {
  for (const [name, part] of properties(schema)) {
    const variable = `${prefix}_${name}`.toUpperCase()
    if (Type.IsObject(part)) {
      const inner: Table = isTable(table[name]) ? table[name] : {}
      override(inner, part, variable, environment)
      if (Object.keys(inner).length > 0 && (name in table ? isTable(table[name]) : true)) table[name] = inner
      continue
    }
    const file = (part as Partial<ConfigKey>).fromFile ? environment[`${variable}_FILE`] : undefined
    const value = environment[variable]
    if (file === undefined && value === undefined) continue
    // What the environment says replaces what the file says, in either spelling.
    delete table[name]
    delete table[`${name}_file`]
    if (file !== undefined) table[`${name}_file`] = file
    if (value !== undefined) table[name] = read(value, part)
  }
}

/** The keys of a table's schema. */
export function properties(schema: TSchema): [string, TSchema][] {
  return Type.IsObject(schema) ? Object.entries(schema.properties) : []
}

function read(text: string, schema: TSchema): unknown {
  if (Type.IsBoolean(schema)) return text === 'true' ? true : text === 'false' ? false : text
  if (Type.IsInteger(schema)) return /^\d{1,9}$/.test(text) ? Number(text) : text
  if (Type.IsArray(schema) && Type.IsString(schema.items)) {
    return text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
  }
  if (Type.IsArray(schema)) return parsed(text)
  return text
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
