/** Chance that can be repeated: the same seed gives the same decisions. Not for secrets. */
export interface SeededRandom {
  /** At least `least`, less than `most`. */
  between(least: number, most: number): number
  chance(share: number): boolean
  /** Undefined only of an empty list. */
  pick<T>(list: readonly T[]): T | undefined
}

/** @param seed each one who decides has one of their own, so that others do not change what they decide */
export function seededRandom(seed: string): SeededRandom {
  let state = 2166136261
  for (const letter of seed) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 16777619)

  /** At least 0, less than 1 (mulberry32). */
  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  return {
    between: (least, most) => least + next() * (most - least),
    chance: (share) => next() < share,
    pick: (list) => list[Math.floor(next() * list.length)],
  }
}
