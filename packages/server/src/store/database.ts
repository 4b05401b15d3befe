import type { Kysely } from 'kysely'
import type { AgentTables } from './agent-tables.ts'
import type { AppointmentTables } from './appointment-tables.ts'
import type { ChatTables } from './chat-tables.ts'
import type { DeskTables } from './desk-tables.ts'
import type { SessionTables } from './session-tables.ts'

/** The tables as Kysely types them. The SQL is in packages/server/migrations. */
export interface Tables extends AgentTables, SessionTables, ChatTables, DeskTables, AppointmentTables {}

/** Typed queries on Balie's database. */
export type Database = Kysely<Tables>
