import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Value } from 'typebox/value'
import { buildConfig } from './build-config.ts'
import { checkRules } from './check-rules.ts'
import { checkShape } from './check-shape.ts'
import type { Config } from './config.ts'
import { ConfigInvalid, type ConfigProblem } from './config-invalid.ts'
import { CONFIG_ALIASES, ConfigSchema, type ConfigText } from './config-schema.ts'
import { importConfigKeys } from './import-config-keys.ts'
import { type Environment, overrideFromEnvironment } from './override-from-environment.ts'
import { parseConfigText } from './parse-config-text.ts'
import { readFiles } from './read-files.ts'
import type { Table } from './table.ts'

/** Where a configuration comes from. */
export interface ConfigSource {
  /** As parsed from `balie.toml`, or made in memory. */
  readonly table: Table
  /** Relative paths in the configuration are relative to this. */
  readonly directory: string
  /** `BALIE_<KEY>` overrides a key. None when absent. */
  readonly environment?: Environment
}

/**
 * The configuration, checked as a whole: every problem at once, each with its key and what is expected.
 *
 * @throws {ConfigInvalid} CONFIG_INVALID. No message holds a value.
 */
export function readConfig(source: ConfigSource): Config {
  const table = overrideFromEnvironment(source.table, ConfigSchema, source.environment ?? {})
  const problems = [...renameAliases(table)]
  problems.push(
    ...readFiles(table, ConfigSchema, (path) => readFileSync(resolve(source.directory, path), 'utf8')),
  )
  const text: unknown = Value.Default(ConfigSchema, table)
  const unread = new Set(problems.map(({ key }) => key.replace(/_file$/, '')))
  problems.push(...checkShape(ConfigSchema, text).filter(({ key }) => !unread.has(key)))
  if (problems.length > 0 || !isConfigText(text)) throw new ConfigInvalid(problems)
  const { keys, problems: keyProblems } = importConfigKeys(text)
  problems.push(...checkRules(text), ...keyProblems)
  if (problems.length > 0 || !keys) throw new ConfigInvalid(problems)
  return buildConfig(text, keys, source.directory)
}

/**
 * Reads `balie.toml` at a path.
 *
 * @throws {ConfigInvalid} CONFIG_INVALID, also when there is no such file
 */
export function readConfigFile(path: string, environment: Environment): Config {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${error.code})` : ''
    throw new ConfigInvalid([{ key: '', problem: `the configuration ${path} cannot be read${code}` }])
  }
  return readConfig({ table: parseConfigText(text, path), directory: dirname(resolve(path)), environment })
}

function* renameAliases(table: Table): Generator<ConfigProblem> {
  for (const [alias, name] of Object.entries(CONFIG_ALIASES)) {
    if (!(alias in table)) continue
    if (name in table && table[name] !== table[alias]) {
      yield { key: alias, problem: `is another name of ${name}, which is given too and differs` }
    }
    table[name] ??= table[alias]
    delete table[alias]
  }
}

function isConfigText(text: unknown): text is ConfigText {
  return Value.Check(ConfigSchema, text)
}
