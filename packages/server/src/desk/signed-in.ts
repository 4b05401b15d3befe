import type { Agent } from '@balie/desk-api'
import type { Clock } from '@balie/sdk'
import type { Pool } from 'pg'
import { BalieError } from '../errors/balie-error.ts'
import { run, type Statement } from '../store/statement.ts'
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
  pool: Pool,
  clock: Clock,
  auth: Pick<AgentAuth, 'verifiedToken'>,
): SignedInAgents {
  return {
    async ofCookie(cookieHeader) {
      const token = await auth.verifiedToken(cookieHeader)
      const [row] = token ? await run(pool, standingByToken, [token, new Date(clock.now())]) : []
      if (!row) throw notSignedIn()
      return { agent: agentOf(row), session: row.session }
    },
    async stillOf(sessions) {
      if (sessions.length === 0) return new Map()
      const rows = await run(pool, standingById, [sessions, new Date(clock.now())])
      return new Map(rows.map((row) => [row.session, agentOf(row)]))
    },
  }
}

/** With every command of every agent. */
const standingById = standing('id', '= any ($1)')
const standingByToken = standing('token', '= $1')

/** The sessions that stand at the moment `$2`, and whose they are. */
function standing(column: 'id' | 'token', matches: string): Statement<Agent & { readonly session: string }> {
  return {
    name: `agent_session_by_${column}`,
    text: `
      select agent_session.id as session, agent.id, agent.name, agent.teams
      from agent_session join agent on agent.id = agent_session.agent_id
      where agent_session.${column} ${matches} and agent_session.expires_at > $2 and not agent.disabled`,
  }
}

/** Nobody is signed in. */
export function notSignedIn(): BalieError {
  return new BalieError('NOT_SIGNED_IN', 'no session of an agent that stands')
}

function agentOf({ id, name, teams }: Agent): Agent {
  return { id, name, teams }
}
