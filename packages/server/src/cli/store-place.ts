import type { Config } from '../config/config.ts'
import { readConfigFile } from '../config/read-config.ts'
import type { Terminal } from './command.ts'
import type { StorePlace } from './open-configured-store.ts'
import { UsageError } from './usage-error.ts'

/** Options by which a command is told where the database is. */
export const PLACE_OPTIONS = { config: { type: 'string' }, data: { type: 'string' } } as const

/** What `--help` says of them. */
export const PLACE_HELP = `  --config FILE      the configuration (default: balie.toml)
  --data DIRECTORY   instead: the data directory of a Balie with a PostgreSQL of its own, such as the demo's`

/**
 * Where the database is, by `--config` or `--data`; with the configuration, where there is one.
 *
 * @throws {UsageError} when both are given
 * @throws {ConfigInvalid}
 */
export function findStorePlace(
  options: { readonly config?: string | undefined; readonly data?: string | undefined },
  terminal: Terminal,
): { readonly place: StorePlace; readonly config?: Config } {
  if (options.data !== undefined) {
    if (options.config !== undefined) throw new UsageError('give --config or --data, not both')
    return { place: { dataDirectory: options.data, databaseWaitSeconds: 5 } }
  }
  const config = readConfigFile(options.config ?? 'balie.toml', terminal.environment)
  return { place: config, config }
}
