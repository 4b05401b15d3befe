import type { Clock } from '../clock.ts'

/** A clock that goes only when a test moves it. */
export interface HandClock extends Clock {
  /** Moves on, doing in order what was asked for on the way. */
  advance(milliseconds: number): void
}

/** A clock for tests, at `start` milliseconds since 1970. */
export function handClock(start = 1_000_000): HandClock {
  let now = start
  let waiting: { at: number; then: () => void }[] = []
  return {
    now: () => now,
    later(milliseconds, then) {
      const entry = { at: now + milliseconds, then }
      waiting.push(entry)
      return () => {
        waiting = waiting.filter((other) => other !== entry)
      }
    },
    advance(milliseconds) {
      const end = now + milliseconds
      for (;;) {
        const next = waiting.filter((entry) => entry.at <= end).sort((a, b) => a.at - b.at)[0]
        if (next === undefined) break
        waiting = waiting.filter((entry) => entry !== next)
        now = next.at
        next.then()
      }
      now = end
    },
  }
}
