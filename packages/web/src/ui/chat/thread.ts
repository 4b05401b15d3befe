import type { Message, Receipts, Seen, Sender } from '@balie/desk-api/client'
import type { Trouble } from '../remote.ts'

/** A message of this page that the server has not acknowledged. */
export interface Outgoing {
  /** Made by this page; the server knows by it that a repeated message is the same one (threat R5). */
  readonly id: string
  readonly text: string
  /** When it was written, milliseconds since 1970. */
  readonly at: number
  /** Set when the server refused it for good: it waits for the writer. */
  readonly refused?: Trouble
}

/** One conversation as a page has it. Immutable; the functions below give the next one. */
export interface Thread {
  /** Whose page this is. */
  readonly side: Sender
  /** What the server has stored, by its numbers, each once. There may be holes. */
  readonly messages: readonly Message[]
  /** What this page has still to bring to the server, oldest first. */
  readonly outbox: readonly Outgoing[]
  readonly receipts: Receipts
  /** Up to and including this number nothing is missing. */
  readonly known: number
  /** Up to and including this number the messages are somebody else's: they are not here and do not come (AC-9). */
  readonly after: number
}

const nothingSeen: Seen = { delivered: 0, read: 0 }

/** A conversation of which this page knows nothing but, perhaps, what was never sent, and where it begins. */
export function emptyThread(side: Sender, outbox: readonly Outgoing[] = [], after = 0): Thread {
  const receipts = { citizen: nothingSeen, agent: nothingSeen }
  return { side, messages: [], outbox, receipts, known: after, after }
}

/** Takes in stored messages in any order, also ones that are here already, and crosses them off the outbox (R5). */
export function receiveMessages(thread: Thread, messages: readonly Message[]): Thread {
  const bySeq = new Map(thread.messages.map((message) => [message.seq, message]))
  for (const message of messages) if (message.seq > thread.after) bySeq.set(message.seq, message)
  const all = [...bySeq.values()].sort((a, b) => a.seq - b.seq)
  const own = new Set(messages.filter((message) => message.from === thread.side).map(({ id }) => id))
  const outbox = thread.outbox.filter(({ id }) => !own.has(id))
  return { ...thread, messages: all, outbox, known: contiguous(all, thread.known) }
}

/** Takes in the answer to "what came after `after`": it is complete, so a number that it lacks does not exist. */
export function fillHole(thread: Thread, after: number, messages: readonly Message[]): Thread {
  const next = receiveMessages(thread, messages)
  if (after > next.known) return next
  const last = messages.reduce((highest, { seq }) => Math.max(highest, seq), next.known)
  return { ...next, known: contiguous(next.messages, last) }
}

/** Throws away the messages up to and including a number, and what was not sent: another person has the page now. */
export function forgetUpTo(thread: Thread, after: number): Thread {
  const messages = thread.messages.filter(({ seq }) => seq > after)
  const known = contiguous(messages, Math.max(thread.known, after))
  return { ...thread, messages, outbox: [], known, after }
}

/** Whether a message is here whose predecessor is not. */
export function hasHole(thread: Thread): boolean {
  return (thread.messages.at(-1)?.seq ?? 0) > thread.known
}

/** Adds a message of this page, to be sent after those before it. */
export function addOutgoing(thread: Thread, outgoing: Outgoing): Thread {
  return { ...thread, outbox: [...thread.outbox, outgoing] }
}

/** The server has stored an outgoing message. */
export function markStored(thread: Thread, id: string, stored: { seq: number; at: number }): Thread {
  const outgoing = thread.outbox.find((other) => other.id === id)
  if (outgoing === undefined) return thread
  return receiveMessages(thread, [
    { seq: stored.seq, id, from: thread.side, at: stored.at, text: outgoing.text },
  ])
}

/** The server refused an outgoing message; it stays, and those after it go on. */
export function markRefused(thread: Thread, id: string, refused: Trouble): Thread {
  const outbox = thread.outbox.map((other) => (other.id === id ? { ...other, refused } : other))
  return { ...thread, outbox }
}

/** The writer wants a refused message to be tried again, with the id it had. */
export function retryOutgoing(thread: Thread, id: string): Thread {
  const outbox = thread.outbox.map((other) =>
    other.id === id ? { id: other.id, text: other.text, at: other.at } : other,
  )
  return { ...thread, outbox }
}

/** The writer gives a message up. */
export function dropOutgoing(thread: Thread, id: string): Thread {
  return { ...thread, outbox: thread.outbox.filter((other) => other.id !== id) }
}

/** The message whose turn it is to be sent. */
export function nextOutgoing(thread: Thread): Outgoing | undefined {
  return thread.outbox.find(({ refused }) => refused === undefined)
}

/** Takes in how far both sides are. A late, older report changes nothing. */
export function receiveReceipts(thread: Thread, receipts: Receipts): Thread {
  const { citizen, agent } = thread.receipts
  return {
    ...thread,
    receipts: { citizen: furthest(citizen, receipts.citizen), agent: furthest(agent, receipts.agent) },
  }
}

/** How far a stored message of this page has come. */
export function statusOf(thread: Thread, seq: number): 'sent' | 'delivered' | 'read' {
  const other = thread.side === 'citizen' ? thread.receipts.agent : thread.receipts.citizen
  if (other.read >= seq) return 'read'
  return other.delivered >= seq ? 'delivered' : 'sent'
}

/** How many messages of the other side nobody has read, on this page (up to `readUpTo`) or another. */
export function unreadCount(thread: Thread, readUpTo: number): number {
  const read = Math.max(readUpTo, thread.receipts[thread.side].read)
  return thread.messages.filter(({ from, seq }) => from !== thread.side && seq > read).length
}

function furthest(a: Seen, b: Seen): Seen {
  return { delivered: Math.max(a.delivered, b.delivered), read: Math.max(a.read, b.read) }
}

function contiguous(sorted: readonly Message[], from: number): number {
  let known = from
  for (const { seq } of sorted) if (seq === known + 1) known = seq
  return known
}
