import { Socket } from 'node:net'
import type { Secret } from '@balie/sdk'
import { Kysely, PostgresDialect } from 'kysely'
import { Pool, types } from 'pg'
import type { Log } from '../log.ts'
import { connectionOptions } from './connection-options.ts'
import type { Database, Tables } from './database.ts'

/** One pool and the typed queries over it. */
export interface Store {
  /** For what needs the driver itself: LISTEN, advisory locks, better-auth. */
  readonly pool: Pool
  readonly db: Database
  /** Ends every connection without a word, as nobody answers at the other end: what waits for an answer fails at once. */
  dropConnections(): void
  /** Waits for the queries that run, then closes every connection. */
  close(): Promise<void>
}

export interface StoreOptions {
  readonly databaseUrl: Secret<string>
  readonly log: Log
  /** PEM: the server's certificate must come from it. Absent: as the address says. */
  readonly databaseCa?: string
  /** Most connections at once. Default 10. */
  readonly connections?: number
  /** Seconds that a statement may run. Default 10. */
  readonly statementSeconds?: number
  /** Milliseconds to wait for a connection, a free one or a new one. Default 3,000: the core waits five seconds. */
  readonly patience?: number
}

const INT8 = 20

/**
 * Opens a pool; connects at the first query. `bigint` columns come as numbers (ours are milliseconds and
 * sequence numbers, far below 2^53). No statement runs longer than `statementSeconds`, and no transaction is left
 * open more than 5 s longer than that. A database that dies is logged and never throws by itself: the next query fails
 * (DATABASE_UNAVAILABLE) or finds a new connection. Clients made from the pool's options connect as it does, TLS included.
 *
 * @throws {BalieError} START_REFUSED for an address that cannot be
 */
export function openStore(options: StoreOptions): Store {
  const sockets = new Set<Socket>()
  const statement = (options.statementSeconds ?? 10) * 1_000
  const pool = new Pool({
    ...connectionOptions(options.databaseUrl, options.databaseCa),
    max: options.connections ?? 10,
    connectionTimeoutMillis: options.patience ?? 3_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    statement_timeout: statement,
    // The server may be gone without a word; its own timeout cannot tell us then.
    query_timeout: statement + 2_000,
    idle_in_transaction_session_timeout: statement + 5_000,
    application_name: 'balie',
    stream() {
      const socket = new Socket()
      sockets.add(socket)
      return socket.once('close', () => sockets.delete(socket))
    },
    types: {
      getTypeParser: (oid, format) =>
        oid === INT8 && format !== 'binary' ? Number : types.getTypeParser(oid, format),
    },
  })
  // Without a listener an idle connection that breaks ends the process.
  pool.on('error', (error) => options.log.warn({ err: error }, 'a database connection was lost'))
  // The same for one that breaks between two queries of whoever holds it.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const close = async () => {
    await db.destroy()
    // Kysely ends the pool only when it has asked something through it.
    if (!pool.ending) await pool.end()
  }
  const dropConnections = () => {
    for (const socket of sockets) socket.destroy()
  }
  return { pool, db, dropConnections, close }
}

/** How many connections are in use and idle, and how many queries wait for one. */
export function poolStanding({ totalCount, idleCount, waitingCount }: Pool) {
  return { in_use: totalCount - idleCount, idle: idleCount, waiting: waitingCount }
}
