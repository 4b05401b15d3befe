import type { Pool } from 'pg'
import { columnLists, createBatches } from './batches.ts'
import { appendMessage, appendMessages } from './message-statements.ts'
import type { Appended, MessageToStore } from './message-store.ts'
import { run } from './statement.ts'

/** Stores a message; see `MessageStore`. */
export type AppendMessage = (message: MessageToStore) => Promise<Appended>

/**
 * Messages that come while others are being stored go together into the next transaction. One that comes
 * alone waits for nothing.
 */
export function createMessageQueue(pool: Pool): AppendMessage {
  return createBatches<MessageToStore, Appended>({
    async together(messages) {
      const rows = await run(pool, appendMessages, columnLists(messages.map(valuesOf)))
      const byPlace = new Map(rows.map((row) => [row.place, row]))
      return messages.map((message, i) => outcomeOf(message, byPlace.get(i + 1)))
    },
    alone: (message) => appendOne(pool, message),
  })
}

async function appendOne(pool: Pool, message: MessageToStore, isSecondTry = false): Promise<Appended> {
  try {
    const [row] = await run(pool, appendMessage, valuesOf(message))
    return outcomeOf(message, row)
  } catch (error) {
    // The same message came twice at once; the other one is stored by now.
    if (!isSecondTry && isSameMessage(error)) return appendOne(pool, message, true)
    throw error
  }
}

type Values = readonly [string, string, string, string, number, string | null, string | null, Uint8Array]

function valuesOf({ conversation, sender, actor, name, id, at, sealed }: MessageToStore): Values {
  const agent = sender === 'agent' ? actor : null
  return [conversation, sender, actor, id, at, agent, name ?? null, sealed]
}

interface OutcomeRow {
  readonly state: string
  readonly theirs: boolean
  readonly seq: number | null
  readonly known_at: number | null
}

/** Before there is a conversation, also where a meeting is still to come. */
const NO_TALK_YET: ReadonlySet<string> = new Set(['not_begun', 'planning', 'scheduled'])

function outcomeOf({ at }: MessageToStore, row: OutcomeRow | undefined): Appended {
  if (!row) return { outcome: 'unknown' }
  if (row.seq !== null) {
    return { outcome: 'stored', seq: row.seq, at: row.known_at ?? at, isNew: row.known_at === null }
  }
  if (NO_TALK_YET.has(row.state)) return { outcome: 'not_begun' }
  return { outcome: row.theirs ? 'ended' : 'not_theirs' }
}

function isSameMessage(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === '23505' &&
    'table' in error &&
    error.table === 'chat_messages'
  )
}
