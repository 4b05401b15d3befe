// npm puts every package of the workspace in one folder, so an import of something that is not declared works
// here and fails for who installs the package. And the sdk must stay light: no web framework, no database.
import { builtinModules } from 'node:module'
import { manifestOf } from '../source/manifest.ts'
import { packageFiles } from '../source/place.ts'
import type { Repository } from '../source/repository.ts'
import type { Check, Finding } from './check.ts'
import { packageNameOf } from './package-arrows.ts'

/** All that the sdk may bring along, and the one file in which its optional peer is known. */
const SDK_BRINGS = new Set(['jose', 'typebox'])
const FASTIFY_ADAPTER = 'adapters/fastify.ts'

/** Packages that run in a browser. */
const IN_BROWSER = new Set(['web', 'desk-api'])

export const declaredDependencies: Check = {
  name: 'declared dependencies',
  rule: 'what a package imports is in its package.json; the sdk brings only jose and typebox',
  find: (repository) =>
    packageFiles(repository.paths).flatMap(({ file, place }): Finding[] => {
      const manifest = manifestOf(repository, `packages/${place.room}`)
      const declared = { ...manifest.dependencies, ...manifest.peerDependencies }
      const forTests = place.forTests ? { ...manifest.devDependencies, ...rootTools(repository) } : {}
      // Pages are bundled when they are published: what they import is inside.
      const bundled = place.room === 'web' ? manifest.devDependencies : {}
      const known = new Set(Object.keys({ ...declared, ...forTests, ...bundled }))
      return repository.module(file).imports.flatMap(({ specifier, line, typeOnly }) => {
        const message = isBuiltin(specifier)
          ? builtinProblem(place.room, place.forTests)
          : (bareProblem(specifier, known, manifest.name) ??
            (place.room === 'sdk' && !place.forTests
              ? sdkProblem(specifier, place.below, typeOnly)
              : undefined))
        return message === undefined ? [] : [{ file, line, message: `${specifier}: ${message}` }]
      })
    }),
}

function rootTools(repository: Repository) {
  return manifestOf(repository, '').devDependencies
}

function isBuiltin(specifier: string): boolean {
  return specifier.startsWith('node:') || builtinModules.includes(specifier)
}

function builtinProblem(room: string, forTests: boolean): string | undefined {
  return IN_BROWSER.has(room) && !forTests ? 'this package runs in a browser' : undefined
}

function bareProblem(specifier: string, known: ReadonlySet<string>, self: string): string | undefined {
  // `virtual:` is made by the package's own build.
  if (/^(\.|\/|virtual:)/.test(specifier)) return undefined
  const name = packageNameOf(specifier)
  return known.has(name) || name === self ? undefined : 'is not in the package.json'
}

function sdkProblem(specifier: string, below: string, typeOnly: boolean): string | undefined {
  if (specifier.startsWith('.') || SDK_BRINGS.has(packageNameOf(specifier))) return undefined
  if (specifier === 'fastify' && below === FASTIFY_ADAPTER) {
    return typeOnly ? undefined : 'only its types: who uses the adapter brings Fastify'
  }
  return 'the sdk brings only jose and typebox'
}
