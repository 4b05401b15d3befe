import { isDatabaseUnavailable } from './database-unavailable.ts'

export interface BatchParts<Item, Result> {
  /** In one statement; the results in the order of the items. Where it throws, nothing was done. */
  readonly together: (items: readonly Item[]) => Promise<readonly Result[]>
  readonly alone: (item: Item) => Promise<Result>
}

/** How many statements of a kind run at once before more go together, and how many items those take. */
const AT_ONCE = 2
const MOST = 100

interface Waiting<Item, Result> {
  readonly item: Item
  readonly settle: (result: Result | Promise<Result>) => void
}

/**
 * What comes while others are at the database goes together into the next statement: the busier it is, the
 * fewer round trips and commits each item costs. What comes when it is quiet waits for nothing. Where
 * something in a batch is in the way, its items go one by one, so that each has its own outcome.
 */
export function createBatches<Item, Result>(
  parts: BatchParts<Item, Result>,
): (item: Item) => Promise<Result> {
  const { together, alone } = parts
  const waiting: Waiting<Item, Result>[] = []
  let running = 0

  function next(): void {
    while (running < AT_ONCE && waiting.length > 0) {
      running += 1
      void work(waiting.splice(0, MOST)).finally(() => {
        running -= 1
        next()
      })
    }
  }

  async function work(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    if (batch.length > 1 && (await isDoneTogether(batch))) return
    for (const { item, settle } of batch) {
      const result = alone(item)
      settle(result)
      await result.catch(() => undefined)
    }
  }

  async function isDoneTogether(batch: readonly Waiting<Item, Result>[]): Promise<boolean> {
    try {
      const results = await together(batch.map(({ item }) => item))
      for (const [i, result] of results.entries()) batch[i]?.settle(result)
      return true
    } catch (error) {
      if (!isDatabaseUnavailable(error)) return false
      for (const { settle } of batch) settle(Promise.reject(error))
      return true
    }
  }

  return (item) =>
    new Promise((settle) => {
      waiting.push({ item, settle })
      next()
    })
}

/** Rows of values as one list per column, for `unnest`. */
export function columnLists(rows: readonly (readonly unknown[])[]): unknown[][] {
  return Array.from({ length: rows[0]?.length ?? 0 }, (_, column) => rows.map((row) => row[column]))
}
