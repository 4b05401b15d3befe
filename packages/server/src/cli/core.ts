import { readCoreConfig, startCore } from '@balie/core'
import { systemClock } from '@balie/sdk'
import { createLog } from '../log.ts'
import type { Command } from './command.ts'
import { readComponentConfig } from './component-config.ts'
import { readOptions } from './read-options.ts'
import { untilStopped } from './until-stopped.ts'

/** `balie core`: the far side of the wire. */
export const core: Command = {
  help: `balie core [--config core.toml]

Runs an ID Contact core with the page on which citizens choose. It reads the configuration of the
deployed core as it is.

  --config FILE   the configuration (default: core.toml)`,
  async run(words, { environment, stop }) {
    const options = readOptions(words, { config: { type: 'string', default: 'core.toml' } })
    const config = readComponentConfig(options.config, environment, readCoreConfig)
    const log = createLog({ level: 'info' })
    const running = await startCore(config, { clock: systemClock, logger: log })
    log.info({ url: running.url }, 'the core is ready')
    await untilStopped(stop)
    await running.close()
    return 0
  },
}
