import type { Words } from '../ui/words/words.ts'
import { momentText, type ReceiptPart } from './receipt-parts.ts'
import type { CitizenKey } from './words/citizen-key.ts'

/** The privacy receipt as a text to keep. Lines end as every system reads them. */
export function receiptText(
  about: { readonly organisation: string; readonly now: number },
  parts: readonly ReceiptPart[],
  words: Words<CitizenKey>,
): string {
  const { organisation, now } = about
  const lines = [
    words.text('receipt.button'),
    '',
    words.text('receipt.lead', { organisation }),
    words.text('receipt.made', { when: momentText(now, words) }),
  ]
  for (const { title, entries, empty } of parts) {
    lines.push('', '', title, '-'.repeat(title.length))
    if (entries.length === 0 && empty !== undefined) lines.push('', empty)
    for (const { text, items, note } of entries) {
      lines.push('', text, ...items.map((item) => `  - ${item}`))
      if (note !== undefined) lines.push(`  ${note}`)
    }
  }
  return `${lines.join('\r\n')}\r\n`
}

/** What the file is called: without a letter that some system does not like. */
export function receiptFileName(now: number, words: Words<CitizenKey>): string {
  return `${words.text('receipt.file')}-${new Date(now).toISOString().slice(0, 10)}.txt`
}
