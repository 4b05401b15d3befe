// What a package publishes is decided in one file that can be read, not by accident: so index.ts stands only
// at its edge and names what it exports. A file that no entry reaches is dead weight that still gets mended.
import { manifestOf, ownPackages } from '../source/manifest.ts'
import { packageFiles } from '../source/place.ts'
import type { Repository } from '../source/repository.ts'
import { resolveImport } from '../source/resolve-import.ts'
import type { Check, Finding } from './check.ts'

export const entries: Check = {
  name: 'entries',
  rule: 'index.ts only as an entry in package.json, no `export *`, and every file is reached from an entry',
  find: (repository) => {
    const edges = new Set(
      [...ownPackages(repository).values()].flatMap((folder) => edgesOf(repository, folder)),
    )
    const reached = reach(repository, [...edges, ...rootsOf(repository)])
    return packageFiles(repository.paths).flatMap(({ file, place }): Finding[] => [
      ...(/(^|\/)index\.tsx?$/.test(file) && !edges.has(file)
        ? [{ file, message: 'index.ts, but no entry of the package' }]
        : []),
      ...repository
        .module(file)
        .exports.filter(({ name }) => name === '*')
        .map(({ line }) => ({ file, line, message: 'exports *: name what is exported' })),
      ...(place.forTests || reached.has(file) ? [] : [{ file, message: 'no entry reaches this file' }]),
    ])
  },
}

/** The source files that a package's `exports` and `bin` stand for. */
function edgesOf(repository: Repository, folder: string): string[] {
  const { exports = {}, bin = {} } = manifestOf(repository, folder)
  const published = Object.values(exports).map((entry) =>
    typeof entry === 'string' ? entry : (entry['source'] ?? ''),
  )
  const commands = Object.values(bin).map((file) => file.replace('/dist/', '/src/').replace(/\.js$/, '.ts'))
  return [...published, ...commands].map((file) => file.replace(/^\.\//, `${folder}/`)).filter(repository.has)
}

/** Where else reading begins: pages and the build's configuration name their scripts, tools reach in. */
function rootsOf(repository: Repository): string[] {
  const pages = repository.paths.flatMap((file) => {
    const folder = /^(packages\/[^/]+)\/[^/]+\.html$/.exec(file)?.[1]
    if (folder === undefined) return []
    const scripts = [...repository.read(file).matchAll(/<script[^>]+src="\/?([^"]+)"/g)]
    return scripts.map((match) => `${folder}/${match[1]}`)
  })
  const outside = repository.paths.filter((file) => /^(tools|e2e|bench|examples)\/.*\.tsx?$/.test(file))
  return [...pages.filter(repository.has), ...outside]
}

function reach(repository: Repository, roots: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>()
  const waiting = [...roots]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file)) continue
    reached.add(file)
    if (/\.tsx?$/.test(file)) waiting.push(...mentioned(repository, file))
  }
  return reached
}

/** Imports, and paths in strings: a worker or a program that is started is named so. */
function mentioned(repository: Repository, file: string): string[] {
  const { imports, strings } = repository.module(file)
  const words = [...imports.map(({ specifier }) => specifier), ...strings.map(({ text }) => text)]
  return words.flatMap((word) => resolveImport(repository, file, word) ?? [])
}
