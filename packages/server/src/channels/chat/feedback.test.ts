import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { fillPath, type Problem, paths } from '@balie/desk-api'
import { createTestClock } from '@balie/sdk/testing'
import { type FarSide, startFarSide } from '../../testing/far-side.ts'
import { type Begun, runTestApp, type TestApp } from '../../testing/test-app.ts'
import type { CitizenPage } from '../../testing/test-browser.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts'

const anna = { fullname: 'canary A. Jansen', bsn: 'canary-bsn-1' }
const codeOf = ({ status, body }: { status: number; body: unknown }) => [status, (body as Problem).code]

describe('feedback to the authentication plugin', () => {
  const clock = createTestClock(Date.now())
  let database: TestDatabase
  let far: FarSide
  let balie: TestApp
  let number = 0
  before(async () => {
    database = await createTestDatabase()
    far = await startFarSide(clock)
    balie = await runTestApp({ database, config: far.config, clock })
  })
  after(async () => {
    await balie.close()
    await far.close()
    await database.close()
  })
  afterEach(() => {
    far.answers.update = 204
  })

  interface Told extends Begun {
    /** Name of the session at the authentication plugin. */
    readonly session: string
    /** What it was told, oldest first. */
    readonly updates: () => string[]
    readonly page: CitizenPage
  }

  /** A citizen of whom the authentication plugin wants to hear. */
  async function told(query = ''): Promise<Told> {
    number += 1
    const session = `s${number}`
    const begun = await balie.begun()
    await balie.deliver(begun.attrUrl ?? '', await balie.succes(anna, far.sessionUrl(session, query)))
    const updates = () => far.updates.flatMap((one) => (one.session === session ? [one.update] : []))
    const page = begun.browser.page(begun.handle)
    await page.until(() => page.views.length > 0)
    return { ...begun, session, updates, page }
  }

  const feedbackOf = async (handle: string) =>
    (await balie.chat.settings.store.find({ by: 'id', id: handle }))?.session.feedback

  it('SF-1, SF-2: tells of activity once for many interactions within a minute, and once after it', async () => {
    const { page, updates } = await told()
    await far.until(() => updates().length === 1)
    for (let i = 0; i < 20; i += 1) {
      clock.advance(1_000)
      assert.ok((await page.says(`message ${i}`)).ok)
    }
    clock.advance(30_000)
    assert.deepEqual(updates(), ['user_active'])
    clock.advance(20_000)
    await far.until(() => updates().length === 2)
    clock.advance(120_000)
    // A later one is told of at once.
    await page.says('later')
    await far.until(() => updates().length === 3)
    assert.deepEqual(new Set(updates()), new Set(['user_active']))
  })

  it('O2: messages in quick succession are one sign of activity, also while that is put into the outbox', async () => {
    const { page, updates } = await told()
    await far.until(() => updates().length === 1)
    clock.advance(180_000)
    for (const text of ['a', 'b', 'c', 'd']) {
      await page.says(text)
      clock.advance(7)
    }
    await far.until(() => updates().length === 2)
    // Whatever else was put into the outbox would be delivered before this one.
    const other = await told()
    await far.until(() => other.updates().length === 1)
    assert.equal(updates().length, 2)
  })

  it('SF-2: typing, reading, coming back and what the agent does are no activity', async () => {
    const { page, handle, browser, updates } = await told()
    await far.until(() => updates().length === 1)
    const agent = await balie.agent()
    await agent.post('/api/desk/conversations/:id/take', handle)
    clock.advance(61_000)
    const desk = await agent.connect()
    await desk.socket.emitWithAck('open', { conversation: handle, after: 0 })
    const message = { id: 'from-the-agent', text: 'hello' }
    assert.ok((await desk.socket.emitWithAck('send', { conversation: handle, message })).ok)
    await page.until(() => page.messages.length === 1)
    page.socket.emit('typing', true)
    page.socket.emit('seen', { delivered: 1, read: 1 })
    await page.until(() => page.receipts.at(-1)?.citizen.read === 1)
    page.socket.disconnect()
    const again = browser.page(handle)
    await again.until(() => again.messages.length === 1)
    assert.equal((await browser.receipt(handle)).status, 200)
    const before = (await balie.chat.settings.store.find({ by: 'id', id: handle }))?.session
    assert.ok((before?.activity.citizen ?? 0) <= clock.now() - 61_000)
    assert.ok((before?.activity.agent ?? 0) >= clock.now() - 1000)
    assert.equal((await browser.stay(handle)).status, 200)
    await far.until(() => updates().length === 2)
  })

  it('SF-2: the agent’s messages and the citizen’s both keep the conversation from ending', async () => {
    const { page, handle, browser } = await told()
    const expires = async () => {
      const view = await browser.view(handle)
      return view.state === 'waiting' ? (view.expiresAt ?? 0) : 0
    }
    const before = await expires()
    clock.advance(90_000)
    await page.says('still here')
    await page.until(() => {
      const view = page.views.at(-1)
      return view?.state === 'waiting' && (view.expiresAt ?? 0) >= before + 90_000
    })
    assert.equal(await expires(), clock.now() + 120 * 60_000)
  })

  it('SF-3, SF-4: the button logs out, which the server tells; the conversation is over', async () => {
    const { browser, handle, page, updates } = await told()
    assert.equal(page.views.at(-1)?.state === 'waiting' && 'logout' in (page.views.at(-1) ?? {}), true)
    const { status, body } = await browser.logout(handle)
    assert.equal(status, 200)
    assert.ok('state' in body && body.state === 'ended')
    assert.deepEqual([body.by, body.logout], ['logout', false])
    await far.until(() => updates().includes('logout'))
    await page.until(() => !page.socket.connected)
    const view = page.views.at(-1)
    assert.equal(view?.state === 'ended' && view.by, 'logout')
    // Again is the same; what comes afterwards is nothing (SF-6).
    assert.equal((await browser.logout(handle)).status, 200)
    assert.equal((await browser.stay(handle)).status, 200)
    clock.advance(300_000)
    const other = await told()
    await far.until(() => other.updates().length === 1)
    assert.deepEqual(
      updates().filter((update) => update === 'logout'),
      ['logout'],
    )
    assert.equal(updates().at(-1), 'logout')
  })

  it('F7: after logging out the browser is given no message any more, and told to forget what it keeps', async () => {
    const { browser, handle, page } = await told()
    await page.says('canary of what was said')
    const answer = await fetch(balie.publicUrl + fillPath(paths.citizenLogout, { handle }), {
      method: 'POST',
      headers: { cookie: browser.cookie, origin: balie.publicUrl, 'content-type': 'application/json' },
      body: '{}',
    })
    assert.equal(answer.headers.get('clear-site-data'), '"cache"')
    const next = browser.page(handle)
    await next.until(() => next.views.length > 0 && !next.socket.connected)
    assert.deepEqual(next.messages, [])
  })

  it('SF-1: keeps a query that the session URL has of its own', async () => {
    const { browser, handle, session, updates } = await told('?token=a%2Fb&x=1')
    await browser.logout(handle)
    await far.until(() => updates().includes('logout'))
    const queries = far.updates.filter((one) => one.session === session).map(({ query }) => query)
    assert.deepEqual(queries.at(-1), '?token=a%2Fb&x=1&type=logout')
  })

  it('SF-5: without a session URL there is no button, and nothing to log out of', async () => {
    const { browser, handle, attrUrl } = await balie.begun()
    await balie.deliver(attrUrl ?? '', await balie.succes(anna))
    const view = await browser.view(handle)
    assert.equal(view.state === 'waiting' && view.logout, false)
    assert.deepEqual(codeOf(await browser.logout(handle)), [409, 'TRANSITION_REFUSED'])
    assert.equal((await browser.view(handle)).state, 'waiting')
  })

  it('O1: a session URL of an origin that is not listed is never called', async () => {
    const begun = await balie.begun()
    await balie.deliver(begun.attrUrl ?? '', await balie.succes(anna, 'http://127.0.0.1:9/session/1'))
    const view = await begun.browser.view(begun.handle)
    assert.deepEqual(view.state === 'waiting' && [view.identity.state, view.logout], ['verified', false])
  })

  for (const status of [204, 404, 410]) {
    it(`a logout that is answered with ${status} is told`, async () => {
      const { browser, handle, updates } = await told()
      far.answers.update = status
      await browser.logout(handle)
      await far.until(() => updates().includes('logout'))
      while ((await feedbackOf(handle))?.state !== 'logged_out') await new Promise(setImmediate)
      assert.deepEqual(
        updates().filter((update) => update === 'logout'),
        ['logout'],
      )
    })
  }

  for (const answer of [500, 303, 'silence'] as const) {
    it(`O3: a logout that is answered with ${answer} is told again`, async () => {
      const { browser, handle, updates } = await told()
      far.answers.update = answer
      await browser.logout(handle)
      await far.until(() => updates().includes('logout'))
      far.answers.update = 204
      await far.until(() => updates().filter((update) => update === 'logout').length === 2)
      while ((await feedbackOf(handle))?.state !== 'logged_out') await new Promise(setImmediate)
    })
  }

  it('can log out after the end, as long as there is something to log out of', async () => {
    const { browser, handle, updates } = await told()
    const ended = await browser.end(handle)
    assert.ok('state' in ended.body && ended.body.state === 'ended' && ended.body.logout)
    const { status, body } = await browser.logout(handle)
    assert.equal(status, 200)
    assert.ok('state' in body && body.state === 'ended')
    assert.deepEqual([body.by, body.logout], ['citizen', false])
    await far.until(() => updates().includes('logout'))
  })

  it('SF-3: who landed can log out before anybody began, and nobody else', async () => {
    const { clientUrl, attrUrl } = await balie.start()
    const [browser, stranger] = [balie.browser(), balie.browser()]
    const handle = await browser.land(clientUrl)
    await stranger.land((await balie.start()).clientUrl)
    await balie.deliver(attrUrl ?? '', await balie.succes(anna, far.sessionUrl('early')))
    const view = await browser.view(handle)
    assert.ok(view.state === 'before' && view.logout)
    assert.deepEqual(codeOf(await stranger.logout(handle)), [403, 'NOT_THE_OWNER'])
    assert.deepEqual(codeOf(await balie.browser().logout(handle)), [403, 'NOT_THE_OWNER'])
    assert.deepEqual(codeOf(await stranger.logout('no-such-handle')), [403, 'NOT_THE_OWNER'])
    const { body } = await browser.logout(handle)
    assert.ok('state' in body && body.state === 'ended' && body.by === 'logout')
    await far.until(() => far.updates.some((one) => one.session === 'early' && one.update === 'logout'))
  })

  it('SF-7: after another authentication a logout goes to every plugin', async () => {
    const { browser, handle, updates } = await told()
    await browser.authenticate(handle, 'digid')
    const { commUrl, attrUrl = '' } = far.starts.at(-1) ?? { commUrl: '' }
    await balie.deliver(attrUrl, await balie.succes(anna, far.sessionUrl('newest')))
    await browser.land(commUrl)
    clock.advance(61_000)
    await browser.stay(handle)
    const newest = () => far.updates.filter((one) => one.session === 'newest').map(({ update }) => update)
    await far.until(() => newest().includes('user_active'))
    await browser.logout(handle)
    await far.until(() => newest().includes('logout') && updates().includes('logout'))
  })
})
