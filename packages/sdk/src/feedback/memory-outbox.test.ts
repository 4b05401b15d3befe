import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createMemoryOutbox } from './memory-outbox.ts'

const logout = (url: number) => ({ session: 's', update: 'logout', url }) as const

it('SF-7: one session URL that cannot be told does not hold up the others', async () => {
  const reports: unknown[] = []
  const outbox = createMemoryOutbox((cause) => reports.push(cause))
  await outbox.add(logout(0), () => Promise.reject(new Error('dead')))
  const told = Promise.withResolvers<void>()
  await outbox.add(logout(1), async () => told.resolve())
  await told.promise
  assert.equal(reports.length, 1)
})

it('SF-6: jobs for one session URL go one after the other, and the same one that waits is no second one', async () => {
  const outbox = createMemoryOutbox(() => undefined)
  const done: string[] = []
  const first = Promise.withResolvers<void>()
  await outbox.add({ session: 's', update: 'user_active', url: 0 }, async () => {
    await first.promise
    done.push('active')
  })
  const last = Promise.withResolvers<void>()
  for (let time = 0; time < 3; time += 1) {
    await outbox.add(logout(0), async () => {
      done.push('logout')
      last.resolve()
    })
  }
  first.resolve()
  await last.promise
  assert.deepEqual(done, ['active', 'logout'])
})
