import { retryUpdates, type UndeliveredUpdate, undeliveredUpdates } from '../jobs/waiting-updates.ts'
import { migrate } from '../store/migrate.ts'
import type { Store } from '../store/pool.ts'
import type { Command, Terminal } from './command.ts'
import { openConfiguredStore } from './open-configured-store.ts'
import { readOptions } from './read-options.ts'
import { findStorePlace, PLACE_HELP, PLACE_OPTIONS } from './store-place.ts'
import { UsageError } from './usage-error.ts'

/** `balie feedback`: logouts that no authentication plugin has taken yet. */
export const feedback: Command = {
  help: `balie feedback
balie feedback retry

Lists the logouts that could not be delivered to an authentication plugin: those that are tried again by
themselves, for a day, and those for which that day is over. For each the conversation, since when, how
often it was tried, and the code of the last failure. retry has all of them tried again now, for another
day. A week after the logout it is given up for good. Works while Balie runs too.

${PLACE_HELP}`,
  async run([first, ...rest], terminal) {
    const isRetry = first === 'retry'
    if (first !== undefined && !isRetry && !first.startsWith('-')) {
      throw new UsageError('balie feedback lists; besides, it knows retry')
    }
    const options = readOptions(
      isRetry ? rest : [first, ...rest].filter((word) => word !== undefined),
      PLACE_OPTIONS,
    )
    const { place } = findStorePlace(options, terminal)
    const { store, close } = await openConfiguredStore(place, terminal.stop)
    try {
      await migrate(store.pool, { note: terminal.note, signal: terminal.stop })
      await (isRetry ? retry(store, terminal) : list(store, terminal))
    } finally {
      await close()
    }
    return 0
  },
}

async function list(store: Store, terminal: Terminal): Promise<void> {
  const updates = await undeliveredUpdates(store.db)
  if (updates.length === 0) terminal.say('Every logout was delivered.')
  for (const update of updates) terminal.say(asLine(update))
}

async function retry(store: Store, terminal: Terminal): Promise<void> {
  const count = await retryUpdates(store.pool)
  terminal.say(count === 0 ? 'Every logout was delivered.' : `Logouts that are tried again now: ${count}.`)
}

function asLine({ session, update, state, since, tries, error = '' }: UndeliveredUpdate): string {
  return [session, update, state, new Date(since).toISOString(), `${tries} tries`, error].join('\t').trimEnd()
}
