// Two files that import each other are one file in two places: neither can be understood, tested or moved
// alone, and which one is loaded first decides what the other sees.
import { packageFiles } from '../source/place.ts'
import type { Repository } from '../source/repository.ts'
import { resolveImport } from '../source/resolve-import.ts'
import type { Check, Finding } from './check.ts'

export const importCycles: Check = {
  name: 'import cycles',
  rule: 'no file imports itself by way of others (types apart)',
  find: (repository) => {
    const done = new Set<string>()
    return packageFiles(repository.paths).flatMap(({ file }) => search(repository, file, [], done))
  },
}

/** Depth first; `trail` is the way here, `done` holds what is known to be clean or told. */
function search(
  repository: Repository,
  file: string,
  trail: readonly string[],
  done: Set<string>,
): Finding[] {
  const seen = trail.indexOf(file)
  if (seen !== -1) {
    return [{ file, message: [...trail.slice(seen), file].join(' -> ') }]
  }
  if (done.has(file)) return []
  const findings = importsAtRunTime(repository, file).flatMap((next) =>
    search(repository, next, [...trail, file], done),
  )
  done.add(file)
  return findings
}

function importsAtRunTime(repository: Repository, file: string): string[] {
  if (!/\.tsx?$/.test(file)) return []
  return repository.module(file).imports.flatMap(({ specifier, typeOnly }) => {
    if (typeOnly) return []
    return resolveImport(repository, file, specifier) ?? []
  })
}
