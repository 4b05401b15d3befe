import type { Message } from '@balie/desk-api/client'
import type { Trouble } from '../remote.ts'
import { statusOf, type Thread } from './thread.ts'

/** How far a message of this page has come. `held`: waits for a connection. `over`: the conversation ended first. */
export type MessageStatus = 'sending' | 'held' | 'sent' | 'delivered' | 'read' | 'failed' | 'over'

/** One message as the log shows it. */
export interface MessageRow {
  readonly key: string
  readonly own: boolean
  readonly text: string
  readonly at: number
  /** The name that the server gave; absent on messages of the citizen. */
  readonly name: string | undefined
  /** The first of a run of one writer: the name stands above it. */
  readonly opens: boolean
  /** The first of a day other than the day before it, or than today. */
  readonly newDay: boolean
  /** On this page's own messages. */
  readonly status: MessageStatus | undefined
  readonly refused: Trouble | undefined
}

interface Moment {
  readonly now: number
  readonly connected: boolean
  readonly ended: boolean
}

/** The rows of the log: what is stored by its numbers, then what is still to be sent. */
export function messageRows(thread: Thread, moment: Moment): readonly MessageRow[] {
  const rows: MessageRow[] = []
  const add = (row: Omit<MessageRow, 'opens' | 'newDay'>) => {
    const before = rows.at(-1)
    const newDay = !sameDay(row.at, before?.at ?? moment.now)
    const opens = newDay || before === undefined || before.own !== row.own || before.name !== row.name
    rows.push({ ...row, opens, newDay })
  }
  for (const message of thread.messages) add(storedRow(thread, message))
  const name = thread.messages.findLast(({ from }) => from === thread.side)?.name
  for (const { id, text, at, refused } of thread.outbox) {
    const status = outgoingStatus(refused, moment)
    add({ key: id, own: true, text, at, name, status, refused })
  }
  return rows
}

function storedRow(thread: Thread, message: Message): Omit<MessageRow, 'opens' | 'newDay'> {
  const { id, from, text, at, name, seq } = message
  const own = from === thread.side
  // An id is only unique on its side; the outbox holds this side's.
  const key = own ? id : `other-${seq}`
  return { key, own, text, at, name, status: own ? statusOf(thread, seq) : undefined, refused: undefined }
}

function outgoingStatus(refused: Trouble | undefined, { connected, ended }: Moment): MessageStatus {
  if (ended) return 'over'
  if (refused !== undefined) return 'failed'
  return connected ? 'sending' : 'held'
}

function sameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString()
}
