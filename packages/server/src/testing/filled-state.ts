import { readFile } from 'node:fs/promises'
import { seal, systemRandom, unseal, unwrapDataKey } from '@balie/sdk'
import type { Pool } from 'pg'
import { masterKeyring } from '../config/master-keyring.ts'
import type { Table } from '../config/table.ts'
import { columnList } from '../store/backup/backup-tables.ts'
import { OFFICE_PURPOSES } from './appointment-office.ts'
import type { FarSide } from './far-side.ts'
import { testConfigTable } from './test-config.ts'

/** What a Balie of before had in its database, made by `fill-state.ts` of that Balie. */
export interface FilledState {
  /** Number of the last migration that it had. */
  readonly migration: number
  /** When it was, by the clock of the Balie and by the database's. Milliseconds since 1970. */
  readonly at: number
  readonly databaseAt: number
  /** Where its authentication plugin was. */
  readonly origin: string
  /** Who is in it, by what befell them. */
  readonly people: Readonly<Record<Befallen, Person>>
  /** In an order in which they can be loaded; rows as PostgreSQL makes JSON of them. */
  readonly tables: readonly {
    readonly name: string
    readonly columns: readonly string[]
    readonly rows: readonly Readonly<Record<string, unknown>>[]
  }[]
}

export type Befallen = 'waiting' | 'open' | 'ended' | 'leaving' | 'booked'

/** A citizen: the cookie of the browser and the handle of the conversation. */
export interface Person {
  readonly cookie: string
  readonly handle: string
}

/** The master key of every state. */
export const STATE_KEY = Buffer.alloc(32, 5).toString('base64')

/** Who they all are. */
export const STATE_PERSON = {
  fullname: 'Sanne Jansen',
  bsn: '999993653',
  email: 'sanne@burger.test',
  phone: '0612345678',
}

/** The configuration with which a state was made and goes on. */
export function stateConfig(far: FarSide, smtpUrl: string): Table {
  return {
    ...far.config,
    smtp_url: smtpUrl,
    mail_from: 'afspraken@voorbeeld.test',
    purposes: [...(testConfigTable()['purposes'] as Table[]), ...OFFICE_PURPOSES],
  }
}

/** One of `vectors/`. */
export async function readState(file: string): Promise<FilledState> {
  return JSON.parse(await readFile(new URL(`./vectors/${file}`, import.meta.url), 'utf8'))
}

/**
 * Puts a state into a database that is migrated as far. Its jobs become as old as they were then, and what it has to tell
 * an authentication plugin goes to this one.
 */
export async function loadState(pool: Pool, state: FilledState, far: Pick<FarSide, 'origin'>): Promise<void> {
  for (const { name, columns, rows } of state.tables) {
    const list = columnList(columns)
    await pool.query(
      `insert into ${name} (${list}) select ${list} from jsonb_populate_recordset(null::${name}, $1)`,
      [JSON.stringify(rows)],
    )
  }
  const { rows } = await pool.query<{ column_name: string }>(
    `select column_name from information_schema.columns
     where table_schema = 'pgboss' and table_name = 'job' and data_type = 'timestamp with time zone'`,
  )
  const later = rows.map(
    ({ column_name: column }) => `${column} = ${column} + (now() - to_timestamp($1 / 1000.0))`,
  )
  await pool.query(`update pgboss.job set ${later.join(', ')}`, [state.databaseAt])
  await moveSessionUrls(pool, state.origin, far.origin)
}

/** Session URLs are sealed: opened with their key, changed and sealed again. */
async function moveSessionUrls(pool: Pool, from: string, to: string): Promise<void> {
  const keyring = masterKeyring([STATE_KEY])
  const { rows } = await pool.query<{ session_id: string; bytes: Uint8Array; wrapped_key: Uint8Array }>(
    `select session_id, bytes, wrapped_key from sealed join session_keys using (session_id)
     where slot = 'session_urls' and name = 'feedback'`,
  )
  for (const { session_id: id, bytes, wrapped_key } of rows) {
    const key = unwrapDataKey(keyring, id, 'feedback', wrapped_key)
    const text = unseal(key, `session_urls:${id}`, bytes).replaceAll(from, to)
    await pool.query(`update sealed set bytes = $2 where session_id = $1 and slot = 'session_urls'`, [
      id,
      seal(key, `session_urls:${id}`, text, systemRandom),
    ])
  }
}
