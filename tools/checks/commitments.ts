// A table of promises is worth what stands behind each row. A row that says `met` must be named by the source
// that does it and by a test that shows it; what is not there yet must say so, and say what is missing.
import { readCommitments } from '../source/commitments.ts'
import { coverageOf } from '../source/coverage.ts'
import type { Check, Finding } from './check.ts'

export const commitments: Check = {
  name: 'commitments',
  rule: 'each requirement and threat is met, named by source and test, or says why not yet',
  find: (repository) => {
    const rows = readCommitments(repository)
    const coverage = coverageOf(
      repository,
      rows.map(({ id }) => id),
    )
    const twice = rows.filter(({ id }, at) => rows.findIndex((row) => row.id === id) !== at)
    return [
      ...twice.map(({ id, file, line }) => ({ file, line, message: `${id} stands here twice` })),
      ...rows.flatMap(({ id, file, line, state, reason }): Finding[] => {
        const tell = (message: string) => [{ file, line, message: `${id} ${message}` }]
        if (state === 'later' || state === 'part') {
          return reason === '' ? tell(`is "${state}" without saying what is missing`) : []
        }
        if (state !== 'met') return tell('has no state: met, part or later')
        const { sources = [], tests = [] } = coverage.get(id) ?? {}
        if (sources.length === 0) return tell('is met, but no source file names it')
        return tests.length === 0 ? tell('is met, but no test names it') : []
      }),
    ]
  },
}
