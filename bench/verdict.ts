import { median } from './median.ts'
import type { Figures, Line } from './row.ts'

/** Both sides of one round. */
export interface Round {
  readonly bare: Figures
  readonly ours: Figures
}

/** What the rounds come to, for one line of the table. */
export interface Verdict {
  readonly line: Line
  /** Medians of the rounds. */
  readonly ours: number
  readonly bare: number
  /** Ours divided by bare: median of the rounds' own ratios, so that both halves saw the same machine. */
  readonly ratio: number
  /** The least and the greatest of the rounds' ratios. */
  readonly spread: readonly [number, number]
  /** Absent without a goal. */
  readonly met?: boolean
}

/**
 * Judges one line.
 *
 * @throws {RangeError} without rounds, or when a figure of one is missing
 */
export function judge(line: Line, rounds: readonly Round[]): Verdict {
  const ours = rounds.map((round) => figure(round.ours, line.key))
  const bare = rounds.map((round) => figure(round.bare, line.key))
  const ratios = rounds.map((round) => figure(round.ours, line.key) / figure(round.bare, line.key))
  const ratio = median(ratios)
  return {
    line,
    ours: median(ours),
    bare: median(bare),
    ratio,
    spread: [Math.min(...ratios), Math.max(...ratios)],
    ...(line.goal && {
      met: line.goal.at === 'least' ? ratio >= line.goal.ratio : ratio <= line.goal.ratio,
    }),
  }
}

function figure(figures: Figures, key: string): number {
  const value = figures[key]
  if (value === undefined || !(value > 0)) throw new RangeError(`no figure ${key}`)
  return value
}
