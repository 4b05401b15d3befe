import { IdContactError, type Settings } from '@balie/sdk'

/** Of whom. */
type Side = 'citizen' | 'agent'

/** Notes meaningful interactions in sessions, cheaply: what is meaningful, each channel says (SF-2). */
export interface Activity {
  /**
   * Notes that a side did something just now. Returns at once and never throws. After a pause the first two within
   * twenty seconds are written at once, as the second makes a trailing sign of activity due; of those that follow
   * the last one of each twenty seconds is written when they are over (SF-6, O2).
   */
  note(conversation: string, side: Side): void
  /** To be called every second or so: writes what waited, and what could not be written. */
  beat(): void
  /** Writes what waits, and returns when everything is written or could not be. */
  close(): Promise<void>
}

/** Milliseconds in which at most `AT_ONCE` are written. */
const WINDOW = 20_000
const AT_ONCE = 2
/** Of what has waited, so much is written at a beat, and never less than a tenth of all: windows end together. */
const AT_A_BEAT = 25

interface Entry {
  readonly conversation: string
  readonly side: Side
  until: number
  written: number
  /** The moment of the last interaction that is not written yet. */
  waiting?: number
  hasFailed: boolean
}

interface Write {
  readonly entry: Entry
  readonly at: number
}

/**
 * The activity of conversations, as this process sees it.
 *
 * @param write writes an interaction of a moment, which may be a while ago, into its session
 */
export function createActivity(
  { clock, report }: Pick<Settings, 'clock' | 'report'>,
  write: (conversation: string, side: Side, at: number) => Promise<unknown>,
): Activity {
  const entries = new Map<string, Entry>()
  const running = new Set<Promise<void>>()

  async function attempt(entry: Entry, at: number): Promise<void> {
    try {
      await write(entry.conversation, entry.side, at)
      entry.hasFailed = false
    } catch (cause) {
      // The session is gone: there is nothing to note it on.
      if (cause instanceof IdContactError && cause.code === 'SESSION_UNKNOWN') return
      // Once: a database that is down fills no log.
      if (!entry.hasFailed) report(cause)
      entry.hasFailed = true
      entry.waiting = Math.max(entry.waiting ?? 0, at)
    }
  }

  /** Takes what waits of an entry, to be written now. */
  function begin(entry: Entry, at: number): Write {
    delete entry.waiting
    entry.written += 1
    return { entry, at }
  }

  function follow(work: Promise<void>): void {
    const followed = work.finally(() => running.delete(followed))
    running.add(followed)
  }

  /**
   * One after the other: written together they would hold all their sessions until the commit, and no message of any of them could be
   * stored meanwhile. What comes after one that could not be written waits for the next beat.
   */
  async function inTurn(writes: readonly Write[]): Promise<void> {
    let isAway = false
    for (const { entry, at } of writes) {
      if (isAway) Object.assign(entry, { hasFailed: true, waiting: Math.max(entry.waiting ?? 0, at) })
      else await attempt(entry, at)
      isAway = entry.hasFailed
    }
  }

  function entryOf(conversation: string, side: Side, now: number): Entry {
    const key = `${side} ${conversation}`
    const known = entries.get(key)
    // What still waits is written by a beat, together with what comes now.
    if (known && (now < known.until || known.waiting !== undefined)) return known
    const hasFailed = known?.hasFailed ?? false
    const entry: Entry = { conversation, side, until: now + WINDOW, written: 0, hasFailed }
    entries.set(key, entry)
    return entry
  }

  return {
    note(conversation, side) {
      const now = clock.now()
      const entry = entryOf(conversation, side, now)
      if (entry.written < AT_ONCE && entry.waiting === undefined) follow(inTurn([begin(entry, now)]))
      else entry.waiting = now
    },

    beat() {
      const now = clock.now()
      const writes: Write[] = []
      const most = Math.max(AT_A_BEAT, Math.ceil(entries.size / 10))
      for (const [key, entry] of entries) {
        const isOver = now >= entry.until
        if (entry.waiting === undefined) {
          if (isOver) entries.delete(key)
        } else if ((isOver || entry.hasFailed) && writes.length < most) {
          if (isOver) Object.assign(entry, { until: now + WINDOW, written: AT_ONCE })
          writes.push(begin(entry, entry.waiting))
        }
      }
      if (writes.length > 0) follow(inTurn(writes))
    },

    async close() {
      for (const entry of entries.values()) {
        if (entry.waiting !== undefined) follow(inTurn([begin(entry, entry.waiting)]))
      }
      await Promise.all(running)
      entries.clear()
    },
  }
}
