import type { Pool } from 'pg'
import { run, type Statement } from './statement.ts'

/** Which servers there are, and on which of them a citizen has a page open (V1). */
export interface CitizenPlaces {
  /**
   * Says that this node lives.
   *
   * @returns true when the others had given it up, or may have, or never knew it: its places are to be noted again
   */
  live(): Promise<boolean>
  /** The citizen has a page on this node. Nothing happens when there is no such session. */
  enter(session: string): Promise<void>
  /** The citizen has no page on this node any more. */
  leave(session: string): Promise<void>
  /** Whether the citizen has a page on a node that lives. */
  isSomewhere(session: string): Promise<boolean>
  /** Conversations, some at a time, whose citizen had a page on a node that went. */
  left(): Promise<readonly string[]>
  /** Forgets what nodes that went said of the conversation. */
  forget(session: string): Promise<void>
  /** Forgets nodes that went and are nobody's place any more. */
  forgetNodes(): Promise<void>
}

/** Most conversations that `left` gives. */
export const LEFT_AT_ONCE = 500
/** A node that has said nothing for so many seconds went. */
export const GONE_AFTER = 6

const WENT = `(select id from nodes where seen_at <= now() - interval '${GONE_AFTER} seconds')`

const live: Statement<{ readonly is_new: boolean }> = {
  name: 'node_live',
  text: `
    with before as (select id from nodes where id = $1 and id not in ${WENT})
    insert into nodes (id, seen_at) values ($1, now())
    on conflict (id) do update set seen_at = now() returning not exists (select from before) as is_new`,
}
const enter: Statement<never> = {
  name: 'citizen_enter',
  text: `
    insert into citizen_places (session_id, node_id) select id, $2 from sessions where id = $1
    on conflict do nothing`,
}
const leave: Statement<never> = {
  name: 'citizen_leave',
  text: 'delete from citizen_places where session_id = $1 and node_id = $2',
}
const somewhere: Statement<{ readonly is: boolean }> = {
  name: 'citizen_somewhere',
  text: `select exists (select from citizen_places where session_id = $1 and node_id not in ${WENT}) as is`,
}
const left: Statement<{ readonly session_id: string }> = {
  name: 'citizens_left',
  text: `select distinct session_id from citizen_places where node_id in ${WENT} limit ${LEFT_AT_ONCE}`,
}
const forget: Statement<never> = {
  name: 'citizen_forget',
  text: `delete from citizen_places where session_id = $1 and node_id in ${WENT}`,
}
const forgetNodes: Statement<never> = {
  name: 'nodes_forget',
  text: `
    delete from nodes where id in ${WENT}
      and not exists (select from citizen_places where node_id = nodes.id)`,
}

/** @param node the name of this node */
export function createCitizenPlaces(pool: Pool, node: string): CitizenPlaces {
  return {
    async live() {
      const [row] = await run(pool, live, [node])
      return row?.is_new ?? false
    },
    async enter(session) {
      await run(pool, enter, [session, node])
    },
    async leave(session) {
      await run(pool, leave, [session, node])
    },
    async isSomewhere(session) {
      const [row] = await run(pool, somewhere, [session])
      return row?.is ?? false
    },
    async left() {
      return (await run(pool, left, [])).map(({ session_id }) => session_id)
    },
    async forget(session) {
      await run(pool, forget, [session])
    },
    async forgetNodes() {
      await run(pool, forgetNodes, [])
    },
  }
}
