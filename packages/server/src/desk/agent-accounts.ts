import { type Clock, type Random, randomText, type Secret } from '@balie/sdk'
import { hashPassword } from 'better-auth/crypto'
import { BalieError } from '../errors/balie-error.ts'
import type { Database } from '../store/database.ts'

/** What accounts are made with. */
export interface AccountParts {
  readonly database: Database
  readonly clock: Clock
  readonly random: Random
}

/** An agent who does not exist yet. */
export interface NewAgent {
  readonly email: string
  readonly name: string
  readonly teams: readonly string[]
  readonly password: Secret<string>
}

/** An agent as the command line lists them. */
export interface AgentAccount {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly teams: readonly string[]
  readonly disabled: boolean
}

export const PASSWORD_LENGTH = { least: 12, most: 128 } as const

/**
 * Makes an agent who signs in with e-mail and password. The only way to one: there is no address for it.
 *
 * @returns the id
 * @throws {BalieError} AGENT_REFUSED for an e-mail address that is none or that exists, an empty name, no
 *   team, or a password that is too short or too long
 */
export async function createAgentAccount(parts: AccountParts, agent: NewAgent): Promise<string> {
  const { email, name, teams } = normal(agent)
  const password = await hashPassword(agent.password.reveal())
  const id = randomText(parts.random, 16)
  const now = new Date(parts.clock.now())
  await parts.database.transaction().execute(async (trx) => {
    const made = await trx
      .insertInto('agent')
      .values({ id, name, email, email_verified: true, teams: JSON.stringify(teams), updated_at: now })
      .onConflict((conflict) => conflict.column('email').doNothing())
      .executeTakeFirst()
    if (made.numInsertedOrUpdatedRows !== 1n) throw refused('there is an agent with this e-mail address')
    await trx
      .insertInto('agent_account')
      .values({
        id: randomText(parts.random, 16),
        account_id: id,
        provider_id: 'credential',
        agent_id: id,
        password,
        updated_at: now,
      })
      .execute()
  })
  return id
}

/** Every agent, by e-mail address. */
export async function listAgentAccounts({
  database,
}: Pick<AccountParts, 'database'>): Promise<AgentAccount[]> {
  return database
    .selectFrom('agent')
    .select(['id', 'email', 'name', 'teams', 'disabled'])
    .orderBy('email')
    .execute()
}

/**
 * Disables an agent, or allows them again. A running server notices within half a second: the next request
 * is refused and the sockets close (threats R3, G3). The sessions of a disabled agent are deleted, so that
 * allowing them again is a new sign-in.
 *
 * @returns the id
 * @throws {BalieError} AGENT_REFUSED when there is no agent with this e-mail address
 */
export async function setAgentDisabled(
  { database, clock }: Omit<AccountParts, 'random'>,
  email: string,
  disabled: boolean,
): Promise<string> {
  return database.transaction().execute(async (trx) => {
    const agent = await trx
      .updateTable('agent')
      .set({ disabled, updated_at: new Date(clock.now()) })
      .where('email', '=', email.trim().toLowerCase())
      .returning('id')
      .executeTakeFirst()
    if (!agent) throw refused('there is no agent with this e-mail address')
    if (disabled) await trx.deleteFrom('agent_session').where('agent_id', '=', agent.id).execute()
    return agent.id
  })
}

function normal(agent: NewAgent): { email: string; name: string; teams: readonly string[] } {
  const email = agent.email.trim().toLowerCase()
  const name = agent.name.trim()
  const { length } = agent.password.reveal()
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) || email.length > 254)
    throw refused('the e-mail address is not one')
  if (name === '' || name.length > 100) throw refused('the name is empty or longer than 100 characters')
  if (agent.teams.length === 0) throw refused('an agent needs at least one team')
  if (length < PASSWORD_LENGTH.least || length > PASSWORD_LENGTH.most) {
    throw refused(`the password needs ${PASSWORD_LENGTH.least} to ${PASSWORD_LENGTH.most} characters`)
  }
  return { email, name, teams: [...new Set(agent.teams)] }
}

function refused(detail: string): BalieError {
  return new BalieError('AGENT_REFUSED', detail)
}
