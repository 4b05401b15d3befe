import { createHash } from 'node:crypto'
import type { Repository } from '../source/repository.ts'
import type { GeneratedDocument } from './document.ts'

/** Which migrations have landed, and with which content: lines as `sha256sum` writes them. */
export const LANDED = 'packages/server/migrations/landed.sha256'
const FOLDER = 'packages/server/migrations/'

/** What stands in the committed file: SHA-256 in hexadecimal, by file name. */
export function landedMigrations(repository: Repository): ReadonlyMap<string, string> {
  if (!repository.has(LANDED)) return new Map()
  const lines = repository.read(LANDED).split('\n').filter(Boolean)
  return new Map(
    lines.map((line) => {
      const [checksum = '', file = ''] = line.split('  ')
      return [file, checksum]
    }),
  )
}

/** SHA-256 of each migration that is there, in hexadecimal, by file name. */
export function presentMigrations(repository: Repository): ReadonlyMap<string, string> {
  const paths = repository.paths.filter((path) => path.startsWith(FOLDER) && path.endsWith('.sql'))
  return new Map(
    paths.map((path) => [
      path.slice(FOLDER.length),
      createHash('sha256').update(repository.read(path)).digest('hex'),
    ]),
  )
}

/** New migrations are added; what stands there already is never changed by generating. */
export function landedMigrationsDocument(repository: Repository): GeneratedDocument {
  const all = new Map([...presentMigrations(repository), ...landedMigrations(repository)])
  const lines = [...all].sort(([one], [other]) => (one < other ? -1 : 1))
  return { path: LANDED, text: lines.map(([file, checksum]) => `${checksum}  ${file}\n`).join('') }
}
