import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import type { UpdateJob } from '../ports/outbox.ts'
import { passTime } from '../retention/pass-time.ts'
import { type FarSide, startFarSide } from '../testing/far-side.ts'
import { createTestClock } from '../testing/test-clock.ts'
import { createTestPlugin, type TestPlugin } from '../testing/test-plugin.ts'
import { startTestSession } from '../testing/test-session.ts'
import { deliverUpdate } from './deliver-update.ts'
import { noteActivity } from './note-activity.ts'

const SANNE = { name: 'Sanne', bsn: '999993653' }
const clock = createTestClock(1_700_000_000_000)

let far: FarSide
before(async () => {
  far = await startFarSide(clock)
})
after(() => far.close())

/** A plugin whose outbox is slow: a job is sent, and two seconds go by, before `add` returns. */
function pluginWithSlowOutbox(beforeReturning: (plugin: TestPlugin, job: UpdateJob) => Promise<void>) {
  const plugin = createTestPlugin({
    clock,
    core: far.core,
    sessionUrlOrigins: [far.origin],
    outbox: {
      async add(job) {
        await deliverUpdate(plugin.settings, job)
        clock.advance(2_000)
        await beforeReturning(plugin, job)
      },
    },
  })
  return plugin
}

it('O2: what is done while the outbox is slow is no second sign of activity, and is told of a minute later', async () => {
  let times = 0
  const plugin = pluginWithSlowOutbox(async (slow, { session }) => {
    times += 1
    if (times === 1) await noteActivity(slow.settings, session, 'citizen')
  })
  await startTestSession(plugin, far, SANNE, `${far.origin}/session/slow`)
  assert.deepEqual(far.updates, ['/session/slow?type=user_active'])
  clock.advance(60_000)
  await passTime(plugin.settings)
  assert.equal(far.updates.length, 2)
})
