/** A table; a `|` or a line break in a cell does not break it. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/\s*\n\s*/g, ' ')
}

/** The first words of every generated document. */
export function madeFrom(sources: readonly string[]): string {
  return `<!-- Made by tools/generate.ts from ${sources.join(' and ')}. Do not edit. -->`
}
