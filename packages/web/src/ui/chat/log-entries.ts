import type { MessageRow } from './message-rows.ts'

/** Something that the log tells between the messages, where it happened in time. */
export interface LogMark {
  readonly at: number
  readonly text: string
}

/** What the log shows, from above: messages, the days they are of, and marks. */
export type LogEntry =
  | { readonly kind: 'row'; readonly key: string; readonly row: MessageRow }
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'mark'; readonly key: string; readonly mark: LogMark }

/** Puts days and marks between the rows. A mark stands before the first message that is later than it. */
export function logEntries(rows: readonly MessageRow[], marks: readonly LogMark[]): readonly LogEntry[] {
  const entries: LogEntry[] = []
  let waiting = [...marks].sort((a, b) => a.at - b.at)
  const place = (until: number) => {
    for (const mark of waiting.filter(({ at }) => at <= until))
      entries.push({ kind: 'mark', key: `mark-${mark.at}`, mark })
    waiting = waiting.filter(({ at }) => at > until)
  }
  for (const row of rows) {
    place(row.at)
    if (row.newDay) entries.push({ kind: 'day', key: `day-${row.key}`, at: row.at })
    entries.push({ kind: 'row', key: row.key, row })
  }
  place(Number.POSITIVE_INFINITY)
  return entries
}
