import type { Pool } from 'pg'
import { isDatabaseUnavailable } from './database-unavailable.ts'
import { appendMessage, appendMessages } from './message-statements.ts'
import type { Appended, MessageToStore } from './message-store.ts'
import { run } from './statement.ts'

/** Stores a message; see `MessageStore`. */
export type AppendMessage = (message: MessageToStore) => Promise<Appended>

/** How many transactions store messages at once, and how many messages each takes at most. */
const AT_ONCE = 2
const MOST = 100

interface Waiting {
  readonly message: MessageToStore
  readonly settle: (appended: Appended | Promise<Appended>) => void
}

/**
 * Messages that come while others are being stored go together into the next transaction: the busier it is,
 * the fewer round trips and commits each one costs. One that comes alone waits for nothing.
 */
export function createMessageQueue(pool: Pool): AppendMessage {
  const waiting: Waiting[] = []
  let running = 0

  function next(): void {
    while (running < AT_ONCE && waiting.length > 0) {
      running += 1
      void store(waiting.splice(0, MOST)).finally(() => {
        running -= 1
        next()
      })
    }
  }

  async function store(batch: readonly Waiting[]): Promise<void> {
    if (batch.length > 1 && (await storedTogether(pool, batch))) return
    // Alone; or something in the batch is in the way, such as a message that came twice at once: then one by
    // one, so that each has its own outcome.
    for (const { message, settle } of batch) {
      const appended = appendOne(pool, message)
      settle(appended)
      await appended.catch(() => undefined)
    }
  }

  return (message) =>
    new Promise((settle) => {
      waiting.push({ message, settle })
      next()
    })
}

async function storedTogether(pool: Pool, batch: readonly Waiting[]): Promise<boolean> {
  const lists = columns(batch.map(({ message }) => valuesOf(message)))
  try {
    const rows = await run(pool, appendMessages, lists)
    const byPlace = new Map(rows.map((row) => [row.place, row]))
    for (const [i, { message, settle }] of batch.entries()) settle(outcomeOf(message, byPlace.get(i + 1)))
    return true
  } catch (error) {
    if (!isDatabaseUnavailable(error)) return false
    for (const { settle } of batch) settle(Promise.reject(error))
    return true
  }
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

/** One list per column. */
function columns(rows: readonly Values[]): unknown[][] {
  return Array.from({ length: rows[0]?.length ?? 0 }, (_, column) => rows.map((row) => row[column]))
}

interface OutcomeRow {
  readonly state: string
  readonly theirs: boolean
  readonly seq: number | null
  readonly known_at: number | null
}

function outcomeOf({ at }: MessageToStore, row: OutcomeRow | undefined): Appended {
  if (!row) return { outcome: 'unknown' }
  if (row.seq !== null) {
    return { outcome: 'stored', seq: row.seq, at: row.known_at ?? at, isNew: row.known_at === null }
  }
  if (row.state === 'not_begun') return { outcome: 'not_begun' }
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
