import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import Fastify from 'fastify'

/** What a plugin received, in order. */
export interface Received {
  readonly path: string
  readonly type: string | undefined
  readonly body: unknown
}

/** What it answers next. */
export interface PlannedAnswer {
  readonly status?: number
  readonly body?: string | object
  readonly headers?: Readonly<Record<string, string>>
  /** Never answers at all. */
  readonly never?: boolean
}

/** A plugin of another maker: a real server that notes what it receives and answers what the test planned. */
export interface RecordingPlugin {
  readonly url: string
  readonly received: Received[]
  /** The newest of them. */
  last(): Received
  /** The answer per path; 200 with `{}` where nothing is planned. */
  readonly answers: Map<string, PlannedAnswer>
}

/** Starts one on a free port; it stops with the test. */
export async function startRecordingPlugin(test: TestContext): Promise<RecordingPlugin> {
  const app = Fastify({ forceCloseConnections: true })
  const received: Received[] = []
  const answers = new Map<string, PlannedAnswer>()
  app.addContentTypeParser('application/jwt', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  )
  app.all('/*', async (request, reply) => {
    received.push({ path: request.url, type: request.headers['content-type'], body: request.body })
    const answer = answers.get(request.url) ?? {}
    if (answer.never === true) return reply.hijack()
    return reply
      .code(answer.status ?? 200)
      .headers({ 'content-type': 'application/json', ...answer.headers })
      .send(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {}))
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  test.after(() => app.close())
  const last = () => received.at(-1) ?? assert.fail('nothing was received')
  return { url, received, last, answers }
}
