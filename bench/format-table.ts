import type { Line, Row } from './row.ts'
import type { Verdict } from './verdict.ts'

const HEADINGS = ['row', 'ours', 'bare', 'ratio', 'spread', 'goal', 'met']

/** The outcome as a Markdown table that can also be read in a terminal. */
export function formatTable(outcome: readonly { row: Row; verdicts: readonly Verdict[] }[]): string {
  const cells = outcome.flatMap(({ row, verdicts }) => verdicts.map((verdict) => cellsOf(row, verdict)))
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...cells.map((cell) => cell[column]?.length ?? 0)),
  )
  const format = (line: readonly string[]) =>
    `| ${line.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [format(HEADINGS), rule, ...cells.map(format)].join('\n')
}

function cellsOf(row: Row, { line, ours, bare, ratio, spread, met }: Verdict): string[] {
  const [least, greatest] = spread.map((end) =>
    ratio === undefined ? figure(end, line.unit) : end.toFixed(2),
  )
  return [
    `${row.number} ${line.what}`,
    figure(ours, line.unit),
    bare === undefined ? '' : figure(bare, line.unit),
    ratio === undefined ? '' : ratio.toFixed(2),
    `${least} to ${greatest}`,
    goalOf(line),
    met === undefined ? '' : met ? 'met' : 'not met',
  ]
}

function goalOf({ goal, unit }: Line): string {
  if (!goal) return ''
  return `at ${goal.at} ${'amount' in goal ? `${goal.amount} ${unit}` : goal.ratio}`
}

const DIGITS = { '/s': 0, ms: 2, s: 2, kB: 1, MB: 0 } as const

function figure(value: number, unit: Line['unit']): string {
  return `${value.toFixed(DIGITS[unit])} ${unit}`
}
