import { readConfigFile } from '../config/read-config.ts'
import type { Command } from './command.ts'
import { readOptions } from './read-options.ts'
import { UsageError } from './usage-error.ts'

/** `balie config check`: is this configuration right? */
export const config: Command = {
  help: `balie config check [--config balie.toml]

Reads the configuration as serve would, environment and files included, and tells everything that is
wrong with it at once. Exit code 1 when something is.

  --config FILE   the configuration (default: balie.toml)`,
  async run([action, ...words], { environment, say }) {
    if (action !== 'check') throw new UsageError('balie config knows one thing to do: check')
    const options = readOptions(words, { config: { type: 'string', default: 'balie.toml' } })
    const read = readConfigFile(options.config, environment)
    say(`${options.config} can be used: ${read.purposes.size} purposes, ${read.teams.length} teams.`)
    for (const warning of read.warnings) say(`Warning: ${warning}`)
    return 0
  },
}
