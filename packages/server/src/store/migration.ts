import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'

/** One numbered SQL file. */
export interface Migration {
  readonly number: number
  /** File name without `.sql`. */
  readonly name: string
  readonly sql: string
  /** SHA-256 of the SQL, hexadecimal. */
  readonly checksum: string
}

/** The folder of Balie's own migrations; the same from source and from dist. */
export const MIGRATIONS = new URL('../../migrations/', import.meta.url)

/**
 * The migrations of a folder in order: `NNNN-name.sql`.
 *
 * @throws {Error} when two have the same number or a name does not fit: a mistake of ours, not of an operator
 */
export async function readMigrations(folder: URL): Promise<readonly Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
  const migrations = await Promise.all(
    files.map(async (file) => {
      const sql = await readFile(new URL(file, folder), 'utf8')
      const number = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(file)?.[1]
      if (number === undefined) throw new Error(`${file} is not named NNNN-name.sql`)
      const checksum = createHash('sha256').update(sql).digest('hex')
      return { number: Number(number), name: file.slice(0, -4), sql, checksum }
    }),
  )
  const twice = migrations.find(({ number }, at) => migrations[at - 1]?.number === number)
  if (twice) throw new Error(`two migrations have the number of ${twice.name}`)
  return migrations
}
