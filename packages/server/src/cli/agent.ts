import { Secret, systemClock, systemRandom } from '@balie/sdk'
import type { Config } from '../config/config.ts'
import { readConfigFile } from '../config/read-config.ts'
import { createAgentAccount, listAgentAccounts, setAgentDisabled } from '../desk/agent-accounts.ts'
import { migrate } from '../store/migrate.ts'
import type { Store } from '../store/pool.ts'
import type { Command, Terminal } from './command.ts'
import { makePassword } from './make-password.ts'
import { openConfiguredStore, type StorePlace } from './open-configured-store.ts'
import { readOptions, required } from './read-options.ts'
import { UsageError } from './usage-error.ts'

const OPTIONS = {
  config: { type: 'string' },
  data: { type: 'string' },
  email: { type: 'string' },
  name: { type: 'string' },
  team: { type: 'string', multiple: true },
  'password-stdin': { type: 'boolean', default: false },
} as const

type Options = ReturnType<typeof readOptions<typeof OPTIONS>>

/** `balie agent`: who may use the desk. */
export const agent: Command = {
  help: `balie agent add --email ADDRESS --name NAME --team TEAM [--team TEAM] [--password-stdin]
balie agent list
balie agent disable --email ADDRESS
balie agent enable --email ADDRESS

Works while Balie runs too. A disabled agent is out within a second.

  --config FILE      the configuration (default: balie.toml)
  --data DIRECTORY   instead: the data directory of a Balie with a PostgreSQL of its own, such as the demo's
  --password-stdin   read the password from standard input; without it one is made and shown once`,
  async run([action = '', ...words], terminal) {
    const act = actions[action]
    if (!act) throw new UsageError('balie agent knows add, list, disable and enable')
    const options = readOptions(words, OPTIONS)
    const { place, teams } = findPlace(options, terminal)
    const { store, close } = await openConfiguredStore(place, terminal.stop)
    try {
      // The first agent is often made before the first start.
      await migrate(store.pool)
      await act({ store, options, terminal, teams })
    } finally {
      await close()
    }
    return 0
  },
}

interface Work {
  readonly store: Store
  readonly options: Options
  readonly terminal: Terminal
  /** Those of the configuration; unknown with `--data`. */
  readonly teams: readonly string[] | undefined
}

const actions: Readonly<Record<string, ((work: Work) => Promise<void>) | undefined>> = {
  add,
  list,
  disable: (work) => setDisabled(work, true),
  enable: (work) => setDisabled(work, false),
}

async function add({ store, options, terminal, teams }: Work): Promise<void> {
  const email = required(options.email, '--email')
  const name = required(options.name, '--name')
  const unknown = options.team?.find((team) => teams && !teams.includes(team))
  if (!options.team) throw new UsageError('--team is missing')
  if (unknown !== undefined) throw new UsageError(`${unknown} is not one of the teams: ${teams?.join(', ')}`)
  const given = options['password-stdin'] ? (await terminal.read()).replace(/\r?\n$/, '') : undefined
  const password = new Secret('password', given ?? makePassword(systemRandom))
  await createAgentAccount(
    { database: store.db, clock: systemClock, random: systemRandom },
    { email, name, teams: options.team, password },
  )
  terminal.say(`${name} can sign in with ${email}.`)
  if (given === undefined) terminal.say(`Password, shown only now: ${password.reveal()}`)
}

async function list({ store, terminal }: Work): Promise<void> {
  const accounts = await listAgentAccounts({ database: store.db })
  if (accounts.length === 0) terminal.say('There are no agents yet; make one with balie agent add.')
  for (const { email, name, teams, disabled } of accounts) {
    terminal.say(`${email}\t${name}\t${teams.join(', ')}${disabled ? '\tdisabled' : ''}`)
  }
}

async function setDisabled({ store, options, terminal }: Work, disabled: boolean): Promise<void> {
  const email = required(options.email, '--email')
  await setAgentDisabled({ database: store.db, clock: systemClock }, email, disabled)
  terminal.say(`${email} is ${disabled ? 'disabled: signed out, and cannot sign in' : 'enabled again'}.`)
}

function findPlace(options: Options, terminal: Terminal): { place: StorePlace; teams?: readonly string[] } {
  if (options.data !== undefined) {
    if (options.config !== undefined) throw new UsageError('give --config or --data, not both')
    return { place: { dataDirectory: options.data, databaseWaitSeconds: 5 } }
  }
  const config: Config = readConfigFile(options.config ?? 'balie.toml', terminal.environment)
  return { place: config, teams: config.teams }
}
