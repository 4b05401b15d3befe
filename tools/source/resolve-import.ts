import path from 'node:path'
import type { Repository } from './repository.ts'

/** The file that a relative import names, if it is one of ours. Emitted spellings (`.js`) count too. */
export function resolveImport(repository: Repository, from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined
  const [bare = ''] = specifier.split('?')
  const target = path.posix.join(path.posix.dirname(from), bare)
  return [target, target.replace(/\.js$/, '.ts'), target.replace(/\.js$/, '.tsx')].find(repository.has)
}
