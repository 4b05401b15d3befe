import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Module, parseModule } from './parse-module.ts'

/** The files of a clone as the checks see them: paths from its root, with `/`, in order. */
export interface Repository {
  readonly paths: readonly string[]
  read(file: string): string
  has(file: string): boolean
  /** What a TypeScript file imports, exports and says. Parsed once. */
  module(file: string): Module
}

const NEVER_OURS = new Set(['node_modules', 'dist', '.git', '.balie', '.tmp', 'coverage'])

/** Reads a clone from disk. What is generated, installed or kept at run time is left out. */
export function openRepository(root: string): Repository {
  const paths = walk(root, '').sort()
  return repositoryOf(paths, (file) => readFileSync(path.join(root, file), 'utf8'))
}

/** A repository that exists in memory only, for the tests of the checks. */
export function repositoryFrom(files: Readonly<Record<string, string>>): Repository {
  return repositoryOf(Object.keys(files).sort(), (file) => {
    const text = files[file]
    if (text === undefined) throw new Error(`There is no ${file}.`)
    return text
  })
}

function repositoryOf(paths: readonly string[], read: (file: string) => string): Repository {
  const known = new Set(paths)
  const modules = new Map<string, Module>()
  return {
    paths,
    read,
    has: (file) => known.has(file),
    module: (file) => {
      const parsed = modules.get(file) ?? parseModule(file, read(file))
      modules.set(file, parsed)
      return parsed
    },
  }
}

function walk(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (NEVER_OURS.has(entry.name)) return []
    const child = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return walk(root, child)
    return entry.isFile() ? [child] : []
  })
}
