import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { makeAuthTestConfig, makeCoreConfig, startAuthTest, startCore } from '@balie/core'
import { systemClock, systemRandom } from '@balie/sdk'
import { readConfig } from '../config/read-config.ts'
import { createLog } from '../log.ts'
import { startBalie } from '../main.ts'
import type { Command } from './command.ts'
import { DEMO_AGENTS, makeDemoAgents } from './demo/demo-agents.ts'
import { type DemoSecrets, demoSecrets } from './demo/demo-secrets.ts'
import { type DemoPorts, demoAuthTestTable, demoBalieTable, demoCoreTable } from './demo/demo-tables.ts'
import { freePorts } from './demo/free-ports.ts'
import { startMailSink } from './demo/mail-sink.ts'
import { readOptions } from './read-options.ts'
import { untilStopped } from './until-stopped.ts'
import { UsageError } from './usage-error.ts'

/** `balie demo`: everything on this machine. */
export const demo: Command = {
  help: `balie demo [--port 8500] [--data DIRECTORY] [--verbose]

Starts an ID Contact core, a test login, Balie with a PostgreSQL of its own, a mail server that delivers
nothing and shows everything, and two agents, for this machine only, and tells where to go. Ctrl-C stops everything; what was said stays in the data directory.

  --port N           the first of six ports in a row (default: BALIE_DEMO_PORT, or 8500)
  --data DIRECTORY   where it keeps its data (default: ${defaultData()})
  --verbose          log every request`,
  async run(words, { environment, say, stop }) {
    const options = readOptions(words, {
      port: { type: 'string' },
      data: { type: 'string' },
      verbose: { type: 'boolean', default: false },
    })
    const ports = await freePorts(portNumber(options.port ?? environment['BALIE_DEMO_PORT'] ?? '8500'))
    const data = resolve(options.data ?? defaultData())
    const log = createLog({ level: options.verbose ? 'info' : 'error', readable: true })
    const shared = { clock: systemClock, random: systemRandom }
    say('Starting the demo ...')
    const secrets = await demoSecrets(data, systemRandom)
    const config = readConfig({ table: demoBalieTable(ports, secrets, data), directory: data })
    const sink = await startMailSink({ smtpPort: ports.smtp, pagePort: ports.mailPage, address: '127.0.0.1' })
    const stops: (() => Promise<unknown>)[] = [sink.close]
    try {
      const balie = await startBalie({
        ...shared,
        config,
        log,
        signal: stop,
        prepare: (store) => makeDemoAgents(store, secrets.password, shared),
      })
      stops.push(balie.close)
      const core = await startCore(makeCoreConfig(demoCoreTable(ports, secrets)), { ...shared, logger: log })
      stops.push(core.close)
      const login = makeAuthTestConfig(demoAuthTestTable(ports, secrets))
      stops.push((await startAuthTest(login, { ...shared, logger: log })).close)
      for (const line of welcome(ports, secrets, data)) say(line)
      await untilStopped(stop)
      say('Stopping ...')
    } finally {
      for (const close of stops.reverse()) await close()
    }
    return 0
  },
}

function welcome(ports: DemoPorts, secrets: DemoSecrets, data: string): readonly string[] {
  return [
    '',
    'Balie is ready.',
    '',
    `  As a citizen   http://localhost:${ports.core}`,
    '                 choose what you come for, log in as anyone, and begin',
    '',
    `  As an agent    http://localhost:${ports.public}/desk`,
    ...DEMO_AGENTS.map(({ email, name }) => `                 ${email} (${name})`),
    `                 password ${secrets.password}`,
    '',
    `  The mails      http://localhost:${ports.mailPage}`,
    '                 that Balie sends about appointments',
    '',
    `Use two browser windows. The data is in ${data}. Ctrl-C stops everything.`,
    '',
  ]
}

function defaultData(): string {
  return process.getuid?.() === 0
    ? '/var/lib/balie/demo'
    : join(homedir(), '.local', 'share', 'balie', 'demo')
}

function portNumber(text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65_530) return port
  throw new UsageError('--port takes a number from 1 to 65530, the first of six ports in a row')
}
