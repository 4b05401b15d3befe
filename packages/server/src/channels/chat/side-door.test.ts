import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type CitizenView, type ConversationDetail, type Problem, paths } from '@balie/desk-api'
import { appendResult, type StartAuthRequest } from '@balie/sdk'
import { createTestClock } from '@balie/sdk/testing'
import type { AgentPage, LivePage } from '../../testing/agent-page.ts'
import { type FarSide, startFarSide } from '../../testing/far-side.ts'
import { type Begun, runTestApp, type TestApp } from '../../testing/test-app.ts'
import type { CitizenPage, TestBrowser } from '../../testing/test-browser.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts'

const anna = { fullname: 'canary A. Jansen', bsn: 'canary-bsn-1' }
const bert = { fullname: 'canary B. Bakker', bsn: 'canary-bsn-2' }

const codeOf = ({ status, body }: { status: number; body: unknown }) => [status, (body as Problem).code]
const viewOf = (page: CitizenPage) => page.views.at(-1)
const authenticationOf = (view: CitizenView | undefined) => view?.authentication.state

describe('authentication during the conversation', () => {
  const clock = createTestClock(Date.now())
  let database: TestDatabase
  let another: TestDatabase
  let far: FarSide
  let balie: TestApp
  /** Reception 2: the result comes with the browser. */
  let carrying: TestApp
  let agent: AgentPage
  let desk: LivePage
  before(async () => {
    database = await createTestDatabase()
    another = await createTestDatabase()
    far = await startFarSide(clock)
    balie = await runTestApp({ database, config: far.config, clock })
    carrying = await runTestApp({
      ...{ database: another, config: { ...far.config, use_attr_url: false }, clock },
    })
    agent = await balie.agent()
    desk = await agent.connect()
  })
  after(async () => {
    await carrying.close()
    await balie.close()
    await far.close()
    await another.close()
    await database.close()
  })

  /** A citizen who talks with the agent, authenticated as somebody or not. */
  async function talking(person?: Record<string, string>): Promise<Begun & { page: CitizenPage }> {
    const begun = await balie.begun()
    if (person) await balie.deliver(begun.attrUrl ?? '', await balie.succes(person))
    await agent.post(paths.take, begun.handle)
    await desk.socket.emitWithAck('open', { conversation: begun.handle, after: 0 })
    const page = begun.browser.page(begun.handle)
    await page.until(() => viewOf(page)?.state === 'open')
    return { ...begun, page }
  }

  /** A browser goes to authenticate. @returns what the core was asked */
  async function goes(browser: TestBrowser, handle: string): Promise<Required<StartAuthRequest>> {
    const { status, body } = await browser.authenticate(handle, 'digid')
    assert.deepEqual([status, body], [200, { url: `${far.origin}/authenticate` }])
    const start = far.starts.at(-1)
    assert.ok(start)
    return start as Required<StartAuthRequest>
  }

  const agentSees = (handle: string, fits: (detail: ConversationDetail) => boolean) =>
    desk.hears('detail', (detail) => detail.summary.id === handle && fits(detail))
  const agentIsTold = (handle: string, alert: string) =>
    agentSees(handle, ({ identity }) => identity.alerts.some(({ tag }) => tag === alert))
  const texts = (page: CitizenPage) => page.messages.map(({ text }) => text)

  it('AC-1, AC-7: asks the core for its methods, and to start with one of them, by a signed request', async () => {
    const { browser, handle } = await balie.begun()
    assert.deepEqual((await browser.methods(handle)).body, {
      methods: [
        { tag: 'digid', name: 'DigiD' },
        { tag: 'yivi', name: 'Yivi' },
      ],
    })
    const start = await goes(browser, handle)
    assert.deepEqual([start.purpose, start.authMethod], ['report_move', 'digid'])
    assert.ok(start.commUrl.startsWith(`${balie.publicUrl}/chat/r/`))
    assert.ok(start.attrUrl.startsWith(`${balie.internalUrl}/chat/attr/`))
  })

  it('AC-3: comes back to the same conversation with nothing lost, and both sides see it at once', async () => {
    const { browser, handle, page } = await talking()
    await page.says('nobody knows me yet')
    const { commUrl, attrUrl } = await goes(browser, handle)
    await page.until(() => authenticationOf(viewOf(page)) === 'under_way')
    await agentSees(handle, ({ authentication }) => authentication.state === 'under_way')
    assert.equal(await balie.deliver(attrUrl, await balie.succes(anna)), 200)
    // The browser is not back: nothing counts yet (B1).
    assert.equal((await browser.view(handle)).authentication.state, 'under_way')
    assert.equal(await browser.land(commUrl), handle)
    await page.until(() => authenticationOf(viewOf(page)) === 'done')
    const view = viewOf(page)
    assert.ok(view?.state === 'open')
    assert.deepEqual([view.identity.state, view.after], ['verified', 0])
    const [detail] = await agentSees(handle, ({ authentication }) => authentication.state === 'done')
    assert.deepEqual([detail.identity.state, detail.identity.method], ['verified', 'DigiD'])
    assert.equal(detail.identity.attributes.find(({ tag }) => tag === 'fullname')?.value, anna.fullname)
    assert.deepEqual(detail.identity.alerts, [])
    assert.deepEqual(texts(page), ['nobody knows me yet'])
    assert.ok((await page.says('and on')).ok)
  })

  it('AC-3: the other order: the browser first, then the result', async () => {
    const { browser, handle, page } = await talking()
    const { commUrl, attrUrl } = await goes(browser, handle)
    await browser.land(commUrl)
    assert.equal((await browser.view(handle)).authentication.state, 'under_way')
    await balie.deliver(attrUrl, await balie.succes(anna))
    await page.until(() => authenticationOf(viewOf(page)) === 'done')
  })

  it('AC-3, AR-4: with reception 2 the browser brings the result', async () => {
    const { browser, handle } = await carrying.begun()
    const { commUrl, attrUrl } = await goes(browser, handle)
    assert.equal(attrUrl, undefined)
    assert.equal(await browser.land(appendResult(commUrl, await carrying.succes(anna))), handle)
    const view = await browser.view(handle)
    assert.deepEqual(
      [view.authentication.state, 'identity' in view && view.identity.state],
      ['done', 'verified'],
    )
    // Without a result it is a cancellation, at once (AC-8).
    await browser.land((await goes(browser, handle)).commUrl)
    assert.equal((await browser.view(handle)).authentication.state, 'cancelled')
  })

  it('AC-6: from another browser the same person gets in, with what was said; the old one is shut out', async () => {
    const { browser, handle, page } = await talking(anna)
    await page.says('from the telephone')
    const other = balie.browser()
    assert.deepEqual((await other.view(handle)).authentication, { possible: true, state: 'none' })
    const { commUrl, attrUrl } = await goes(other, handle)
    assert.equal((await other.view(handle)).authentication.state, 'under_way')
    assert.equal((await browser.view(handle)).authentication.state, 'none')
    await balie.deliver(attrUrl, await balie.succes(anna))
    const shut = performance.now()
    await other.land(commUrl)
    await page.until(() => !page.socket.connected)
    assert.ok(performance.now() - shut < 1000, 'R3: within a second')
    assert.equal(viewOf(page)?.state, 'elsewhere')
    const now = other.page(handle)
    await now.until(() => now.messages.length === 1)
    assert.deepEqual(texts(now), ['from the telephone'])
    const view = viewOf(now)
    assert.ok(view?.state === 'open')
    assert.deepEqual([view.after, view.authentication.state], [0, 'done'])
    await agentIsTold(handle, 'browser_changed')
    for (const act of ['end', 'stay', 'logout', 'withdraw', 'receipt'] as const) {
      assert.deepEqual(codeOf(await browser[act](handle)), [403, 'NOT_THE_OWNER'], act)
    }
  })

  it('AC-9: a different person in another browser gets nothing of the first, by any way', async () => {
    const { browser, handle, page } = await talking(anna)
    await page.says('secret of Anna')
    await balie.chat.channel.send(
      handle,
      { side: 'agent', agent: String((await agent.get(paths.me)).body['id']), name: 'Anna de Vries' },
      { id: 'agent-answer-1', text: 'answer to Anna' },
    )
    const other = balie.browser()
    const { commUrl, attrUrl } = await goes(other, handle)
    await balie.deliver(attrUrl, await balie.succes(bert))
    clock.advance(5)
    await other.land(commUrl)
    const now = other.page(handle)
    await now.until(() => viewOf(now)?.state === 'open')
    const view = viewOf(now)
    assert.ok(view?.state === 'open')
    assert.equal(view.after, 2)
    assert.deepEqual(await now.since(0), { ok: true, value: [] })
    clock.advance(5)
    await now.says('hello, Bert here')
    await now.until(() => now.messages.length > 0)
    assert.deepEqual(
      now.messages.map(({ seq }) => seq),
      [3],
    )
    now.socket.disconnect()
    const again = other.page(handle, { after: 0 })
    await again.until(() => again.messages.length > 0)
    assert.deepEqual(texts(again), ['hello, Bert here'])
    const receipt = JSON.stringify((await other.receipt(handle)).body)
    assert.equal(JSON.parse(receipt).shared.length, 1)
    assert.ok(!JSON.stringify([now.views, now.messages, again.messages]).includes('Anna"'))
    await agentIsTold(handle, 'another_person')
    const [detail] = await agentIsTold(handle, 'browser_changed')
    assert.ok(!JSON.stringify(detail).includes(anna.fullname))
    assert.equal((await browser.view(handle)).state, 'elsewhere')
    // The agent keeps what was said.
    const seen = await desk.socket.emitWithAck('open', { conversation: handle, after: 0 })
    assert.equal(seen.ok && seen.value.messages.length, 3)
  })

  it('AC-9: a different person in the same browser gets nothing either, also in a tab that stayed open', async () => {
    const { browser, handle, page } = await talking(anna)
    for (const text of ['one', 'two', 'three']) await page.says(text)
    await page.until(() => page.messages.length === 3)
    const { commUrl, attrUrl } = await goes(browser, handle)
    await browser.land(commUrl)
    clock.advance(5)
    await balie.deliver(attrUrl, await balie.succes(bert))
    await page.until(() => authenticationOf(viewOf(page)) === 'done')
    const view = viewOf(page)
    assert.ok(view?.state === 'open')
    assert.equal(view.after, 3)
    assert.ok(page.socket.connected)
    clock.advance(5)
    await page.says('four')
    const fresh = browser.page(handle)
    await fresh.until(() => fresh.messages.length > 0)
    await page.says('five')
    await fresh.until(() => fresh.messages.length > 1)
    assert.deepEqual(texts(fresh), ['four', 'five'])
    assert.deepEqual(await page.since(0), { ok: true, value: fresh.messages })
    await agentIsTold(handle, 'another_person')
  })

  it('B1: what another browser brings back does not count, and both browsers and the agent are told', async () => {
    const { browser, handle, page } = await talking(anna)
    const { commUrl, attrUrl } = await goes(browser, handle)
    await balie.deliver(attrUrl, await balie.succes(bert))
    const victim = balie.browser()
    assert.equal(await victim.land(commUrl), handle)
    await page.until(() => authenticationOf(viewOf(page)) === 'elsewhere')
    const elsewhere = await victim.view(handle)
    assert.deepEqual([elsewhere.state, elsewhere.authentication.state], ['elsewhere', 'elsewhere'])
    const [detail] = await agentIsTold(handle, 'authentication_elsewhere')
    assert.equal(detail.identity.attributes.find(({ tag }) => tag === 'fullname')?.value, anna.fullname)
    // Nor when the right one comes afterwards.
    await browser.land(commUrl)
    assert.equal((await browser.view(handle)).authentication.state, 'elsewhere')
    // It can be tried again.
    const again = await goes(browser, handle)
    await balie.deliver(again.attrUrl, await balie.succes(anna))
    await browser.land(again.commUrl)
    await page.until(() => authenticationOf(viewOf(page)) === 'done')
  })

  it('AC-8: a failure is shown to both sides at once, and can be tried again', async () => {
    const { browser, handle, page } = await talking()
    const { commUrl, attrUrl } = await goes(browser, handle)
    assert.equal(await balie.deliver(attrUrl, await balie.failed()), 200)
    await page.until(() => authenticationOf(viewOf(page)) === 'failed')
    await agentSees(handle, ({ authentication }) => authentication.state === 'failed')
    await browser.land(commUrl)
    assert.equal((await browser.view(handle)).authentication.state, 'failed')
    const again = await goes(browser, handle)
    await browser.land(again.commUrl)
    await balie.deliver(again.attrUrl, await balie.succes(anna))
    await page.until(() => authenticationOf(viewOf(page)) === 'done')
  })

  it('B7: a result without what the purpose needs is a failure', async () => {
    const { browser, handle, page } = await talking()
    const { attrUrl } = await goes(browser, handle)
    await balie.deliver(attrUrl, await balie.succes({ fullname: 'only a name' }))
    await page.until(() => authenticationOf(viewOf(page)) === 'failed')
  })

  it('AC-8: coming back without a result is a cancellation, after a while and at once visible', async () => {
    const { browser, handle, page } = await talking()
    const { commUrl, attrUrl } = await goes(browser, handle)
    await browser.land(commUrl)
    clock.advance(16_000)
    await page.until(() => authenticationOf(viewOf(page)) === 'cancelled')
    await agentSees(handle, ({ authentication }) => authentication.state === 'cancelled')
    // A result that is late still counts (B6).
    await balie.deliver(attrUrl, await balie.succes(anna))
    await page.until(() => authenticationOf(viewOf(page)) === 'done')
  })

  it('AC-8: never coming back is one too', async () => {
    const { browser, handle, page } = await talking(anna)
    await goes(browser, handle)
    clock.advance(21 * 60_000)
    await page.until(() => authenticationOf(viewOf(page)) === 'cancelled')
  })

  it('UN-3: the agent asks, and the citizen sees it at once', async () => {
    const { browser, handle, page } = await talking(anna)
    assert.equal((await agent.post(paths.askAuthentication, handle)).status, 200)
    await page.until(() => authenticationOf(viewOf(page)) === 'asked')
    assert.equal(viewOf(page)?.authentication.reason, 'agent')
    await agentSees(handle, ({ authentication }) => authentication.reason === 'agent')
    const { commUrl, attrUrl } = await goes(browser, handle)
    await balie.deliver(attrUrl, await balie.succes(anna))
    await browser.land(commUrl)
    await page.until(() => authenticationOf(viewOf(page)) === 'done')
  })

  it('G1: only the agent of a running conversation can ask', async () => {
    const waiting = await balie.begun()
    assert.deepEqual(codeOf(await agent.post(paths.askAuthentication, waiting.handle)), [403, 'NOT_ASSIGNED'])
    const { handle } = await talking()
    const colleague = await balie.agent('Bram de Boer')
    assert.deepEqual(codeOf(await colleague.post(paths.askAuthentication, handle)), [403, 'NOT_ASSIGNED'])
    await agent.post(paths.close, handle)
    assert.deepEqual(codeOf(await agent.post(paths.askAuthentication, handle)), [409, 'CONVERSATION_ENDED'])
    assert.deepEqual(codeOf(await agent.post(paths.askAuthentication, 'no-such-handle')), [
      ...[404, 'CONVERSATION_UNKNOWN'],
    ])
  })

  it('AC-4: after a long pause the plugin asks, and alerts the agent', async () => {
    const { handle, page } = await talking(anna)
    await page.says('just a moment')
    clock.advance(31 * 60_000)
    await page.says('back again')
    await page.until(() => authenticationOf(viewOf(page)) === 'asked')
    assert.equal(viewOf(page)?.authentication.reason, 'pause')
    await agentIsTold(handle, 'pause')
  })

  it('B11: where the purpose needs an identity, the citizen without one is asked', async () => {
    const { page } = await talking()
    clock.advance(31_000)
    await page.until(() => authenticationOf(viewOf(page)) === 'asked')
    assert.equal(viewOf(page)?.authentication.reason, 'required')
    const free = await balie.begun('general_question')
    clock.advance(31_000)
    const other = free.browser.page(free.handle)
    await other.until(() => {
      const view = viewOf(other)
      return view !== undefined && 'identity' in view && view.identity.state === 'none'
    })
    assert.equal(authenticationOf(viewOf(other)), 'none')
  })

  it('B1: where it is not certain whose the identity is, the citizen is asked', async () => {
    const { clientUrl, attrUrl } = await balie.start()
    const [attacker, victim] = [balie.browser(), balie.browser()]
    const handle = await attacker.land(clientUrl)
    await attacker.begin(handle)
    await balie.deliver(attrUrl ?? '', await balie.succes(anna))
    await victim.land(clientUrl)
    const view = await attacker.view(handle)
    assert.deepEqual([view.authentication.state, view.authentication.reason], ['asked', 'uncertain'])
    // The victim, by authenticating, gets the conversation.
    const start = await goes(victim, handle)
    await balie.deliver(start.attrUrl, await balie.succes(anna))
    await victim.land(start.commUrl)
    assert.equal((await victim.view(handle)).state, 'waiting')
    assert.equal((await attacker.view(handle)).state, 'elsewhere')
  })

  it('AC-6: a browser whose cookie has expired gets another one, and back in', async () => {
    const { handle } = await talking(anna)
    const expired = balie.browser()
    assert.equal((await expired.methods(handle)).status, 200)
    assert.equal(expired.cookie, '')
    const { commUrl, attrUrl } = await goes(expired, handle)
    assert.notEqual(expired.cookie, '')
    const cookie = expired.cookie
    await balie.deliver(attrUrl, await balie.succes(anna))
    await expired.land(commUrl)
    assert.equal(expired.cookie, cookie)
    assert.equal((await expired.view(handle)).state, 'open')
  })

  it('who landed can authenticate before beginning, and then begin', async () => {
    const { clientUrl } = await balie.start()
    const browser = balie.browser()
    const handle = await browser.land(clientUrl)
    const stranger = balie.browser()
    assert.deepEqual(codeOf(await stranger.authenticate(handle, 'digid')), [403, 'NOT_LANDED'])
    const { commUrl, attrUrl } = await goes(browser, handle)
    await balie.deliver(attrUrl, await balie.succes(anna))
    await browser.land(commUrl)
    const view = await browser.view(handle)
    assert.ok(view.state === 'before')
    assert.deepEqual([view.identity.state, view.authentication.state], ['verified', 'done'])
    assert.equal((await browser.begin(handle)).status, 200)
  })

  it('B2: a handle that is none looks like one of others, until a method is chosen', async () => {
    const { handle } = await balie.begun()
    const stranger = balie.browser()
    assert.deepEqual(await stranger.view('no-such-handle'), await stranger.view(handle))
    assert.deepEqual(await stranger.methods('no-such-handle'), await stranger.methods(handle))
    assert.deepEqual(codeOf(await stranger.authenticate('no-such-handle', 'digid')), [404, 'SESSION_UNKNOWN'])
    assert.deepEqual(codeOf(await stranger.authenticate('\u0000', 'digid')), [400, 'REQUEST_INVALID'])
  })

  it('R4: cannot begin to authenticate without end, and others are not in the way of the owner', async () => {
    const { browser, handle } = await balie.begun()
    const others = await Promise.all(
      Array.from({ length: 12 }, () => balie.browser().authenticate(handle, 'digid')),
    )
    assert.equal(others.filter(({ status }) => status === 200).length, 10)
    const own = await Promise.all(Array.from({ length: 12 }, () => browser.authenticate(handle, 'digid')))
    assert.equal(own.filter(({ status }) => status === 200).length, 10)
    assert.deepEqual(codeOf(own.find(({ status }) => status !== 200) ?? { status: 0, body: {} }), [
      ...[429, 'TOO_MANY_REQUESTS'],
    ])
    clock.advance(61_000)
    assert.equal((await browser.authenticate(handle, 'digid')).status, 200)
  })

  it('R4: nor from one address for many conversations', async () => {
    const limited = await runTestApp({
      ...{ database: another, config: { ...far.config, requests_per_minute: 10_000 }, clock },
    })
    const begun = await Promise.all(Array.from({ length: 4 }, () => limited.begun()))
    const answers = await Promise.all(
      begun.flatMap(({ browser, handle }) =>
        Array.from({ length: 9 }, () => browser.authenticate(handle, 'digid')),
      ),
    )
    assert.deepEqual(
      [200, 429].map((status) => answers.filter((answer) => answer.status === status).length),
      [30, 6],
    )
    await limited.close()
  })

  describe('B12: sends nobody where the core’s answer cannot be used', () => {
    const url = (address: string) => ({ status: 200, body: JSON.stringify({ client_url: address }) })
    const answers = {
      'javascript:': url('javascript:alert(1)'),
      'tel:': url('tel:+31201234567'),
      'data:': url('data:text/html,hello'),
      'a foreign origin': url('https://evil.example/authenticate'),
      'a foreign origin that looks like ours': url('http://127.0.0.1:1@evil.example/'),
      'no address': url('nowhere'),
      'not JSON': { status: 200, body: '<html>sign in</html>' },
      'another shape': { status: 200, body: '{"url":"http://127.0.0.1"}' },
      'a failure': { status: 500, body: '' },
      'a redirect': { status: 303, body: '' },
      silence: 'silence',
    } as const
    for (const [what, start] of Object.entries(answers)) {
      it(what, async () => {
        clock.advance(61_000)
        const { browser, handle } = await balie.begun()
        far.answers.start = start
        const refused = await browser.authenticate(handle, 'digid')
        far.answers.start = undefined
        assert.deepEqual(codeOf(refused), [503, 'AUTHENTICATION_UNAVAILABLE'])
        assert.ok(!JSON.stringify(refused.body).includes('client_url'))
      })
    }
  })

  it('AC-7: refuses a method that the core does not offer, and says when there are none to be had', async () => {
    clock.advance(61_000)
    const { browser, handle } = await balie.begun()
    assert.deepEqual(codeOf(await browser.authenticate(handle, 'other')), [400, 'METHOD_UNKNOWN'])
    far.answers.methods = 'nonsense'
    assert.deepEqual(codeOf(await browser.methods(handle)), [503, 'AUTHENTICATION_UNAVAILABLE'])
    assert.deepEqual(codeOf(await browser.authenticate(handle, 'digid')), [503, 'AUTHENTICATION_UNAVAILABLE'])
    far.answers.methods = ['DigiD', 'Yivi']
  })

  it('is refused where no core is configured, to citizen and agent', async () => {
    const without = await runTestApp({ database: another, clock })
    const { browser, handle } = await without.begun()
    assert.deepEqual((await browser.view(handle)).authentication, { possible: false, state: 'none' })
    assert.deepEqual(codeOf(await browser.methods(handle)), [503, 'AUTHENTICATION_UNAVAILABLE'])
    assert.deepEqual(codeOf(await browser.authenticate(handle, 'digid')), [503, 'AUTHENTICATION_UNAVAILABLE'])
    const page = await without.agent('Carla Smit')
    await page.post(paths.take, handle)
    assert.deepEqual(codeOf(await page.post(paths.askAuthentication, handle)), [
      503,
      'AUTHENTICATION_UNAVAILABLE',
    ])
    await without.close()
  })
})
