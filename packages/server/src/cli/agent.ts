import { Secret, systemClock, systemRandom } from '@balie/sdk'
import { createAgentAccount, listAgentAccounts, setAgentDisabled } from '../desk/agent-accounts.ts'
import { migrate } from '../store/migrate.ts'
import type { Store } from '../store/pool.ts'
import type { Command, Terminal } from './command.ts'
import { makePassword } from './make-password.ts'
import { openConfiguredStore } from './open-configured-store.ts'
import { readOptions, required } from './read-options.ts'
import { findStorePlace, PLACE_HELP, PLACE_OPTIONS } from './store-place.ts'
import { UsageError } from './usage-error.ts'

const OPTIONS = {
  ...PLACE_OPTIONS,
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

${PLACE_HELP}
  --password-stdin   read the password from standard input; without it one is made and shown once`,
  async run([action = '', ...words], terminal) {
    const act = actions[action]
    if (!act) throw new UsageError('balie agent knows add, list, disable and enable')
    const options = readOptions(words, OPTIONS)
    const { place, config } = findStorePlace(options, terminal)
    const { store, close } = await openConfiguredStore(place, terminal.stop)
    try {
      // The first agent is often made before the first start.
      await migrate(store.pool, { note: terminal.note, signal: terminal.stop })
      await act({ store, options, terminal, teams: config?.teams })
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
