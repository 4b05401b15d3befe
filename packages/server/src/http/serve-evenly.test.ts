import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { fastify } from 'fastify'
import { serveEvenly } from './serve-evenly.ts'

it('R4: spreads the requests of an address that comes with many, and lets the others pass', async (t) => {
  const app = fastify({ trustProxy: true }).withTypeProvider<TypeBoxTypeProvider>()
  // Sixty at once, then one in 100 ms.
  serveEvenly(app, 300)
  const served: string[] = []
  app.get('/', ({ ip }) => {
    served.push(ip)
    return {}
  })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  t.after(() => app.close())
  const ask = (address: string) => fetch(url, { headers: { 'x-forwarded-for': address } })

  const began = performance.now()
  const many = Array.from({ length: 65 }, () => ask('203.0.113.1'))
  await Promise.race(many)
  await ask('203.0.113.2')
  await Promise.all(many)
  assert.ok(performance.now() - began >= 450, 'the last of five waits for half a second')
  assert.ok(served.indexOf('203.0.113.2') < 64, 'another address waits for none of them')
})
