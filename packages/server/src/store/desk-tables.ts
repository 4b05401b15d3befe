/** The tables of migrations/0004-desk.sql. */
export interface DeskTables {
  reveals: {
    session_id: string
    agent_id: string
    tag: string
    verified_at: number
    opened: boolean
    at: number
  }
}
