import { systemClock } from '@balie/sdk'
import { masterKeyring } from '../config/master-keyring.ts'
import { createBackupProgress } from '../store/backup/backup-progress.ts'
import { type Backup, readBackup } from '../store/backup/read-backup.ts'
import { type Restored, restore as restoreBackup } from '../store/backup/restore.ts'
import { isRestoreUnfinished } from '../store/backup/restore-unfinished.ts'
import { findOwnKey, putOwnKey } from '../store/own-keyring.ts'
import type { Command } from './command.ts'
import { openConfiguredStore } from './open-configured-store.ts'
import { readOptions, required } from './read-options.ts'
import { findStorePlace, PLACE_HELP, PLACE_OPTIONS } from './store-place.ts'
import { UsageError } from './usage-error.ts'

/** `balie restore`: what `balie backup` wrote, into a database that is empty. */
export const restore: Command = {
  help: `balie restore --from DIRECTORY --keys-from DIRECTORY [--config balie.toml]

Loads what balie backup wrote into an empty database, or into a data directory that is not there yet: all
of it or nothing. Looks first whether the files are whole. Refuses a database that holds anything, and a
backup of a newer Balie; one of an older Balie is brought up to date. Start Balie after it.

Keys may be of a later backup than the rest: what had been erased by then stays unreadable.

  --from DIRECTORY        of the backup
  --keys-from DIRECTORY   of its keys, or those of a later one
  --without-keys          instead: sessions come back, and nothing that anybody wrote or is can be read
  --master-key-from FILE  a copy of master.key, for a new data directory without master_key in the configuration
${PLACE_HELP}`,
  async run(words, terminal) {
    const options = readOptions(words, {
      ...PLACE_OPTIONS,
      from: { type: 'string' },
      'keys-from': { type: 'string' },
      'without-keys': { type: 'boolean', default: false },
      'master-key-from': { type: 'string' },
    })
    const from = required(options.from, '--from')
    if (options['without-keys'] && options['keys-from'] !== undefined)
      throw new UsageError('give --keys-from or --without-keys, not both')
    const keys = options['without-keys'] ? {} : { keysFrom: required(options['keys-from'], '--keys-from') }
    const { place, config } = findStorePlace(options, terminal)
    const copy = options['master-key-from']
    if (copy !== undefined && config?.keyring)
      throw new UsageError('--master-key-from is not for a configuration with master_key')
    const isNeeded = !config?.keyring && (copy !== undefined || !options['without-keys'])
    const own = isNeeded ? await findOwnKey(place.dataDirectory, copy) : undefined
    const keyring = config?.keyring ?? (own && masterKeyring([own.reveal()]))
    const watch = { progress: createBackupProgress(systemClock, terminal.note), signal: terminal.stop }
    const backup = await readBackup({ from, ...keys }, watch)
    const { store, close } = await openConfiguredStore(place, terminal.stop, { alone: true })
    let takeOut = async () => {}
    try {
      if (own) takeOut = await putOwnKey(place.dataDirectory, own)
      const done = await restoreBackup(backup, { ...watch, pool: store.pool, ...(keyring && { keyring }) })
      takeOut = async () => {}
      for (const line of report(backup, done)) terminal.say(line)
    } catch (error) {
      if (!isRestoreUnfinished(error)) await takeOut()
      throw error
    } finally {
      await close()
    }
    return 0
  },
}

function* report({ data, keys }: Backup, done: Restored): Generator<string> {
  yield `Restored as of ${data.at}: ${done.rows} rows of ${data.tables.length} tables, and ${done.keys} keys.`
  if (!keys) yield 'No keys were given: what anybody wrote or is cannot be read.'
  if (keys && keys.at > data.at)
    yield `The keys are of later, ${keys.at}: what had been erased by then stays unreadable.`
  if (keys && keys.at < data.at)
    yield `The keys are of before, ${keys.at}: what came in since then cannot be read.`
  if (done.closedKeys > 0)
    yield `Of these, ${done.closedKeys} were wrapped by a master key that was not given; those open nothing.`
  yield 'Start Balie now. Logouts and mails that it sent after the backup may be sent once more.'
}
