import { type Clock, type Random, Secret } from '@balie/sdk'
import { createAgentAccount, listAgentAccounts } from '../../desk/agent-accounts.ts'
import type { Store } from '../../store/pool.ts'
import { DEMO_TEAMS } from './demo-purposes.ts'

/** Who works at the desk of the demo. */
export const DEMO_AGENTS = [
  { email: 'anna@voorbeeld.example', name: 'Anna de Vries' },
  { email: 'bram@voorbeeld.example', name: 'Bram Jansen' },
] as const

/** Makes the agents of the demo, those that are not there yet. */
export async function makeDemoAgents(
  store: Store,
  password: string,
  { clock, random }: { clock: Clock; random: Random },
): Promise<void> {
  const there = new Set((await listAgentAccounts({ database: store.db })).map(({ email }) => email))
  for (const { email, name } of DEMO_AGENTS.filter((one) => !there.has(one.email))) {
    await createAgentAccount(
      { database: store.db, clock, random },
      { email, name, teams: DEMO_TEAMS, password: new Secret('password', password) },
    )
  }
}
