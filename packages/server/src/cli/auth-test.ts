import { readAuthTestConfig, startAuthTest } from '@balie/core'
import { systemClock, systemRandom } from '@balie/sdk'
import { createLog } from '../log.ts'
import type { Command } from './command.ts'
import { readComponentConfig } from './component-config.ts'
import { readOptions } from './read-options.ts'
import { untilStopped } from './until-stopped.ts'

/** `balie auth-test`: an authentication plugin for tests. */
export const authTest: Command = {
  help: `balie auth-test [--config auth-test.toml]

Runs the authentication plugin for tests: whoever opens its page decides who they are. Never use it
where real citizens come.

  --config FILE   the configuration (default: auth-test.toml)`,
  async run(words, { environment, stop }) {
    const options = readOptions(words, { config: { type: 'string', default: 'auth-test.toml' } })
    const config = readComponentConfig(options.config, environment, readAuthTestConfig)
    const log = createLog({ level: 'info' })
    const running = await startAuthTest(config, { clock: systemClock, random: systemRandom, logger: log })
    log.info({ url: running.url }, 'the test authentication plugin is ready')
    await untilStopped(stop)
    await running.close()
    return 0
  },
}
