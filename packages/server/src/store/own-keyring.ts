import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Keyring, type Random, Secret } from '@balie/sdk'
import { masterKeyring } from '../config/master-keyring.ts'
import { BalieError } from '../errors/balie-error.ts'
import { startRefused } from './own-postgres/start-refused.ts'

/**
 * The master key that is kept in the data directory, beside our own PostgreSQL; made at the first start, and
 * readable by us alone. Without it nothing that is stored can be read again.
 *
 * @throws {BalieError} START_REFUSED when it cannot be read or written, or holds something else
 */
export async function ownKeyring(dataDirectory: string, random: Random): Promise<Keyring> {
  const file = ownKeyFile(dataDirectory)
  const kept = (await read(file)) ?? (await write(file, Buffer.from(random(32)).toString('base64')))
  requireKey(kept, file)
  return masterKeyring([kept])
}

/** Where that key is kept. */
export function ownKeyFile(dataDirectory: string): string {
  return join(dataDirectory, 'master.key')
}

/**
 * The master key of a copy of that file, or the one that is in the data directory already. Makes none.
 *
 * @throws {BalieError} START_REFUSED when there is none, it is not one, or another one is in the data directory
 */
export async function findOwnKey(dataDirectory: string, copy?: string): Promise<Secret<string>> {
  const place = ownKeyFile(dataDirectory)
  const kept = await read(place)
  const given = copy === undefined ? kept : await read(copy)
  const from = copy ?? place
  if (given === undefined)
    throw new BalieError(
      'START_REFUSED',
      `there is no master key in ${from}; give the copy of it, by --master-key-from`,
    )
  requireKey(given, from)
  if (kept !== undefined && kept !== given)
    throw new BalieError('START_REFUSED', `${place} holds another master key than ${from}; move it away`)
  return new Secret('master key', given)
}

/**
 * Puts a master key into a data directory, where the next start finds it.
 *
 * @returns takes it out again; nothing when it was there already
 */
export async function putOwnKey(dataDirectory: string, key: Secret<string>): Promise<() => Promise<void>> {
  const file = ownKeyFile(dataDirectory)
  if ((await read(file)) !== undefined) return async () => undefined
  await write(file, key.reveal())
  return () => rm(file, { force: true })
}

function requireKey(text: string, file: string): void {
  if (/^[A-Za-z0-9+/]{43}=$/.test(text)) return
  throw new BalieError(
    'START_REFUSED',
    `${file} does not hold a master key: 32 bytes in base64; put the right one back`,
  )
}

async function read(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw startRefused(error, file)
  }
}

async function write(file: string, text: string): Promise<string> {
  const partial = `${file}.new`
  try {
    await rm(partial, { force: true })
    await writeFile(partial, `${text}\n`, { mode: 0o600, flag: 'wx', flush: true })
    // Whole or not at all: half a key would be a lost one.
    await rename(partial, file)
  } catch (error) {
    throw startRefused(error, file)
  }
  return text
}
