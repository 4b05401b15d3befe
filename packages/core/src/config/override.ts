import { CoreError } from '../errors/core-error.ts'

/** Where a configuration takes what is not in its text: the environment and files, both given. */
export interface ConfigSources {
  /** Environment variables; `BALIE_SERVER_URL` overrides `server_url`, and so on. None when absent. */
  readonly environment?: Readonly<Record<string, string | undefined>>
  /** Reads a file named by a `..._file` key. */
  readonly readFile?: (path: string) => string
}

/** Keys under `[global]` that the environment can override; nested keys are joined by a dot. */
export type OverridableKeys = Readonly<Record<string, 'text' | 'number' | 'boolean' | 'secret'>>

type Table = Record<string, unknown>

/**
 * A copy of the table in which every overridable key has its value from the environment, if it is there,
 * and every secret has the content of the file that `<key>_file` names, if it does.
 *
 * @throws CONFIG_INVALID when such a file cannot be read; the detail names the key.
 */
export function override(table: unknown, keys: OverridableKeys, sources: ConfigSources): unknown {
  if (!isTable(table)) return table
  const copy = structuredClone(table)
  const global = isTable(copy['global']) ? copy['global'] : {}
  copy['global'] = global
  for (const [key, kind] of Object.entries(keys)) {
    takeFromEnvironment(global, key, kind, sources)
    if (kind === 'secret') takeFromFile(global, key, sources)
  }
  return copy
}

function takeFromEnvironment(global: Table, key: string, kind: string, sources: ConfigSources): void {
  const name = `BALIE_${key.replaceAll('.', '_').toUpperCase()}`
  const value = sources.environment?.[name]
  const file = kind === 'secret' ? sources.environment?.[`${name}_FILE`] : undefined
  if (value === undefined && file === undefined) return
  const { parent, last } = reach(global, key)
  if (file !== undefined) parent[`${last}_file`] = file
  else delete parent[`${last}_file`]
  if (value === undefined) return
  if (kind === 'number') parent[last] = Number(value)
  else if (kind === 'boolean') parent[last] = value === 'true' || (value === 'false' ? false : value)
  else parent[last] = value
}

function takeFromFile(global: Table, key: string, sources: ConfigSources): void {
  const parent = key
    .split('.')
    .slice(0, -1)
    .reduce<unknown>((table, part) => (isTable(table) ? table[part] : undefined), global)
  const last = key.split('.').at(-1) ?? key
  if (!isTable(parent)) return
  const path = parent[`${last}_file`]
  if (typeof path !== 'string') return
  try {
    if (sources.readFile === undefined) throw new Error('no reader was given')
    parent[last] = sources.readFile(path).trim()
  } catch (cause) {
    throw new CoreError('CONFIG_INVALID', `The file that global.${key}_file names cannot be read.`, { cause })
  }
}

/** The table that holds the key's last part, made when it is not there yet. */
function reach(global: Table, key: string): { parent: Table; last: string } {
  const parts = key.split('.')
  const last = parts.pop() ?? key
  let parent = global
  for (const part of parts) {
    const next = isTable(parent[part]) ? parent[part] : {}
    parent[part] = next
    parent = next
  }
  return { parent, last }
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
