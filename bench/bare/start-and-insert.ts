// The bare counterpart of row 1: a Fastify route that checks its body with a schema, makes two secrets and
// does one insert. No session, no sealing, no purpose; a row and an answer as large as Balie's.
import { createHash, randomBytes } from 'node:crypto'
import { fastify } from 'fastify'
import { openPool } from './open-pool.ts'
import { runBare } from './run-bare.ts'

const INSERT = {
  // Prepared once per connection, as Balie's own statements are.
  name: 'start',
  text: `insert into started (id, purpose, client_hash, attr_hash, record, wrapped_key)
    values ($1, $2, $3, $4, $5, $6)`,
}

const body = {
  type: 'object',
  required: ['purpose'],
  properties: { purpose: { type: 'string' }, auth_result: { type: 'string' } },
}

const answer = {
  200: { type: 'object', properties: { client_url: { type: 'string' }, attr_url: { type: 'string' } } },
}

await runBare(async ({ databaseUrl }) => {
  const pool = openPool(databaseUrl)
  await pool.query(`create table started (id text primary key, purpose text not null, client_hash text not null,
    attr_hash text not null, record jsonb not null, wrapped_key bytea not null)`)
  const app = fastify()
  app.post<{ Body: { purpose: string } }>(
    '/chat/start_communication',
    { schema: { body, response: answer } },
    async (request) => {
      const [client, attr] = [secret(), secret()]
      const id = randomBytes(16).toString('base64url')
      const values = [id, request.body.purpose, hash(client), hash(attr), record(id), randomBytes(60)]
      await pool.query({ ...INSERT, values })
      return {
        client_url: `http://127.0.0.1:10000/chat/c/${client}`,
        attr_url: `http://127.0.0.1:10000/chat/attr/${attr}`,
      }
    },
  )
  return Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port)
})

function record(id: string): string {
  const now = Date.now()
  return JSON.stringify({
    id,
    purpose: 'report_move',
    method: 'chat',
    startedAt: now,
    beginBefore: now + 3_600_000,
    attributes: { state: 'awaiting' },
    citizen: { state: 'expected' },
    conversation: { state: 'not_begun' },
    landings: [],
    alerts: [],
  })
}

function secret(): string {
  return randomBytes(32).toString('base64url')
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
