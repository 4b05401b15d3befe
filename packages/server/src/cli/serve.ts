import { readConfigFile } from '../config/read-config.ts'
import { createLog } from '../log.ts'
import { startBalie } from '../main.ts'
import type { Command } from './command.ts'
import { readOptions } from './read-options.ts'
import { untilStopped } from './until-stopped.ts'

/** `balie serve`: the communication plugin and its desk. */
export const serve: Command = {
  help: `balie serve [--config balie.toml]

Runs Balie until it is told to stop (Ctrl-C, SIGTERM), and ends within 30 seconds of that. Logs JSON lines to standard output.
BALIE_<KEY> in the environment overrides a key of the configuration; see docs/configuration.md.

  --config FILE   the configuration (default: balie.toml)`,
  async run(words, { environment, stop }) {
    const options = readOptions(words, { config: { type: 'string', default: 'balie.toml' } })
    const config = readConfigFile(options.config, environment)
    const balie = await startBalie({ config, log: createLog({ level: config.logLevel }), signal: stop })
    await untilStopped(stop)
    return (await balie.close()).length === 0 ? 0 : 1
  },
}
