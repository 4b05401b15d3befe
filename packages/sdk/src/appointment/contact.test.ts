import assert from 'node:assert/strict'
import { after, before, beforeEach, it } from 'node:test'
import { passTime } from '../retention/pass-time.ts'
import { Secret } from '../secret.ts'
import { changeSession } from '../session/change-session.ts'
import { type FarSide, startFarSide } from '../testing/far-side.ts'
import { createTestClock } from '../testing/test-clock.ts'
import { createTestPlugin, type TestPlugin } from '../testing/test-plugin.ts'
import { startTestSession, type TestSession } from '../testing/test-session.ts'
import { keepContact, openContact, releaseContact } from './contact.ts'

const SANNE = { name: 'Sanne', bsn: '999993653', email: 'sanne@example.nl' }
const HOUR = 60 * 60_000
const address = (text: string) => new Secret('address', text)
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

const planning = () => startTestSession(plugin, far, SANNE)
const opened = async (talk: TestSession) =>
  openContact(plugin.settings.keyring, await talk.record())?.reveal()
const keep = (talk: TestSession, text: string, browser = 'a') =>
  keepContact(plugin.settings, talk.id, browser, address(text))
const end = (talk: TestSession) =>
  changeSession(plugin.settings, talk.id, { tag: 'ended', at: clock.now(), by: 'citizen' })

it('is kept for the owner only, the newest under a new key', async () => {
  const talk = await planning()
  await assert.rejects(keep(talk, 'bram@example.nl', 'b'), { code: 'NOT_THE_OWNER' })
  assert.equal(await opened(talk), undefined)
  await keep(talk, 'one@example.nl')
  const before = await talk.record()
  await talk.book({ contactFrom: 'email' })
  assert.equal(await opened(talk), 'one@example.nl', 'what was given by hand is not written over')
  await keep(talk, 'two@example.nl')
  assert.equal(await opened(talk), 'two@example.nl')
  const record = await talk.record()
  assert.notDeepEqual(record.keys.contact, before.keys.contact)
  const { keyring } = plugin.settings
  assert.throws(() => openContact(keyring, { ...before, keys: record.keys }), { code: 'SEAL_BROKEN' })
})

it('cannot be opened in place of that of another session', async () => {
  const [one, other] = [await planning(), await planning()]
  for (const talk of [one, other]) await talk.book({ contactFrom: 'email' })
  const { keys, sealed } = await other.record()
  const record = await one.record()
  const { keyring } = plugin.settings
  assert.throws(() => openContact(keyring, { ...record, keys }), { code: 'SEAL_BROKEN' })
  assert.throws(() => openContact(keyring, { ...record, sealed }), { code: 'SEAL_BROKEN' })
})

it('P2: is gone when it is released, while it is scheduled and after the end, and again', async () => {
  for (const isOver of [false, true]) {
    const talk = await planning()
    await talk.book({ contactFrom: 'email' })
    if (isOver) await end(talk)
    assert.equal(await opened(talk), SANNE.email)
    for (let time = 0; time < 2; time += 1) await releaseContact(plugin.settings, talk.id)
    assert.deepEqual(await talk.kept(), { keys: ['transcript'], sealed: [] })
    assert.equal((await talk.session()).contact, undefined)
    assert.equal(await opened(talk), undefined)
  }
})

it('P2: is there for a day after the end, for the mail that tells of it, and then gone', async () => {
  const [purpose] = [...plugin.settings.purposes.values()]
  assert.ok(purpose)
  const purposes = new Map([[purpose.tag, { ...purpose, limits: { retention: 7 * 24 * HOUR } }]])
  plugin = createTestPlugin({ clock, core: far.core, schedules: true, purposes })
  const talk = await planning()
  await talk.book({ contactFrom: 'email' })
  await end(talk)
  clock.advance(24 * HOUR - 1)
  await passTime(plugin.settings)
  assert.equal(await opened(talk), SANNE.email)
  clock.advance(1)
  await passTime(plugin.settings)
  assert.equal(await opened(talk), undefined)
  assert.deepEqual(await talk.kept(), { keys: ['transcript'], sealed: [] })
})

it('P2: goes with the session where nothing else is kept longer', async () => {
  const talk = await planning()
  await talk.book({ contactFrom: 'email' })
  await end(talk)
  clock.advance(24 * HOUR - 1)
  await passTime(plugin.settings)
  assert.equal(await opened(talk), SANNE.email)
  clock.advance(1)
  await passTime(plugin.settings)
  assert.equal(await plugin.settings.store.find({ by: 'id', id: talk.id }), undefined)
})

it('P2: goes at once where no appointment was made', async () => {
  const talk = await planning()
  await keep(talk, 'one@example.nl')
  await end(talk)
  assert.deepEqual(await talk.kept(), { keys: ['transcript'], sealed: [] })
  assert.equal((await talk.session()).contact, undefined)
  await assert.rejects(keep(talk, 'two@example.nl'), { code: 'SESSION_UNKNOWN' })
})

it('AC-9: is gone when another person takes the session over before there is an appointment', async () => {
  const BRAM = { name: 'Bram', bsn: '999990019', email: 'bram@example.nl' }
  for (const browser of ['a', 'b']) {
    const talk = await planning()
    await keep(talk, 'sanne@prive.nl')
    await talk.authenticated(browser, BRAM)
    const { contact, contactAt, alerts } = await talk.session()
    assert.deepEqual([contact, contactAt], [undefined, undefined])
    assert.ok(alerts.some(({ tag }) => tag === 'another_person'))
    assert.deepEqual(await talk.kept(), { keys: ['attributes', 'transcript'], sealed: ['attributes'] })
    await talk.book({ contactFrom: 'email' }, browser)
    assert.equal(await opened(talk), BRAM.email)
  }
})

it('stays with the same person, in another browser and after authenticating first in the same one', async () => {
  for (const [attributes, browser] of [
    [SANNE, 'b'],
    [undefined, 'a'],
  ] as const) {
    const talk = await startTestSession(plugin, far, attributes)
    await keep(talk, 'sanne@prive.nl')
    await talk.authenticated(browser, SANNE)
    await talk.book({ contactFrom: 'email' }, browser)
    assert.equal(await opened(talk), 'sanne@prive.nl')
  }
})

it('AC-9: stays with an appointment that somebody else may enter, and it is known who gave it', async () => {
  const talk = await startTestSession(plugin, far)
  await keep(talk, 'one@example.nl')
  const { starts } = (await talk.book({ allowUnauthenticated: true })).appointment ?? assert.fail()
  const givenAt = (await talk.session()).contactAt ?? assert.fail()
  clock.advance(starts - 60_000 - clock.now())
  await talk.authenticated('b', SANNE)
  const { contactAt, hiddenUntil = 0 } = await talk.session()
  assert.equal(await opened(talk), 'one@example.nl')
  assert.ok(contactAt === givenAt && contactAt < hiddenUntil)
  clock.advance(1)
  await keep(talk, 'two@example.nl', 'b')
  assert.equal((await talk.session()).contactAt, clock.now())
})
