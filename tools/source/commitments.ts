import type { Repository } from './repository.ts'

/** A numbered requirement or threat, as its table in docs/ has it. */
export interface Commitment {
  readonly id: string
  readonly file: string
  readonly line: number
  /** `part` and `later` have a reason after them in the table. */
  readonly state: string
  readonly reason: string
}

const TABLES = ['docs/requirements.md', 'docs/threats.md']

/** Every row of the two tables. */
export function readCommitments(repository: Repository): Commitment[] {
  return TABLES.filter(repository.has).flatMap((file) =>
    repository
      .read(file)
      .split('\n')
      .flatMap((text, at): Commitment[] => {
        const cells = text.split('|').map((cell) => cell.trim())
        const id = cells[1] ?? ''
        if (!/^[A-Z]+-?\d+$/.test(id)) return []
        const [, state = '', reason = ''] = /^(\w+)(?:: (.+))?$/.exec(cells.at(-2) ?? '') ?? []
        return [{ id, file, line: at + 1, state, reason }]
      }),
  )
}
