import assert from 'node:assert/strict'
import { it } from 'node:test'
import { IdContactError } from '../errors/id-contact-error.ts'
import { createMemoryStore } from '../memory-store.ts'
import { sessionRecord } from '../testing/session-record.ts'
import { createTestClock } from '../testing/test-clock.ts'
import { createTestPlugin } from '../testing/test-plugin.ts'
import { passTime } from './pass-time.ts'

it('V2: gives up the round when the store goes away, and reports it once', async () => {
  const clock = createTestClock(1_700_000_000_000)
  const inner = createMemoryStore(clock)
  for (let i = 0; i < 50; i += 1) await inner.insert(sessionRecord({ startedAt: 0, beginBefore: 1 }))
  let asked = 0
  const away = async () => {
    asked += 1
    throw new IdContactError('STORE_UNAVAILABLE', 'away')
  }
  const { settings, reports } = createTestPlugin({ clock, store: { ...inner, erase: away, transact: away } })
  await assert.rejects(passTime(settings), { code: 'STORE_UNAVAILABLE' })
  assert.deepEqual([asked, reports.length], [1, 0])
})
