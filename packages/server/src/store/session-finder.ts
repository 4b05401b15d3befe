import type { SessionKey } from '@balie/sdk'
import { createBatches } from './batches.ts'
import {
  type FindStatements,
  findByAuthenticationSecret,
  findStatements,
  type RecordRow,
} from './session-statements.ts'
import { type Connection, run } from './statement.ts'

/** Finds sessions; those that are looked for at one moment together. */
export function createSessionFinder(pool: Connection): (key: SessionKey) => Promise<RecordRow | undefined> {
  const by: Readonly<Record<SessionKey['by'], (value: string) => Promise<RecordRow | undefined>>> = {
    id: batchesOf(pool, findStatements.id),
    client_secret: batchesOf(pool, findStatements.client_secret),
    attr_secret: batchesOf(pool, findStatements.attr_secret),
    // Too rare to come together.
    authentication_secret: async (hash) => (await run(pool, findByAuthenticationSecret, [hash]))[0],
  }
  return (key) => by[key.by](key.by === 'id' ? key.id : key.hash)
}

function batchesOf(pool: Connection, { one, many, keyOf }: FindStatements) {
  return createBatches<string, RecordRow | undefined>({
    async together(values) {
      const rows = await run(pool, many, [values])
      const byKey = new Map(rows.map((row) => [keyOf(row), row]))
      return values.map((value) => byKey.get(value))
    },
    alone: async (value) => (await run(pool, one, [value]))[0],
  })
}
