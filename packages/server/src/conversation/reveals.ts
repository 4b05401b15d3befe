import type { Database } from '../store/database.ts'

/** An attribute of a session that was shown to an agent. */
export interface Seen {
  readonly at: number
  /** The agent's name. */
  readonly agent: string
  readonly tag: string
  /** The verification that brought it. */
  readonly verifiedAt: number
  /** Whether a masked value was opened; else it stood in the panel. */
  readonly opened: boolean
}

/** The record of what was shown to whom, of one session, oldest first (G1). */
export type Reveals = (session: string) => Promise<readonly Seen[]>

export function createReveals(database: Database): Reveals {
  /** There is an index for each of the two. */
  const shown = (session: string, opened: boolean) =>
    database
      .selectFrom('reveals')
      .innerJoin('agent', 'agent.id', 'reveals.agent_id')
      .select(['reveals.at', 'agent.name as agent', 'reveals.tag', 'reveals.opened'])
      .select('reveals.verified_at as verifiedAt')
      .where('reveals.session_id', '=', session)
      .where('reveals.opened', '=', opened)
  return (session) => shown(session, true).unionAll(shown(session, false)).orderBy('at').limit(1000).execute()
}
