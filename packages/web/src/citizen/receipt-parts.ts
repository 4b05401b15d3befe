import type { PrivacyReceipt } from '@balie/desk-api/client'
import type { Words } from '../ui/words/words.ts'
import { seenTogether } from './seen-together.ts'
import type { CitizenKey } from './words/citizen-key.ts'

/** One thing that happened: a sentence, what it is about, and what became of it. */
export interface ReceiptEntry {
  readonly text: string
  readonly items: readonly string[]
  readonly note?: string
}

/** A part of the privacy receipt, in words. */
export interface ReceiptPart {
  readonly title: string
  readonly entries: readonly ReceiptEntry[]
  /** What to say when there are no entries. */
  readonly empty?: string
}

/** The privacy receipt in the language of now: what was shared, who saw it, when it goes. On the page and in the file. */
export function receiptParts(receipt: PrivacyReceipt, words: Words<CitizenKey>): readonly ReceiptPart[] {
  const { text } = words
  return [
    {
      title: text('receipt.shared'),
      entries: receipt.shared.map((shared) => sharedEntry(shared, words)),
      empty: text('receipt.shared.none'),
    },
    {
      title: text('receipt.seen'),
      entries: seenTogether(receipt.seen).map(({ at, agent, opened, attributes }) => ({
        text: `${momentText(at, words)}: ${text(opened ? 'receipt.opened.by' : 'receipt.seen.by', { agent })}`,
        items: attributes.map(words.pick),
      })),
      empty: text('receipt.seen.none'),
    },
    ...keptPart(receipt, words),
    {
      title: text('receipt.goes'),
      entries: [...informationGoes(receipt, words), messagesGo(receipt, words)].map(sentence),
    },
  ]
}

/** A moment in full: what is kept is read later. */
export function momentText(moment: number, words: Words<CitizenKey>): string {
  return words.text('receipt.moment', { day: words.date(moment), time: words.time(moment) })
}

function sharedEntry(shared: PrivacyReceipt['shared'][number], words: Words<CitizenKey>): ReceiptEntry {
  const { at, method, attributes, gone } = shared
  const when = momentText(at, words)
  const note =
    gone === undefined
      ? words.text('receipt.there')
      : words.text(`receipt.gone.${gone.why}`, { when: momentText(gone.at, words) })
  return {
    text: method === undefined ? when : words.text('receipt.shared.how', { when, method }),
    items: attributes.map(words.pick),
    note,
  }
}

/** What is kept of an appointment until the meeting, where there is one. */
function keptPart({ kept }: PrivacyReceipt, words: Words<CitizenKey>): readonly ReceiptPart[] {
  if (kept === undefined) return []
  const items = [
    ...kept.attributes.map(words.pick),
    ...(kept.address ? [words.text('receipt.kept.address')] : []),
  ]
  const entries = items.length === 0 ? [] : [{ text: words.text('receipt.kept.text'), items }]
  return [{ title: words.text('receipt.kept'), entries, empty: words.text('receipt.kept.none') }]
}

function informationGoes({ shared, kept }: PrivacyReceipt, { text }: Words<CitizenKey>): readonly string[] {
  if (kept !== undefined) return [text('receipt.goes.kept')]
  if (shared.length === 0) return []
  return [text(shared.every(({ gone }) => gone) ? 'receipt.goes.gone' : 'receipt.goes.information')]
}

function messagesGo({ messagesGoAt, retentionDays }: PrivacyReceipt, words: Words<CitizenKey>): string {
  if (messagesGoAt !== undefined)
    return words.text('receipt.goes.messagesAt', { when: momentText(messagesGoAt, words) })
  if (retentionDays === 0) return words.text('receipt.goes.messages_zero')
  return words.text('receipt.goes.messages', { count: retentionDays })
}

function sentence(text: string): ReceiptEntry {
  return { text, items: [] }
}
