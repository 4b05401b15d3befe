import type { Database } from './database.ts'

/** That an agent saw an attribute: its name, never its value. */
export interface RecordedReveal {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly agent: { readonly email: string; readonly name: string }
  readonly tag: string
  /** `shown`: it stood in the identity panel. `opened`: it was masked until the agent opened it. */
  readonly how: 'shown' | 'opened'
  /** Handle of the session; the session itself may be gone. */
  readonly session: string
}

/** Which ones: from a moment on, of one session. */
export interface WantedReveals {
  readonly since: number
  readonly session?: string
}

const AT_ONCE = 2_000

/** The record of what agents saw, the oldest first (G1). */
export async function* recordedReveals(
  database: Database,
  { since, session }: WantedReveals,
): AsyncGenerator<RecordedReveal> {
  for (let offset = 0; ; offset += AT_ONCE) {
    let query = database
      .selectFrom('reveals')
      .innerJoin('agent', 'agent.id', 'reveals.agent_id')
      .select([
        'reveals.at',
        'reveals.tag',
        'reveals.opened',
        'reveals.session_id',
        'agent.email',
        'agent.name',
      ])
      .where('reveals.at', '>=', since)
    if (session !== undefined) query = query.where('reveals.session_id', '=', session)
    const rows = await query
      .orderBy('reveals.at')
      .orderBy('reveals.session_id')
      .orderBy('reveals.tag')
      .orderBy('reveals.agent_id')
      .orderBy('reveals.opened')
      .offset(offset)
      .limit(AT_ONCE)
      .execute()
    for (const { at, tag, opened, session_id, email, name } of rows) {
      yield { at, agent: { email, name }, tag, how: opened ? 'opened' : 'shown', session: session_id }
    }
    if (rows.length < AT_ONCE) return
  }
}
