import { systemClock } from '@balie/sdk'
import { BalieError } from '../errors/balie-error.ts'
import { backUp } from '../store/backup/back-up.ts'
import { areTogether } from '../store/backup/backup-directory.ts'
import { createBackupProgress } from '../store/backup/backup-progress.ts'
import { ownKeyFile } from '../store/own-keyring.ts'
import { findCluster } from '../store/own-postgres/make-cluster.ts'
import type { Command } from './command.ts'
import { openConfiguredStore, type StorePlace } from './open-configured-store.ts'
import { readOptions, required } from './read-options.ts'
import { findStorePlace, PLACE_HELP, PLACE_OPTIONS } from './store-place.ts'
import { UsageError } from './usage-error.ts'

/** `balie backup`: all that is stored, as it is at one moment; the wrapped data keys apart (P2). */
export const backup: Command = {
  help: `balie backup --to DIRECTORY --keys-to DIRECTORY [--config balie.toml]

Writes all that Balie has stored, as it is at one moment, into new directories: the keys of the sessions
into one, everything else into the other. Works while Balie runs, which goes on meanwhile. When Balie
does not run and has a PostgreSQL of its own, that is started for it and stopped again.

What has been erased is erased in backups too, because its key is gone: so keep the keys apart from the
rest, and only those of the newest backup. The master key is in neither; see docs/backup.md.

  --to DIRECTORY       where to, empty or not there yet
  --keys-to DIRECTORY  where to put the keys, empty or not there yet
${PLACE_HELP}`,
  async run(words, terminal) {
    const options = readOptions(words, {
      ...PLACE_OPTIONS,
      to: { type: 'string' },
      'keys-to': { type: 'string' },
    })
    const to = required(options.to, '--to')
    const keysTo = required(options['keys-to'], '--keys-to')
    if (areTogether(to, keysTo))
      throw new UsageError('--to and --keys-to must be apart, and neither of them in the other')
    const { place, config } = findStorePlace(options, terminal)
    await requireDatabase(place)
    const { store, close } = await openConfiguredStore(place, terminal.stop)
    try {
      const progress = createBackupProgress(systemClock, terminal.note)
      const done = await backUp({
        ...{ pool: store.pool, clock: systemClock, progress },
        ...{ to, keysTo, signal: terminal.stop },
      })
      terminal.say(`Backed up as of ${done.at}: ${done.rows} rows of ${done.tables} tables in ${to}.`)
      terminal.say(
        `The ${done.keys} keys that open them are in ${keysTo}: keep only those of the newest backup.`,
      )
      for (const what of done.leftOut)
        terminal.note(`Left out, because no Balie made it and a restore has no place for it: ${what}.`)
      const masterKey = config?.keyring ? 'master_key of the configuration' : ownKeyFile(place.dataDirectory)
      terminal.say(`Not in it: ${masterKey}. Keep a copy elsewhere; without it nothing can be read.`)
    } finally {
      await close()
    }
    return 0
  },
}

/** One of our own is not made only to find it empty. */
async function requireDatabase({ databaseUrl, dataDirectory }: StorePlace): Promise<void> {
  if (databaseUrl || (await findCluster(dataDirectory))) return
  throw new BalieError('BACKUP_FAILED', `there is no database of Balie in ${dataDirectory}`)
}
