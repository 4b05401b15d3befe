/** Runs `work` after all earlier work of the same key has settled; work of other keys runs meanwhile. */
export type Turns = <T>(key: string, work: () => Promise<T>) => Promise<T>

/** Turns of this process. Holds nothing for a key that has no work. */
export function createTurns(): Turns {
  const last = new Map<string, Promise<void>>()
  return async (key, work) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(work)
    const settled = mine.then(
      () => undefined,
      () => undefined,
    )
    last.set(key, settled)
    try {
      return await mine
    } finally {
      if (last.get(key) === settled) last.delete(key)
    }
  }
}
