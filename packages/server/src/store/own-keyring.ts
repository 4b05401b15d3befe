import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Keyring, Random } from '@balie/sdk'
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
  const file = join(dataDirectory, 'master.key')
  const kept = (await read(file)) ?? (await make(file, random))
  if (!/^[A-Za-z0-9+/]{43}=$/.test(kept)) {
    throw new BalieError(
      'START_REFUSED',
      `${file} does not hold a master key: 32 bytes in base64; put the right one back`,
    )
  }
  return masterKeyring([kept])
}

async function read(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw startRefused(error, file)
  }
}

async function make(file: string, random: Random): Promise<string> {
  const text = Buffer.from(random(32)).toString('base64')
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
