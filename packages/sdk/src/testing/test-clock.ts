import type { Clock } from '../clock.ts'

/** A clock that stands still until a test moves it. */
export interface TestClock extends Clock {
  /** Moves on by so many milliseconds. */
  advance(milliseconds: number): void
}

/** @param start milliseconds since 1970 */
export function createTestClock(start: number): TestClock {
  let now = start
  return {
    now: () => now,
    advance(milliseconds) {
      now += milliseconds
    },
  }
}
