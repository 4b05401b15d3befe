import type { Agent } from '@balie/desk-api'
import type { Clock } from '@balie/sdk'
import { BalieError } from '../errors/balie-error.ts'
import type { Database } from '../store/database.ts'
import type { AgentAuth } from './agent-auth.ts'

/** An agent with the session by which they are signed in. */
export interface SignedIn {
  readonly agent: Agent
  /** Identifier of the session in the store; no secret, and no credential. */
  readonly session: string
}

/** Tells who is signed in. Name, teams and whether somebody may still work come from the store only (G2). */
export interface SignedInAgents {
  /**
   * The agent of a request or a socket's handshake.
   *
   * @throws {BalieError} NOT_SIGNED_IN without a cookie of ours, after the session's end, and for a disabled agent (G3)
   */
  ofCookie(cookieHeader: string | undefined): Promise<SignedIn>

  /** Those of the sessions that still stand, by session, in one query. */
  stillOf(sessions: readonly string[]): Promise<ReadonlyMap<string, Agent>>
}

export function createSignedInAgents(
  database: Database,
  clock: Clock,
  auth: Pick<AgentAuth, 'verifiedToken'>,
): SignedInAgents {
  const standing = () =>
    database
      .selectFrom('agent_session')
      .innerJoin('agent', 'agent.id', 'agent_session.agent_id')
      .select(['agent_session.id as session', 'agent.id', 'agent.name', 'agent.teams'])
      .where('agent_session.expires_at', '>', new Date(clock.now()))
      .where('agent.disabled', '=', false)
  return {
    async ofCookie(cookieHeader) {
      const token = await auth.verifiedToken(cookieHeader)
      const row = token && (await standing().where('agent_session.token', '=', token).executeTakeFirst())
      if (!row) throw notSignedIn()
      return { agent: agentOf(row), session: row.session }
    },
    async stillOf(sessions) {
      if (sessions.length === 0) return new Map()
      const rows = await standing()
        .where('agent_session.id', 'in', [...sessions])
        .execute()
      return new Map(rows.map((row) => [row.session, agentOf(row)]))
    },
  }
}

/** Nobody is signed in. */
export function notSignedIn(): BalieError {
  return new BalieError('NOT_SIGNED_IN', 'no session of an agent that stands')
}

function agentOf({ id, name, teams }: Agent): Agent {
  return { id, name, teams }
}
