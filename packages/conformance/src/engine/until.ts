const PAUSE = 100

/**
 * Asks again and again until there is something else than undefined or false.
 *
 * @param milliseconds how long at most; 10,000 by default
 * @returns undefined when it did not come
 */
export async function until<T>(
  ask: () => T | Promise<T>,
  milliseconds = 10_000,
): Promise<NonNullable<T> | undefined> {
  const end = Date.now() + milliseconds
  for (;;) {
    const found = await ask()
    if (found !== undefined && found !== null && found !== false) return found
    if (Date.now() >= end) return undefined
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
  }
}
