import type { Clock } from '../ui/clock.ts'
import { createStore, type Store } from '../ui/store.ts'

/** The server's clock, whatever the phone's says. */
export interface ServerClock {
  /** The server's time as far as this page knows it, milliseconds since 1970. Until it answered the two are taken as equal. */
  now(): number
  /** How far the server's clock is ahead of the page's, milliseconds. */
  readonly ahead: Store<number>
  /** Asks, unless it was asked before and answered. */
  learn(): void
  /** The page was asleep, or its clock was set: asks anew, where it was asked before. */
  wake(): void
}

const halfASecond = 500

/**
 * A clock that goes by the server's.
 *
 * @param time asks the server's clock; nothing when there was no answer
 */
export function createServerClock(clock: Clock, time: () => Promise<number | undefined>): ServerClock {
  const ahead = createStore(0)
  let asked = false

  async function ask(): Promise<void> {
    asked = true
    const before = clock.now()
    const heard = await time()
    if (heard === undefined) {
      asked = false
      return
    }
    // The header has whole seconds, and was written somewhere between asking and hearing.
    ahead.set(heard + halfASecond - (before + clock.now()) / 2)
  }

  return {
    ahead,
    now: () => clock.now() + ahead.get(),
    learn() {
      if (!asked) void ask()
    },
    wake() {
      if (asked) void ask()
    },
  }
}
