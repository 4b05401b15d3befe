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

/** What may stand in a file of its own, as `key_file` and `internal_secret_file`. */
const SECRETS = new Set(['key', 'internal_secret'])

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
  for (const [key, kind] of Object.entries(keys)) takeFromEnvironment(global, key, kind, sources)
  takeFromFiles(global, 'global', sources)
  return copy
}

function takeFromEnvironment(global: Table, key: string, kind: string, sources: ConfigSources): void {
  const name = `BALIE_${key.replaceAll('.', '_').toUpperCase()}`
  const value = sources.environment?.[name]
  const file = kind === 'secret' ? sources.environment?.[`${name}_FILE`] : undefined
  if (value === undefined && file === undefined) return
  const { parent, last } = reach(global, key)
  if (file !== undefined) parent[`${last}_file`] = file
  // Else a file that the text names would win from the environment.
  else delete parent[`${last}_file`]
  if (value !== undefined) parent[last] = convert(value, kind)
}

function convert(value: string, kind: string): string | number | boolean {
  if (kind === 'number') return Number(value)
  if (kind === 'boolean' && (value === 'true' || value === 'false')) return value === 'true'
  return value
}

function takeFromFiles(table: Table, place: string, sources: ConfigSources): void {
  for (const [key, value] of Object.entries(table)) {
    if (isTable(value)) takeFromFiles(value, `${place}.${key}`, sources)
    const secret = key.replace(/_file$/, '')
    if (secret === key || !SECRETS.has(secret) || typeof value !== 'string') continue
    try {
      if (sources.readFile === undefined) throw new Error('no reader was given')
      table[secret] = sources.readFile(value).trim()
    } catch (cause) {
      throw new CoreError('CONFIG_INVALID', `The file that ${place}.${key} names cannot be read.`, { cause })
    }
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
