import Type from 'typebox'
import type { Listener } from './listener.ts'

/** Whether requests can be served now; never throws. */
export type Readiness = () => Promise<{
  readonly ready: boolean
  readonly database: 'ok' | 'down' | 'not migrated'
  /** Whether this node was told to stop. */
  readonly stopping: boolean
}>

const Ready = Type.Object({
  ready: Type.Boolean(),
  database: Type.Union([Type.Literal('ok'), Type.Literal('down'), Type.Literal('not migrated')]),
  stopping: Type.Boolean(),
})

/**
 * `/healthz`: the process answers. `/readyz`: the database is reached, can be written to and has the tables of this
 * version, and this node was not told to stop.
 */
export function healthRoutes(app: Listener, readiness: Readiness): void {
  app.get(
    '/healthz',
    { schema: { summary: 'The process answers', response: { 200: Type.Object({ ok: Type.Boolean() }) } } },
    async () => ({ ok: true }),
  )
  app.get(
    '/readyz',
    { schema: { summary: 'Requests can be served', response: { 200: Ready, 503: Ready } } },
    async (_request, reply) => {
      const now = await readiness()
      return reply.code(now.ready ? 200 : 503).send(now)
    },
  )
}
