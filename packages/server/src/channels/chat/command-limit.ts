import type { Clock } from '@balie/sdk'

/** Counts the commands of one socket within a window of time (R4). */
export interface CommandLimit {
  /** Counts one. @returns false when there are too many */
  take(): boolean
}

/**
 * @param most within a window
 * @param milliseconds length of the window, which begins with its first command
 */
export function createCommandLimit(clock: Clock, most: number, milliseconds: number): CommandLimit {
  let until = 0
  let count = 0
  return {
    take() {
      const now = clock.now()
      if (now >= until) {
        until = now + milliseconds
        count = 0
      }
      count += 1
      return count <= most
    },
  }
}
