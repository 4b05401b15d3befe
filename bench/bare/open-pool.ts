import { Pool } from 'pg'

/** As many connections as Balie has. The database goes when the bench is stopped: then so does this process. */
export function openPool(databaseUrl: string): Pool {
  return new Pool({ connectionString: databaseUrl, max: 10 }).on('error', () => process.exit())
}
