import { sql } from 'kysely'
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

/** The last one that was read. */
interface Last {
  readonly at: number
  readonly session_id: string
  readonly tag: string
  readonly agent_id: string
  readonly opened: boolean
  /** Where the row stands: one thing may have been opened twice in a millisecond. */
  readonly place: string
}

/**
 * The record of what agents saw, the oldest first (G1). Each page goes on after the last one of the page before, by the index of
 * moments, so that a page costs the same however many came before it.
 */
export async function* recordedReveals(
  database: Database,
  { since, session }: WantedReveals,
): AsyncGenerator<RecordedReveal> {
  for (let last: Last | undefined; ; ) {
    let query = database
      .selectFrom('reveals')
      .innerJoin('agent', 'agent.id', 'reveals.agent_id')
      .select([
        'reveals.at',
        'reveals.tag',
        'reveals.opened',
        'reveals.session_id',
        'reveals.agent_id',
        'agent.email',
        'agent.name',
        sql<string>`reveals.ctid::text`.as('place'),
      ])
      .where('reveals.at', '>=', last?.at ?? since)
    if (session !== undefined) query = query.where(ofSession(session))
    if (last) query = query.where(after(last))
    const rows = await query
      .orderBy('reveals.at')
      .orderBy('reveals.session_id')
      .orderBy('reveals.tag')
      .orderBy('reveals.agent_id')
      .orderBy('reveals.opened')
      .orderBy(sql`reveals.ctid`)
      .limit(AT_ONCE)
      .execute()
    for (const { at, tag, opened, session_id, email, name } of rows) {
      yield { at, agent: { email, name }, tag, how: opened ? 'opened' : 'shown', session: session_id }
    }
    last = rows.at(-1)
    if (!last || rows.length < AT_ONCE) return
  }
}

/** There is an index for what was opened, and one for what was shown. */
function ofSession(session: string) {
  return sql<boolean>`(reveals.session_id = ${session} and reveals.opened or reveals.session_id = ${session} and not reveals.opened)`
}

function after({ at, session_id, tag, agent_id, opened, place }: Last) {
  return sql<boolean>`(reveals.at, reveals.session_id, reveals.tag, reveals.agent_id, reveals.opened, reveals.ctid)
    > (${at}, ${session_id}, ${tag}, ${agent_id}, ${opened}, ${place}::tid)`
}
