import type { Database } from './database.ts'

/** How many conversations are in each state that has not ended. */
export async function liveCounts(db: Database): Promise<Readonly<Record<string, number>>> {
  const rows = await db
    .selectFrom('sessions')
    .select(({ fn }) => ['conversation_state as state', fn.countAll<number>().as('count')])
    .where('conversation_state', 'in', ['waiting', 'open'])
    .groupBy('conversation_state')
    .execute()
  return { waiting: 0, open: 0, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) }
}
