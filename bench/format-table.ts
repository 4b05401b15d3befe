import type { Row } from './row.ts'
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
  return [
    `${row.number} ${line.what}`,
    figure(ours, line.unit),
    figure(bare, line.unit),
    ratio.toFixed(2),
    `${spread[0].toFixed(2)} to ${spread[1].toFixed(2)}`,
    line.goal ? `${line.goal.at === 'least' ? 'at least' : 'at most'} ${line.goal.ratio}` : '',
    met === undefined ? '' : met ? 'met' : 'not met',
  ]
}

function figure(value: number, unit: string): string {
  return unit === '/s' ? `${Math.round(value)} /s` : `${value.toFixed(2)} ms`
}
