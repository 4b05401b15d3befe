import type { Repository } from './repository.ts'

/** The parts of a package.json that the checks look at. */
export interface Manifest {
  readonly name: string
  readonly version?: string
  readonly license?: string
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>
  readonly bin?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** @param folder of the package, empty for the root */
export function manifestOf(repository: Repository, folder: string): Manifest {
  const file = folder === '' ? 'package.json' : `${folder}/package.json`
  return JSON.parse(repository.read(file))
}

/** Package name to folder, for the packages of this repository. */
export function ownPackages(repository: Repository): ReadonlyMap<string, string> {
  const folders = repository.paths.flatMap(
    (file) => /^(packages\/[^/]+)\/package\.json$/.exec(file)?.[1] ?? [],
  )
  return new Map(folders.map((folder) => [manifestOf(repository, folder).name, folder]))
}
