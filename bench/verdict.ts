import { median } from './median.ts'
import type { Figures, Line } from './row.ts'

/** Both sides of one round. */
export interface Round {
  /** Absent where nothing bare does the same. */
  readonly bare?: Figures
  readonly ours: Figures
}

/** What the rounds come to, for one line of the table. */
export interface Verdict {
  readonly line: Line
  /** Medians of the rounds. */
  readonly ours: number
  readonly bare?: number
  /** Ours divided by bare: median of the rounds' own ratios, so that both halves saw the same machine. */
  readonly ratio?: number
  /** The least and the greatest of the rounds' ratios; without a bare side, of the rounds' figures. */
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
  const bares = rounds.flatMap(({ bare }) => (bare ? [figure(bare, line.key)] : []))
  const amount = median(ours)
  if (bares.length < rounds.length) {
    return { line, ours: amount, spread: spreadOf(ours), ...metOf(line, { amount }) }
  }
  const ratios = ours.map((mine, i) => mine / (bares[i] ?? Number.NaN))
  const ratio = median(ratios)
  return {
    line,
    ours: amount,
    bare: median(bares),
    ratio,
    spread: spreadOf(ratios),
    ...metOf(line, { amount, ratio }),
  }
}

function spreadOf(values: readonly number[]): readonly [number, number] {
  return [Math.min(...values), Math.max(...values)]
}

function metOf({ goal }: Line, { amount, ratio = Number.NaN }: { amount: number; ratio?: number }) {
  if (!goal) return {}
  if ('amount' in goal) return { met: amount <= goal.amount }
  return { met: goal.at === 'least' ? ratio >= goal.ratio : ratio <= goal.ratio }
}

function figure(figures: Figures, key: string): number {
  const value = figures[key]
  if (value === undefined || !(value > 0)) throw new RangeError(`no figure ${key}`)
  return value
}
