import type { Clock } from '@balie/sdk'
import type { Database } from '../store/database.ts'

/** That an agent sees attributes of a session. */
export interface Reveal {
  readonly session: string
  readonly agent: string
  readonly tags: readonly string[]
  /** The verification that brought them. */
  readonly verifiedAt: number
  /** Whether the agent opened a masked value; else it stands in the panel. */
  readonly opened: boolean
}

/**
 * Records what is shown, with agent and time, before it is shown (G1). Every opening counts; standing in the
 * panel counts once for each agent and verification.
 */
export type RecordReveal = (reveal: Reveal) => Promise<void>

export function createRecordReveal(database: Database, clock: Clock): RecordReveal {
  return async ({ session, agent, tags, verifiedAt, opened }) => {
    if (tags.length === 0) return
    const about = { session_id: session, agent_id: agent, verified_at: verifiedAt, opened, at: clock.now() }
    await database
      .insertInto('reveals')
      .values(tags.map((tag) => ({ ...about, tag })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}
