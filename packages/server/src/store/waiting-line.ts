import type { Pool } from 'pg'
import { run, type Statement } from './statement.ts'

/** Who waits, in the order in which they began. */
export interface WaitingLine {
  /**
   * The place of a conversation among those that wait for the purposes: 1 is next.
   *
   * @param since when it began to wait
   */
  placeOf(id: string, since: number, purposes: readonly string[]): Promise<number>

  /** The places of all that wait for the purposes, in one go. */
  places(purposes: readonly string[]): Promise<ReadonlyMap<string, number>>
}

const before: Statement<{ readonly before: number }> = {
  name: 'waiting_before',
  text: `
    select count(*) as before from sessions
    where conversation_state = 'waiting' and method <> 'appointment' and purpose = any ($3::text[])
      and (conversation_since, id) < ($2::bigint, $1::text)`,
}

const inOrder: Statement<{ readonly id: string }> = {
  name: 'waiting_in_order',
  text: `
    select id from sessions
    where conversation_state = 'waiting' and method <> 'appointment' and purpose = any ($1::text[])
    order by conversation_since, id`,
}

export function createWaitingLine(pool: Pool): WaitingLine {
  return {
    async placeOf(id, since, purposes) {
      const [row] = await run(pool, before, [id, since, [...purposes]])
      return (row?.before ?? 0) + 1
    },
    async places(purposes) {
      const rows = await run(pool, inOrder, [[...purposes]])
      return new Map(rows.map(({ id }, before) => [id, before + 1]))
    },
  }
}
