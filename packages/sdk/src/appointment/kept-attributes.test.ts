import assert from 'node:assert/strict'
import { after, before, beforeEach, it } from 'node:test'
import { passTime } from '../retention/pass-time.ts'
import { withdrawAttributes } from '../retention/withdraw-attributes.ts'
import { changeSession } from '../session/change-session.ts'
import { type FarSide, startFarSide } from '../testing/far-side.ts'
import { createTestClock } from '../testing/test-clock.ts'
import { createTestPlugin, type TestPlugin } from '../testing/test-plugin.ts'
import { startTestSession } from '../testing/test-session.ts'
import { arrive } from './arrive.ts'
import { openKeptAttributes } from './kept-attributes.ts'

const SANNE = { name: 'Sanne', bsn: '999993653', email: 'sanne@example.nl' }
const DAY = 24 * 60 * 60_000
const clock = createTestClock(1_700_000_000_000)

let far: FarSide
let plugin: TestPlugin
before(async () => {
  far = await startFarSide(clock)
})
after(() => far.close())
beforeEach(() => {
  plugin = createTestPlugin({ clock, core: far.core, schedules: true })
})

async function booked(keep: readonly string[]) {
  const talk = await startTestSession(plugin, far, SANNE)
  await talk.book({ keep })
  return {
    talk,
    async opened() {
      const values = openKeptAttributes(plugin.settings.keyring, await talk.record())?.reveal()
      return values && { ...values }
    },
  }
}

it('AC-5: those that are named are there until the meeting is over, whoever authenticates for it', async () => {
  const { talk, opened } = await booked(['name', 'email'])
  const { name, email } = SANNE
  assert.deepEqual(await opened(), { name, email })
  clock.advance(2 * DAY)
  await talk.authenticated('b', { name: 'S. de Vries', bsn: SANNE.bsn })
  await arrive(plugin.settings, talk.id, 'b')
  await changeSession(plugin.settings, talk.id, { tag: 'taken', at: clock.now(), agent: 'bas' })
  assert.deepEqual(await opened(), { name, email })
  assert.deepEqual(await talk.attributes(), { name: 'S. de Vries', bsn: SANNE.bsn })
  const before = await talk.record()
  await changeSession(plugin.settings, talk.id, { tag: 'ended', at: clock.now(), by: 'agent' })
  assert.equal(await opened(), undefined)
  assert.deepEqual(await talk.kept(), { keys: ['transcript'], sealed: [] })
  const { keys, session } = await talk.record()
  assert.equal(openKeptAttributes(plugin.settings.keyring, { ...before, session }), undefined)
  assert.throws(
    () =>
      openKeptAttributes(plugin.settings.keyring, {
        ...before,
        keys: { kept: keys.transcript ?? assert.fail() },
      }),
    {
      code: 'SEAL_BROKEN',
    },
  )
})

it('P2: they go when nobody comes, and when it is cancelled', async () => {
  const missed = await booked(['name'])
  const cancelled = await booked(['name'])
  await changeSession(plugin.settings, cancelled.talk.id, { tag: 'ended', at: clock.now(), by: 'citizen' })
  clock.advance(2 * DAY + 30 * 60_000)
  await passTime(plugin.settings)
  assert.equal((await missed.talk.session()).appointment?.outcome, 'citizen_absent')
  assert.deepEqual(await missed.talk.kept(), { keys: ['transcript'], sealed: [] })
  assert.equal(await missed.opened(), undefined)
  await assert.rejects(cancelled.talk.record(), 'erased two days ago')
})

it('there are none where none are named, or named ones were not given', async () => {
  for (const keep of [[], ['postal_code']]) assert.equal(await (await booked(keep)).opened(), undefined)
})

it('those of another session cannot be opened in its place', async () => {
  const [one, other] = [await booked(['name']), await booked(['name'])]
  const record = await one.talk.record()
  const { keys, sealed } = await other.talk.record()
  const { keyring } = plugin.settings
  assert.throws(() => openKeptAttributes(keyring, { ...record, keys }), { code: 'SEAL_BROKEN' })
  assert.throws(() => openKeptAttributes(keyring, { ...record, sealed }), { code: 'SEAL_BROKEN' })
})

it('P2: the citizen can take them back between booking and meeting, and it is known that they are gone', async () => {
  const { talk, opened } = await booked(['name', 'email', 'postal_code'])
  const { appointment, shared } = await talk.session()
  assert.deepEqual(appointment?.kept, { at: shared[0]?.at, names: ['name', 'email'] })
  const session = await withdrawAttributes(plugin.settings, talk.id)
  assert.equal(await opened(), undefined)
  assert.equal(session.appointment?.kept, undefined)
  assert.deepEqual(await talk.kept(), { keys: ['transcript'], sealed: [] })
  assert.equal(
    await withdrawAttributes(plugin.settings, talk.id).then(({ attributes }) => attributes.state),
    'withdrawn',
  )
  clock.advance(2 * DAY)
  await talk.authenticated('b', { ...SANNE, bsn: '999990019' })
  assert.notEqual((await talk.session()).owner?.browser, 'b', 'who booked is still compared with (AC-9)')
  await talk.authenticated('a', SANNE)
  assert.equal((await arrive(plugin.settings, talk.id, 'a')).conversation.state, 'waiting')
})

it('P2: they go with what is taken back in the meeting, and nothing says that they are kept', async () => {
  const { talk } = await booked(['name'])
  clock.advance(2 * DAY)
  await talk.authenticated('a', SANNE)
  await arrive(plugin.settings, talk.id, 'a')
  assert.deepEqual((await talk.session()).appointment?.kept?.names, ['name'])
  const { appointment } = await withdrawAttributes(plugin.settings, talk.id)
  assert.equal(appointment?.kept, undefined)
})
