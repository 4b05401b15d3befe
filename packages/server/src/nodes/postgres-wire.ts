import { Socket } from 'node:net'
import { Client, type Pool } from 'pg'
import type { Wire } from './wire.ts'

const CHANNEL = 'balie'
/** Between two attempts to connect, milliseconds. */
const AGAIN = 500
/** For one answer, milliseconds; longer than a database that is only busy takes. */
const PATIENCE = 3_000

/**
 * The nodes' texts by LISTEN and NOTIFY of the database that they share, on one connection of its own.
 *
 * @param pool tells where the database is; not used itself
 * @param report told when the connection is lost, and not again until it was back
 */
export function createPostgresWire(pool: Pool, report: (cause: unknown) => void): Wire {
  let hear: (text: string) => void = () => undefined
  let connected: Connected | undefined
  let timer: NodeJS.Timeout | undefined
  let hasFailed = false
  let isClosed = false

  async function connect(): Promise<void> {
    clearTimeout(timer)
    const attempt = open(pool, { hear: (text) => hear(text), lost: () => lost(attempt) })
    connected = attempt
    try {
      await attempt.ready
      hasFailed = false
    } catch (cause) {
      if (!hasFailed && !isClosed) report(cause)
      hasFailed = true
      lost(attempt)
    }
  }

  function lost(which: Connected): void {
    which.destroy()
    // Another one has taken its place.
    if (connected !== which || isClosed) return
    connected = undefined
    clearTimeout(timer)
    timer = setTimeout(() => void connect(), AGAIN)
  }

  return {
    async open(listener) {
      hear = listener
      await connect()
    },
    async publish(text) {
      if (!connected) throw new Error('no connection to the database for what nodes tell each other')
      await connected.publish(text)
    },
    renew() {
      if (connected) lost(connected)
    },
    async close() {
      isClosed = true
      clearTimeout(timer)
      await connected?.end()
    },
  }
}

/** One connection, from its beginning to its end. */
interface Connected {
  /** When it listens. */
  readonly ready: Promise<void>
  publish(text: string): Promise<void>
  end(): Promise<void>
  /** Without a word: there may be nobody at the other end. */
  destroy(): void
}

function open(pool: Pool, on: { hear(text: string): void; lost(): void }): Connected {
  const socket = new Socket()
  const client = new Client({
    ...pool.options,
    connectionTimeoutMillis: PATIENCE,
    query_timeout: PATIENCE,
    application_name: 'balie nodes',
    stream: () => socket,
  })
  client.on('error', on.lost)
  client.on('end', on.lost)
  client.on('notification', ({ payload }) => on.hear(payload ?? ''))
  return {
    ready: client.connect().then(async () => {
      await client.query(`listen ${CHANNEL}`)
    }),
    async publish(text) {
      await client.query({ name: 'notify', text: 'select pg_notify($1, $2)', values: [CHANNEL, text] })
    },
    async end() {
      client.off('end', on.lost)
      await client.end().catch(() => undefined)
      socket.destroy()
    },
    destroy: () => socket.destroy(),
  }
}
