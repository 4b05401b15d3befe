import type { Repository } from './repository.ts'

/** Where an id of a requirement or threat is named. */
export interface Coverage {
  readonly sources: readonly string[]
  readonly tests: readonly string[]
}

const CODE = /^(packages\/[^/]+\/src|e2e)\/.*\.tsx?$/
const IS_TEST = /\.test\.tsx?$|^e2e\/|\/testing\//

/**
 * Looks for ids in comments and strings. `T1` in a comment or in the title of a test counts, `T1` as the name
 * of a type does not.
 */
export function coverageOf(repository: Repository, ids: readonly string[]): ReadonlyMap<string, Coverage> {
  const named = repository.paths
    .filter((file) => CODE.test(file))
    .map((file) => ({ file, ids: idsIn(repository, file) }))
  return new Map(
    ids.map((id) => {
      const files = named.filter((row) => row.ids.has(id)).map(({ file }) => file)
      return [
        id,
        {
          sources: files.filter((file) => !IS_TEST.test(file)),
          tests: files.filter((file) => IS_TEST.test(file)),
        },
      ]
    }),
  )
}

function idsIn(repository: Repository, file: string): ReadonlySet<string> {
  const { comments, strings } = repository.module(file)
  const text = [...comments, ...strings].map((piece) => piece.text).join('\n')
  return new Set(expandRanges(text).match(/\b[A-Z]{1,2}-?\d+\b/g) ?? [])
}

/** `T1 to T12` names all twelve. */
function expandRanges(text: string): string {
  return text.replace(
    /\b([A-Z]{1,2}-?)(\d+) to \1(\d+)\b/g,
    (_, letters: string, from: string, to: string) => {
      const count = Math.max(0, Number(to) - Number(from) + 1)
      return Array.from({ length: count }, (_, at) => `${letters}${Number(from) + at}`).join(' ')
    },
  )
}
