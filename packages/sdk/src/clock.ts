/** Time as it is given to every step. Nothing in this package reads the wall clock by itself. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
}

/** The clock of the machine. */
export const systemClock: Clock = Object.freeze({ now: () => Date.now() })
