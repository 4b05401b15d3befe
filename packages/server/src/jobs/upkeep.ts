import type { Clock } from '@balie/sdk'
import type { Config } from '../config/config.ts'
import { createCoalescedWork } from '../conversation/coalesced-work.ts'
import type { Store } from '../store/pool.ts'
import { forgetDeadUpdates } from './waiting-updates.ts'

/** What is done once an hour. */
export interface Upkeep {
  /** To be called every second or so. Never throws. */
  beat(): void
  /** Waits for what is under way. */
  close(): Promise<void>
}

export interface UpkeepParts {
  readonly config: Pick<Config, 'revealsDays'>
  readonly database: Pick<Store, 'pool' | 'db'>
  readonly clock: Clock
  readonly report: (cause: unknown) => void
}

const HOUR = 60 * 60_000
/** After a failure it is tried again so much later, milliseconds. */
const AGAIN = 60_000

/** Forgets what was kept long enough: reveals (`reveals_days`), and logouts for the operator that nobody waits for. */
export function createUpkeep({ config, database, clock, report }: UpkeepParts): Upkeep {
  let doneAt: number | undefined
  let askedAt: number | undefined
  const work = createCoalescedWork(async () => {
    await database.db
      .deleteFrom('reveals')
      .where('at', '<', clock.now() - config.revealsDays * 24 * HOUR)
      .execute()
    await forgetDeadUpdates(database.pool, database.db)
    doneAt = clock.now()
  }, report)
  return {
    beat() {
      const now = clock.now()
      if (doneAt !== undefined && now - doneAt < HOUR) return
      if (askedAt !== undefined && now - askedAt < AGAIN) return
      askedAt = now
      work.ask()
    },
    close: () => work.idle(),
  }
}
