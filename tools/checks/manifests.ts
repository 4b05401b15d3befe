// Exact versions, so that a clone of today and one of next year are the same program. One version of a part for
// the whole house, so that a type or an error class from it is the same everywhere. Licences and owners that
// fit: the design tokens of a municipality are free to read, but not ours to ship.
import { type Manifest, manifestOf, ownPackages } from '../source/manifest.ts'
import type { Repository } from '../source/repository.ts'
import type { Check, Finding } from './check.ts'

const LICENCE = 'EUPL-1.2'

/** Licences of parts that may be used by, and shipped with, a program under the EUPL. */
const GOOD_LICENCES = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'EUPL-1.2',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
  'Zlib',
])

/** Packages whose licence the lock file does not know, because they say it the old way. Looked at by hand. */
const LOOKED_AT: Readonly<Record<string, string>> = { 'xmlhttprequest-ssl': 'MIT' }

const NOT_OURS_TO_SHIP = /@(utrecht|amsterdam|rotterdam|denhaag)\/design(-system)?-(tokens|assets)$/

export const manifests: Check = {
  name: 'manifests',
  rule: 'dependencies are exact, the same everywhere, and under a licence that fits',
  find: (repository) => {
    const folders = ['', ...ownPackages(repository).values()]
    const rows = folders.flatMap((folder) => dependencyRows(folder, manifestOf(repository, folder)))
    return [
      ...rows
        .filter(({ version }) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
        .map((row) => tell(row, 'is not exact')),
      ...disagreements(rows),
      ...folders
        .filter((folder) => manifestOf(repository, folder).license !== LICENCE)
        .map((folder) => ({ file: fileOf(folder), message: `its licence is not ${LICENCE}` })),
      ...licenceFindings(repository),
    ]
  },
}

interface DependencyRow {
  readonly file: string
  readonly name: string
  readonly version: string
}

function dependencyRows(folder: string, manifest: Manifest): DependencyRow[] {
  const { dependencies, devDependencies } = manifest
  return Object.entries({ ...dependencies, ...devDependencies }).map(([name, version]) => ({
    file: fileOf(folder),
    name,
    version,
  }))
}

function disagreements(rows: readonly DependencyRow[]): Finding[] {
  return [...Map.groupBy(rows, ({ name }) => name).values()].flatMap((same) => {
    const [first] = same
    return same
      .filter(({ version }) => version !== first?.version)
      .map((row) => tell(row, `is ${first?.version} elsewhere`))
  })
}

function tell({ file, name, version }: DependencyRow, message: string): Finding {
  return { file, message: `${name} ${version} ${message}` }
}

function licenceFindings(repository: Repository): Finding[] {
  const file = 'package-lock.json'
  const { packages } = JSON.parse(repository.read(file)) as {
    packages: Record<string, { license?: string; link?: boolean }>
  }
  return Object.entries(packages).flatMap(([folder, { license, link }]) => {
    const name = folder.split('node_modules/').at(-1) ?? ''
    if (NOT_OURS_TO_SHIP.test(name)) return [{ file, message: `${name} is not ours to ship` }]
    if (link || !folder.includes('node_modules/') || fits(license ?? LOOKED_AT[name])) return []
    return [{ file, message: `${name} has the licence ${license ?? 'unknown'}: look at it, and decide here` }]
  })
}

/** `(A OR B)` fits when one of them does, `A AND B` when both do. */
function fits(licence: string | undefined): boolean {
  if (licence === undefined) return false
  const choices = licence.replace(/[()]/g, '').split(/ OR /)
  return choices.some((choice) => choice.split(/ AND /).every((one) => GOOD_LICENCES.has(one.trim())))
}

function fileOf(folder: string): string {
  return folder === '' ? 'package.json' : `${folder}/package.json`
}
