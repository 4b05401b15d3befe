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

  function start(entry: Entry, at: number): void {
    delete entry.waiting
    entry.written += 1
    const work = attempt(entry, at).finally(() => running.delete(work))
    running.add(work)
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
      if (entry.written < AT_ONCE && entry.waiting === undefined) start(entry, now)
      else entry.waiting = now
    },

    beat() {
      const now = clock.now()
      let left = Math.max(AT_A_BEAT, Math.ceil(entries.size / 10))
      for (const [key, entry] of entries) {
        const isOver = now >= entry.until
        if (entry.waiting === undefined) {
          if (isOver) entries.delete(key)
        } else if ((isOver || entry.hasFailed) && left > 0) {
          left -= 1
          if (isOver) Object.assign(entry, { until: now + WINDOW, written: AT_ONCE })
          start(entry, entry.waiting)
        }
      }
    },

    async close() {
      for (const entry of entries.values()) if (entry.waiting !== undefined) start(entry, entry.waiting)
      await Promise.all(running)
      entries.clear()
    },
  }
}
