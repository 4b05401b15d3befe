import { readConfigFile } from '../config/read-config.ts'
import { migrate as migrateStore } from '../store/migrate.ts'
import type { Command } from './command.ts'
import { openConfiguredStore } from './open-configured-store.ts'
import { readOptions } from './read-options.ts'

/** `balie migrate`: brings the database to this version, as serve does by itself. */
export const migrate: Command = {
  help: `balie migrate [--config balie.toml]

Runs what this version changes in the database, and nothing when it is up to date. serve does the same
when it starts; this is for those who want it done before.

  --config FILE   the configuration (default: balie.toml)`,
  async run(words, { environment, say, note, stop }) {
    const options = readOptions(words, { config: { type: 'string', default: 'balie.toml' } })
    const config = readConfigFile(options.config, environment)
    const { store, close } = await openConfiguredStore(config, stop)
    try {
      const names = await migrateStore(store.pool, { note, signal: stop })
      say(names.length === 0 ? 'The database is up to date.' : `Done: ${names.join(', ')}.`)
    } finally {
      await close()
    }
    return 0
  },
}
