import type { Outgoing } from './thread.ts'

/** What a page keeps of a conversation so that a reload or a switch to another app loses no word. */
export interface KeptText {
  readonly draft: string
  readonly outbox: readonly Outgoing[]
  /** Up to which message the page had been told that they were another person's when this was written (AC-9). */
  readonly after: number
  /** Since when the page had been told that the conversation is this person's (AC-9). */
  readonly since: number
}

const prefix = 'balie.text.'
const day = 24 * 3600_000

/**
 * Keeps the words that somebody typed and the server has not acknowledged, and nothing else: no messages of the
 * other side, no attributes, no tokens (threat F2). Where the browser keeps nothing, neither does this.
 */
export interface TextKeeper {
  read(): KeptText
  write(kept: KeptText): void
}

/** The keeper of one conversation on one side. `now` in milliseconds since 1970. */
export function textKeeper(storage: Storage | undefined, key: string, now: () => number): TextKeeper {
  const name = prefix + key
  return {
    read() {
      const kept = parseKept(attempt(() => storage?.getItem(name)))
      return {
        draft: kept?.draft ?? '',
        outbox: kept?.outbox ?? [],
        after: kept?.after ?? 0,
        since: kept?.since ?? 0,
      }
    },
    write({ draft, outbox, after, since }) {
      attempt(() => {
        if (draft === '' && outbox.length === 0) storage?.removeItem(name)
        else storage?.setItem(name, JSON.stringify({ draft, outbox, after, since, at: now() }))
      })
    },
  }
}

/** Throws away what was kept more than a day ago or, with `everything`, all that was kept. */
export function forgetKeptText(storage: Storage | undefined, now: number, everything = false): void {
  attempt(() => {
    const names = Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? '')
    for (const name of names.filter((other) => other.startsWith(prefix))) {
      const kept = parseKept(storage?.getItem(name))
      if (everything || kept === undefined || now - kept.at > day) storage?.removeItem(name)
    }
  })
}

function parseKept(json: string | null | undefined): (KeptText & { at: number }) | undefined {
  const kept: unknown = attempt(() => JSON.parse(json ?? 'null'))
  if (!isObject(kept) || typeof kept['draft'] !== 'string' || typeof kept['at'] !== 'number') return undefined
  const outbox = Array.isArray(kept['outbox']) ? kept['outbox'].filter(isOutgoing) : []
  // A refusal is not kept: after a reload the message is tried once more.
  return {
    draft: kept['draft'],
    at: kept['at'],
    after: typeof kept['after'] === 'number' ? kept['after'] : 0,
    since: typeof kept['since'] === 'number' ? kept['since'] : 0,
    outbox: outbox.map(({ id, text, at }) => ({ id, text, at })),
  }
}

function isOutgoing(value: unknown): value is Outgoing {
  return (
    isObject(value) &&
    typeof value['id'] === 'string' &&
    typeof value['text'] === 'string' &&
    typeof value['at'] === 'number'
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

// Storage throws when it is full or forbidden, JSON when somebody else wrote there: both mean nothing is kept.
function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
