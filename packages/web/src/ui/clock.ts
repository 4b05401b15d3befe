/** Time as the pages' logic is given it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Calls `then` once, after so many milliseconds; the answer calls it off. */
  later(milliseconds: number, then: () => void): () => void
}

/** The browser's clock. */
export const browserClock: Clock = {
  now: () => Date.now(),
  later(milliseconds, then) {
    const timer = setTimeout(then, milliseconds)
    return () => clearTimeout(timer)
  },
}
