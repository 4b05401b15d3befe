// A package here is a promise about who may use it and what it drags along: the sdk is published for authors
// of other plugins, desk-api goes to the browser. One import in the wrong direction breaks the promise
// silently, because everything still runs in this clone.
import { manifestOf, ownPackages } from '../source/manifest.ts'
import { type Place, placeOf } from '../source/place.ts'
import type { Repository } from '../source/repository.ts'
import { resolveImport } from '../source/resolve-import.ts'
import type { Check, Finding } from './check.ts'

/**
 * Which packages of ours a package may import, and the examples, which stand for somebody else's plugin. A
 * package that is not in this table may not exist.
 */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  sdk: [],
  'desk-api': [],
  core: ['sdk'],
  conformance: ['sdk'],
  web: ['desk-api'],
  server: ['sdk', 'desk-api', 'core'],
  examples: ['sdk'],
}

/** Who may reach into files of another package instead of its published entries: nobody that is published. */
const MAY_REACH_IN = new Set(['tools', 'e2e', 'bench'])

export const packageArrows: Check = {
  name: 'package arrows',
  rule: 'packages import each other only along the arrows, and only what the other one publishes',
  find: (repository) => {
    const own = ownPackages(repository)
    const rooms = new Set([...own.values()].map((folder) => folder.replace('packages/', '')))
    const strangers = [...rooms].filter((room) => ARROWS[room] === undefined)
    return [
      ...strangers.map((room) => ({
        file: `packages/${room}/package.json`,
        message: `the package ${room} has no row in the table of arrows`,
      })),
      ...repository.paths.flatMap((file) => {
        const place = placeOf(file)
        return place ? findInFile(repository, own, file, place) : []
      }),
    ]
  },
}

function findInFile(
  repository: Repository,
  own: ReadonlyMap<string, string>,
  file: string,
  place: Place,
): Finding[] {
  return repository.module(file).imports.flatMap(({ specifier, line }) => {
    const message = specifier.startsWith('.')
      ? relativeProblem(repository, file, place, specifier)
      : ownPackageProblem(repository, own, place, specifier)
    return message === undefined ? [] : [{ file, line, message }]
  })
}

function relativeProblem(repository: Repository, file: string, place: Place, specifier: string) {
  const target = resolveImport(repository, file, specifier)
  if (target === undefined) return undefined
  const room = /^packages\/([^/]+)\//.exec(target)?.[1]
  if (room === undefined || room === place.room || MAY_REACH_IN.has(place.room)) return undefined
  return `${specifier} reaches into another package: import its published entry`
}

function ownPackageProblem(
  repository: Repository,
  own: ReadonlyMap<string, string>,
  place: Place,
  specifier: string,
): string | undefined {
  const name = packageNameOf(specifier)
  const folder = own.get(name)
  if (folder === undefined) return undefined
  const room = folder.replace('packages/', '')
  if (room === place.room) return `${specifier} imports its own package: use a relative path`
  const allowed = ARROWS[place.room]
  if (allowed !== undefined && !allowed.includes(room)) return `${place.room} may not import ${room}`
  const entry = `.${specifier.slice(name.length)}`
  const entries = Object.keys(manifestOf(repository, folder).exports ?? {})
  return entries.includes(entry) ? undefined : `${specifier} is not published by ${name}`
}

/** `@scope/name/path` and `name/path` to the package's name. */
export function packageNameOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}
