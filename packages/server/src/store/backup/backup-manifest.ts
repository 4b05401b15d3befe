import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Type, { type Static } from 'typebox'
import { Value } from 'typebox/value'
import { BalieError } from '../../errors/balie-error.ts'
import { restoreRefused } from './restore-refused.ts'

/** What a change of the files of a backup raises. */
export const FORMAT = 1

const NAME = '^[a-z_][a-z0-9_]{0,62}$'

const BackedUpTable = Type.Object({
  /** `balie` for Balie's own schema, whatever it is called; `jobs` for that of the jobs. */
  of: Type.Union([Type.Literal('balie'), Type.Literal('jobs')]),
  table: Type.String({ pattern: NAME }),
  /** In the order of the file. */
  columns: Type.Array(Type.String({ pattern: NAME }), { minItems: 1 }),
  file: Type.String({ pattern: '^[a-z0-9_.]+\\.copy\\.gz$' }),
  rows: Type.Integer({ minimum: 0 }),
  /** Of the file as it lies there, hexadecimal. */
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
})

const BackupManifest = Type.Object({
  format: Type.Literal(FORMAT),
  /** `keys`: the wrapped data keys and nothing else. `data`: everything but those. */
  holds: Type.Union([Type.Literal('data'), Type.Literal('keys')]),
  /** The moment that it shows, ISO 8601. */
  at: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z$' }),
  /** Version of the PostgreSQL that it came from. */
  postgresql: Type.String(),
  /** That had run on the database. */
  migrations: Type.Array(
    Type.Object({
      number: Type.Integer(),
      name: Type.String({ pattern: '^[a-z0-9-]+$' }),
      checksum: Type.String(),
    }),
    { minItems: 1 },
  ),
  /** Version of the schema of the jobs. */
  jobs: Type.Integer(),
  tables: Type.Array(BackedUpTable),
})

/** What lies in the directory of a backup. */
export type BackupManifest = Static<typeof BackupManifest>
/** One table in a file of rows as PostgreSQL's COPY writes them. */
export type BackedUpTable = Static<typeof BackedUpTable>

const FILE = 'manifest.json'

/**
 * Writes the manifest, on disk when this returns, whole or not at all: with it the directory is a backup.
 *
 * @throws {BalieError} BACKUP_FAILED for one that a restore would not read
 */
export async function writeManifest(directory: string, manifest: BackupManifest): Promise<void> {
  const [wrong] = Value.Errors(BackupManifest, manifest)
  if (wrong) {
    const odd = manifest.tables.find((table): boolean => !Value.Check(BackedUpTable, table))
    const what = odd ? `table ${odd.table} or a column of it` : wrong.instancePath
    throw new BalieError(
      'BACKUP_FAILED',
      `a restore would not take the name of ${what}; rename it when it is yours, or use the Balie that made it`,
    )
  }
  const partial = join(directory, `${FILE}.new`)
  await writeFile(partial, `${JSON.stringify(manifest, undefined, 2)}\n`, {
    mode: 0o600,
    flag: 'wx',
    flush: true,
  })
  await rename(partial, join(directory, FILE))
}

/**
 * The manifest of a directory.
 *
 * @throws {BalieError} RESTORE_REFUSED when there is none, or one of another kind or of a newer Balie
 */
export async function readManifest(
  directory: string,
  holds: BackupManifest['holds'],
): Promise<BackupManifest> {
  const manifest = await parsed(join(directory, FILE))
  const format = Value.Check(Type.Object({ format: Type.Integer() }), manifest) ? manifest.format : undefined
  if (format !== undefined && format > FORMAT)
    throw restoreRefused(`the backup in ${directory} was made by a newer Balie; restore it with that one`)
  if (!Value.Check(BackupManifest, manifest))
    throw restoreRefused(
      `${join(directory, FILE)} is not what balie backup writes; it was changed or damaged`,
    )
  if (manifest.holds !== holds) {
    throw restoreRefused(
      manifest.holds === 'keys'
        ? `${directory} holds the keys; give it as --keys-from, and the other directory as --from`
        : `${directory} holds no keys; give it as --from, and the directory of the keys as --keys-from`,
    )
  }
  return manifest
}

async function parsed(file: string): Promise<unknown> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== 'ENOENT' && code !== 'ENOTDIR')
      throw restoreRefused(`${file} cannot be read (${code})`, error)
    throw restoreRefused(`there is no whole backup there: ${file} is missing`)
  }
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
