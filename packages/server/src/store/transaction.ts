import { IdContactError } from '@balie/sdk'
import type { Pool, PoolClient } from 'pg'
import { isDatabaseUnavailable } from './database-unavailable.ts'

/**
 * Does work in one transaction, on a connection of its own: all of it or nothing. What it throws undoes it, and is rethrown.
 *
 * @throws {IdContactError} STORE_UNAVAILABLE where the database cannot serve now
 */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await orUnavailable(pool.connect())
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (cause) {
    await client.query('rollback').catch((error: Error) => {
      broken = error
    })
    return await orUnavailable(Promise.reject(cause))
  } finally {
    client.release(broken)
  }
}

async function orUnavailable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    if (!isDatabaseUnavailable(cause)) throw cause
    throw new IdContactError('STORE_UNAVAILABLE', 'the database cannot serve now', { cause })
  }
}
