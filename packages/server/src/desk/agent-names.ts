import type { AgentNames } from '../conversation/agent-names.ts'
import type { Database } from '../store/database.ts'

/** The names of agents, for who talks with them and for colleagues. */
export interface NamesOfAgents extends AgentNames {
  /** By id, in one query. */
  namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>>
}

export function createAgentNames(database: Database): NamesOfAgents {
  async function namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map()
    const rows = await database
      .selectFrom('agent')
      .select(['id', 'name'])
      .where('id', 'in', [...new Set(ids)])
      .execute()
    return new Map(rows.map(({ id, name }) => [id, name]))
  }
  return { namesOf, nameOf: async (id) => (await namesOf([id])).get(id) }
}
