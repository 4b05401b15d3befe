import type { Clock } from '@balie/sdk'

/** Counts per key within a window that begins at the first. */
export interface Limit {
  /** Counts one more. @returns false when there are too many: then it is not counted */
  take(key: string): boolean
  /** Takes one back. */
  giveBack(key: string): void
}

/** Most keys that are remembered; beyond them the oldest are forgotten, and each when its window has ended. */
const KEYS = 10_000

/**
 * At most `most` per key within `milliseconds` (threat R4). Of this process.
 */
export function createLimit(clock: Clock, most: number, milliseconds: number): Limit {
  const windows = new Map<string, { until: number; count: number }>()
  return {
    take(key) {
      const now = clock.now()
      const window = windows.get(key)
      if (window && now < window.until) {
        if (window.count >= most) return false
        window.count += 1
        return true
      }
      windows.delete(key)
      windows.set(key, { until: now + milliseconds, count: 1 })
      // They end in the order in which they began.
      for (const [old, { until }] of windows) {
        if (windows.size <= KEYS && now < until) break
        windows.delete(old)
      }
      return true
    },
    giveBack(key) {
      const window = windows.get(key)
      if (window && window.count > 0) window.count -= 1
    },
  }
}
