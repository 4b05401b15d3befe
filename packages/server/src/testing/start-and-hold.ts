// Started by own-postgres.test.ts as a process of its own, which it kills.
import { Client } from 'pg'
import { createLog } from '../log.ts'
import { startOwnPostgres } from '../store/own-postgres/own-postgres.ts'

const [, , dataDirectory = ''] = process.argv
// Durable: what was acknowledged must survive the kill.
const own = await startOwnPostgres({ dataDirectory, log: createLog({ level: 'silent' }) })
const client = new Client({ connectionString: own.databaseUrl.reveal() })
await client.connect()
await client.query(`create table held (what text); insert into held values ('committed')`)
await client.end()
process.once('SIGTERM', async () => {
  await own.close()
  process.exit(0)
})
process.stdout.write(`${own.pid()}\n`)
