import { readCommitments } from '../source/commitments.ts'
import { coverageOf } from '../source/coverage.ts'
import type { Repository } from '../source/repository.ts'
import type { GeneratedDocument } from './document.ts'
import { madeFrom, markdownTable } from './markdown.ts'

/** `docs/coverage.md`: for every requirement and threat the files that do it and the tests that show it. */
export function coverageDocument(repository: Repository): GeneratedDocument {
  const rows = readCommitments(repository)
  const coverage = coverageOf(
    repository,
    rows.map(({ id }) => id),
  )
  const cells = rows.map(({ id, state }) => {
    const { sources = [], tests = [] } = coverage.get(id) ?? {}
    return [id, state, links(sources), links(tests)]
  })
  const text = `${madeFrom(['the ids that comments and tests name'])}

# Where each requirement and threat is met

The ids are those of [requirements.md](requirements.md) and [threats.md](threats.md).

${markdownTable(['id', 'state', 'source', 'tests'], cells)}
`
  return { path: 'docs/coverage.md', text }
}

function links(files: readonly string[]): string {
  return files.map((file) => `[${file.replace(/^packages\/([^/]+)\/src\//, '$1/')}](../${file})`).join(', ')
}
