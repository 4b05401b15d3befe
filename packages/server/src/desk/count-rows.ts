import type { ConversationSummary } from '@balie/desk-api'
import type { Log } from '../log.ts'
import { agentRoom, type DeskNamespace, teamRoom } from './desk-socket.ts'
import type { DeskView } from './desk-view.ts'

/** Milliseconds between two looks at the store. */
const PAUSE = 100
/**
 * How many rows one look reads, and which part of those that wait at least: where everything is busy nobody follows by eye, and
 * a second later is early enough; all in one look would keep messages waiting.
 */
const AT_A_LOOK = { rows: 20, part: 1 / 10 }
/** Milliseconds after which what could not be read is tried again. */
const AGAIN = 1000

/** Tells rows again because the counts in them changed: new messages, or fewer unread ones. */
export interface CountRows {
  ask(conversation: string): void
  /** A newer row of it is told by another way: one that is being read is not told any more. */
  overtake(conversation: string): void
  close(): void
}

export interface CountRowsOptions {
  readonly namespace: DeskNamespace
  readonly view: Pick<DeskView, 'rows'>
  readonly log: Log
}

/**
 * Every message changes a count, so this is what a busy desk does most: the rows of all conversations are
 * read together, and only those hear of counts to whom they matter. Those are the agent of the conversation,
 * and the team while it has none; colleagues get the row with its next change of state.
 */
export function createCountRows({ namespace, view, log }: CountRowsOptions): CountRows {
  const asked = new Set<string>()
  let overtaken = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let isClosed = false
  let hasFailed = false

  async function tell(): Promise<void> {
    const count = Math.max(AT_A_LOOK.rows, Math.ceil(asked.size * AT_A_LOOK.part))
    const ids = [...asked].slice(0, count)
    for (const id of ids) asked.delete(id)
    overtaken = new Set()
    try {
      for (const row of await view.rows(ids)) {
        if (!overtaken.has(row.id)) namespace.local.to(roomOf(row)).emit('summary', row)
      }
      hasFailed = false
    } catch (error) {
      // Once: a database that is down fills no log.
      if (!hasFailed)
        log.warn({ err: error }, 'the counts in the list of the desk could not be read; tried again shortly')
      hasFailed = true
      for (const id of ids) asked.add(id)
    }
    timer = undefined
    if (asked.size > 0) start()
  }

  function start(): void {
    if (isClosed) return
    timer ??= setTimeout(() => void tell(), hasFailed ? AGAIN : PAUSE).unref()
  }

  return {
    ask(conversation) {
      asked.add(conversation)
      start()
    },
    overtake: (conversation) => void overtaken.add(conversation),
    close() {
      isClosed = true
      clearTimeout(timer)
    },
  }
}

function roomOf({ state, agent, team }: ConversationSummary): string {
  return state === 'open' && agent ? agentRoom(agent.id) : teamRoom(team)
}
