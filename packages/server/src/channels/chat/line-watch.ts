import type { CitizenViews } from '../../conversation/citizen-view.ts'
import { createCoalescedWork } from '../../conversation/coalesced-work.ts'

/** Tells those who wait their place when the line of their team moves. */
export interface LineWatch {
  /** The line of a team moved. */
  moved(team: string): void
  /** To be called every second or so: tells what moved meanwhile, and what could not be told. Never throws. */
  beat(): void
}

export interface LineWatchParts {
  readonly views: Pick<CitizenViews, 'placesIn'>
  /** Tells the pages of a team. */
  readonly tell: (team: string, places: ReadonlyMap<string, number>) => void
  readonly report: (cause: unknown) => void
}

/**
 * A line is read as a whole, at once and then once a second at most: where ten thousand wait and somebody joins them
 * every moment, reading each place by itself would keep the database from everything else.
 */
export function createLineWatch({ views, tell, report }: LineWatchParts): LineWatch {
  /** Of this second. */
  const told = new Set<string>()
  const waiting = new Set<string>()
  const work = createCoalescedWork(async () => {
    for (const team of waiting) {
      waiting.delete(team)
      try {
        tell(team, await views.placesIn(team))
      } catch (cause) {
        waiting.add(team)
        throw cause
      }
    }
  }, report)
  return {
    moved(team) {
      waiting.add(team)
      if (told.has(team)) return
      told.add(team)
      work.ask()
    },
    beat() {
      told.clear()
      if (waiting.size === 0) return
      for (const team of waiting) told.add(team)
      work.ask()
    },
  }
}
