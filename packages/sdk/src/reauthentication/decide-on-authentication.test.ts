import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { type FarSide, startFarSide } from '../testing/far-side.ts'
import { createTestClock } from '../testing/test-clock.ts'
import { createTestPlugin } from '../testing/test-plugin.ts'
import { startTestSession } from '../testing/test-session.ts'

const SANNE = { name: 'Sanne', bsn: '999993653' }
const BRAM = { name: 'Bram', bsn: '999990019' }
const clock = createTestClock(1_700_000_000_000)

let far: FarSide
before(async () => {
  far = await startFarSide(clock)
})
after(() => far.close())

it('B1: the result of another browser is not sealed over the one that waits for the owner', async () => {
  const plugin = createTestPlugin({ clock, core: far.core })
  const talk = await startTestSession(plugin, far, SANNE)
  const mine = await talk.authenticate('a')
  await mine.post(SANNE)
  const waiting = await talk.record()
  const foreign = await talk.authenticate('b')
  await foreign.post(BRAM)
  const { keys, sealed } = await talk.record()
  assert.deepEqual(keys.pending, waiting.keys.pending)
  assert.deepEqual(sealed.pending_attributes, waiting.sealed.pending_attributes)
  await mine.back()
  assert.deepEqual(await talk.attributes(), SANNE)
  assert.equal((await talk.session()).owner?.browser, 'a')
  await foreign.back()
  assert.deepEqual(await talk.attributes(), SANNE)
})

it('AC-3: a later result of the owner takes the place of the one that waits', async () => {
  const plugin = createTestPlugin({ clock, core: far.core })
  const talk = await startTestSession(plugin, far)
  const first = await talk.authenticate('a')
  await first.post(BRAM)
  const second = await talk.authenticate('a')
  await second.post(SANNE)
  await first.back()
  assert.equal(await talk.attributes(), undefined)
  await second.back()
  assert.deepEqual(await talk.attributes(), SANNE)
  assert.deepEqual(await talk.kept(), { keys: ['attributes', 'transcript'], sealed: ['attributes'] })
})
