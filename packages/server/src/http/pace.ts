/** How fast those of one key may come: so many at once, and from then on one in a time (R4). */
export interface Pace {
  /** Counts some more. */
  take(key: string, count?: number): void
  /** Milliseconds until there is room for the next one; 0 while there is. */
  wait(key: string): number
}

export interface PaceOptions {
  /** How many may come without waiting. */
  readonly atOnce: number
  /** In which each of the others is made up for, milliseconds. */
  readonly each: number
}

/** Of this process. By the monotonic clock, as who waits does. Holds nothing for a key that has made up for all. */
export function createPace({ atOnce, each }: PaceOptions): Pace {
  /** By when each has made up for what came. */
  const evenAt = new Map<string, number>()
  return {
    take(key, count = 1) {
      if (count === 0) return
      const now = performance.now()
      const from = Math.max(now, evenAt.get(key) ?? 0)
      evenAt.delete(key)
      evenAt.set(key, from + count * each)
      // Who came long ago stands first, and is mostly even.
      for (const [other, until] of evenAt) {
        if (until > now) break
        evenAt.delete(other)
      }
    },
    wait: (key) => Math.max(0, (evenAt.get(key) ?? 0) - performance.now() - (atOnce - 1) * each),
  }
}
