import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { fastify } from 'fastify'
import { refuseSlowly } from './refuse-slowly.ts'

it('R4: keeps refusals waiting, so many and no more, and nothing else', async (t) => {
  const app = fastify().withTypeProvider<TypeBoxTypeProvider>()
  refuseSlowly(app, 2)
  const asked: (() => void)[] = []
  app.get('/refused', (_request, reply) => {
    asked.shift()?.()
    return reply.code(429).send({ refused: true })
  })
  app.get('/', () => ({ refused: false }))
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  t.after(() => app.close())

  const refused: Promise<Response>[] = []
  for (let i = 0; i < 2; i += 1) {
    const isAsked = new Promise<void>((done) => asked.push(done))
    refused.push(fetch(`${url}/refused`))
    await isAsked
  }
  let isAnswered = false
  void Promise.race(refused).then(() => {
    isAnswered = true
  })
  await assert.rejects(fetch(`${url}/refused`), 'a third one loses its connection')
  assert.equal((await fetch(url)).status, 200)
  assert.equal(isAnswered, false, 'the first two wait still')
  for (const answer of await Promise.all(refused)) assert.equal(answer.status, 429)
  assert.equal((await fetch(`${url}/refused`)).status, 429, 'there is room again')
})
