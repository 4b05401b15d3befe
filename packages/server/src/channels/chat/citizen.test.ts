import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Ack, Message, NewMessage, Stored } from '@balie/desk-api'
import { type ConversationEvent, changeSession, randomText, systemRandom } from '@balie/sdk'
import { refusal } from '../../testing/refusal.ts'
import { runTestApp, type TestApp } from '../../testing/test-app.ts'
import type { CitizenPage } from '../../testing/test-browser.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts'

const attributes = { fullname: 'A. Canary', bsn: '999990019' }
const message = (text: string): NewMessage => ({ id: randomText(systemRandom, 12), text })
const send = (page: CitizenPage, one: NewMessage): Promise<Ack<Stored>> =>
  page.socket.timeout(8000).emitWithAck('send', one)
const since = (page: CitizenPage, after: number): Promise<Ack<Message[]>> =>
  page.socket.timeout(8000).emitWithAck('since', after)
const code = (answer: Ack<unknown>) => (answer.ok ? 'ok' : answer.problem.code)

describe('the citizen', () => {
  let database: TestDatabase
  let balie: TestApp
  before(async () => {
    database = await createTestDatabase()
    balie = await runTestApp({ database })
    await database.db
      .insertInto('agent')
      .values({ id: 'agent-a', name: 'Anna de Vries', email: 'anna@example.nl', email_verified: false })
      .execute()
  })
  after(async () => {
    await balie.close()
    await database.close()
  })

  const happen = (handle: string, event: ConversationEvent) =>
    changeSession(balie.chat.settings, handle, event)
  const take = (handle: string) => happen(handle, { tag: 'taken', at: Date.now(), agent: 'agent-a' })
  const agentSays = (handle: string, text: string) =>
    balie.chat.channel.send(handle, { side: 'agent', agent: 'agent-a', name: 'Anna de Vries' }, message(text))

  describe('over HTTP', () => {
    it('FL-1, B3: lands, sees what it is about, begins, and waits', async () => {
      const { clientUrl } = await balie.start()
      const browser = balie.browser()
      const handle = await browser.land(clientUrl)
      assert.deepEqual(await browser.view(handle), {
        state: 'before',
        schedules: false,
        organisation: 'Gemeente Voorbeeld',
        purpose: { nl: 'Verhuizing doorgeven', en: 'Report a move' },
        identity: { state: 'awaiting', shared: [], unauthenticatedAllowed: false },
        authentication: { possible: false, state: 'none' },
        logout: false,
      })
      const { status, body } = await browser.begin(handle)
      assert.equal(status, 200)
      assert.equal('state' in body && body.state, 'waiting')
      assert.deepEqual(await browser.view(handle), body)
      assert.deepEqual((await browser.begin(handle)).body, body)
    })

    it('shows labels of what was shared, never values', async () => {
      const { clientUrl, attrUrl } = await balie.start()
      const browser = balie.browser()
      const handle = await browser.land(clientUrl)
      assert.equal(await balie.deliver(attrUrl ?? '', await balie.succes(attributes)), 200)
      const view = await browser.view(handle)
      assert.ok(view.state === 'before')
      assert.equal(view.identity.state, 'verified')
      assert.deepEqual(view.identity.shared.map(({ nl }) => nl).sort(), ['BSN', 'Naam'])
      assert.ok(!JSON.stringify(view).includes('999990019'))
    })

    it('B2: shows everybody else the neutral page, as for a handle that is none', async () => {
      const { handle } = await balie.begun()
      const stranger = balie.browser()
      const { clientUrl } = await balie.start()
      await stranger.land(clientUrl)
      const neutral = {
        state: 'elsewhere',
        organisation: 'Gemeente Voorbeeld',
        authentication: { possible: false, state: 'none' },
      }
      assert.deepEqual(await stranger.view(handle), neutral)
      assert.deepEqual(await balie.browser().view(handle), neutral)
      assert.deepEqual(await stranger.view('no-such-handle'), neutral)
      assert.deepEqual(await stranger.view('\u0000 %'), neutral)
    })

    it('B2: shows the neutral page also to who landed, once another has begun', async () => {
      const { clientUrl } = await balie.start()
      const [first, second] = [balie.browser(), balie.browser()]
      const handle = await first.land(clientUrl)
      await second.land(clientUrl)
      assert.equal((await first.begin(handle)).status, 200)
      const lost = await second.begin(handle)
      assert.equal(lost.status, 403)
      assert.equal('code' in lost.body && lost.body.code, 'NOT_THE_OWNER')
      assert.equal((await second.view(handle)).state, 'elsewhere')
      const ended = await second.end(handle)
      assert.equal(ended.status, 403)
    })

    it('B1: cannot begin without having landed', async () => {
      const { clientUrl } = await balie.start()
      const handle = await balie.browser().land(clientUrl)
      const stranger = balie.browser()
      assert.equal((await stranger.begin(handle)).status, 403)
      await stranger.land((await balie.start()).clientUrl)
      assert.equal((await stranger.begin(handle)).status, 403)
      assert.equal((await stranger.begin('no-such-handle')).status, 404)
    })

    it('B1: of a hundred browsers that begin at once one owns the conversation', async () => {
      const { clientUrl } = await balie.start()
      const browsers = Array.from({ length: 100 }, () => balie.browser())
      const handles = await Promise.all(browsers.map((browser) => browser.land(clientUrl)))
      const handle = handles[0] ?? ''
      // Fewer landings are remembered than that.
      const remembered = browsers.slice(-40)
      const begins = await Promise.all(remembered.map((browser) => browser.begin(handle)))
      assert.equal(begins.filter(({ status }) => status === 200).length, 1)
      const views = await Promise.all(browsers.map((browser) => browser.view(handle)))
      assert.equal(views.filter(({ state }) => state === 'waiting').length, 1)
      assert.equal(views.filter(({ state }) => state === 'elsewhere').length, 99)
    })

    it('F6: cannot begin or end from a page of another origin', async () => {
      const { browser, handle } = await balie.begun()
      for (const what of ['begin', 'end']) {
        for (const origin of ['https://evil.example', 'null', undefined]) {
          const answer = await fetch(`${balie.publicUrl}/api/citizen/${handle}/${what}`, {
            method: 'POST',
            headers: { cookie: browser.cookie, ...(origin !== undefined && { origin }) },
          })
          assert.equal(answer.status, 403)
        }
      }
      assert.equal((await browser.view(handle)).state, 'waiting')
    })

    it('a link that leads nowhere is a page for a person, and JSON for a component', async () => {
      const nowhere = `${balie.publicUrl}/chat/c/nothing`
      const page = await fetch(nowhere, { headers: { accept: 'text/html' } })
      assert.equal(page.status, 404)
      assert.match(await page.text(), /Hier is niets/)
      assert.equal((await fetch(nowhere)).headers.get('content-type'), 'application/json; charset=utf-8')
    })

    it('B10: has no address of components on the public listener, and none of people on the internal', async () => {
      const { attrUrl } = await balie.start()
      const path = new URL(attrUrl ?? '').pathname
      const headers = { origin: balie.publicUrl }
      for (const at of [path, '/chat/start_communication', '/metrics', '/healthz']) {
        assert.equal((await fetch(`${balie.publicUrl}${at}`, { method: 'POST', headers })).status, 404)
        assert.equal((await fetch(`${balie.publicUrl}${at}`)).status, 404)
      }
      assert.equal((await fetch(`${balie.internalUrl}/api/citizen/x`)).status, 404)
    })

    it('counts its place in the line of its team', async () => {
      const [first, second, other] = [
        await balie.begun('general_question'),
        await balie.begun('general_question'),
        await balie.begun('report_move'),
      ]
      const place = async ({ browser, handle }: typeof first) => {
        const view = await browser.view(handle)
        return view.state === 'waiting' ? view.place : undefined
      }
      assert.equal(await place(second), ((await place(first)) ?? 0) + 1)
      const before = await place(other)
      await first.browser.end(first.handle)
      assert.equal(await place(second), 1)
      assert.equal(await place(other), before)
    })
  })

  describe('on a socket', () => {
    it('gets its view, its signs, and its messages', async () => {
      const { browser, handle } = await balie.begun()
      const page = browser.page(handle)
      await page.until(() => page.receipts.length > 0)
      assert.equal(page.views[0]?.state, 'waiting')
      assert.deepEqual(page.receipts[0], {
        citizen: { delivered: 0, read: 0 },
        agent: { delivered: 0, read: 0 },
      })
      const hello = message('Goedemiddag')
      const answer = await send(page, hello)
      assert.ok(answer.ok)
      assert.equal(answer.value.seq, 1)
      await page.until(() => page.messages.length === 1)
      assert.deepEqual(page.messages, [
        { seq: 1, id: hello.id, from: 'citizen', at: answer.value.at, text: 'Goedemiddag' },
      ])
    })

    it('FL-8: sees at once who takes it, and late attributes, before beginning too', async () => {
      const { clientUrl, attrUrl } = await balie.start()
      const browser = balie.browser()
      const handle = await browser.land(clientUrl)
      const page = browser.page(handle)
      await page.until(() => page.views.at(-1)?.state === 'before')
      await balie.deliver(attrUrl ?? '', await balie.succes(attributes))
      await page.until(() => {
        const view = page.views.at(-1)
        return view?.state === 'before' && view.identity.state === 'verified'
      })
      assert.equal(code(await send(page, message('too early'))), 'CONVERSATION_NOT_BEGUN')
      await browser.begin(handle)
      await page.until(() => page.views.at(-1)?.state === 'waiting')
      await take(handle)
      await page.until(() => page.views.at(-1)?.state === 'open')
      const view = page.views.at(-1)
      assert.equal(view?.state === 'open' && view.agent.name, 'Anna de Vries')
    })

    it('R5: gets every message once and in order, also those of an agent and of another tab', async () => {
      const { browser, handle } = await balie.begun()
      await take(handle)
      const [page, tab] = [browser.page(handle), browser.page(handle)]
      await Promise.all([page, tab].map((one) => one.until(() => one.views.length > 0)))
      const sends = Array.from({ length: 60 }, (_, i) => {
        if (i % 3 === 0) return agentSays(handle, `agent ${i}`)
        return send(i % 3 === 1 ? page : tab, message(`citizen ${i}`))
      })
      await Promise.all(sends)
      for (const one of [page, tab]) {
        await one.until(() => one.messages.length >= 60)
        assert.deepEqual(
          one.messages.map(({ seq }) => seq),
          Array.from({ length: 60 }, (_, i) => i + 1),
        )
      }
    })

    it('R5: the same message again, at once or later, is one message', async () => {
      const { browser, handle } = await balie.begun()
      const page = browser.page(handle)
      const one = message('een keer')
      const answers = await Promise.all(Array.from({ length: 10 }, () => send(page, one)))
      assert.deepEqual(new Set(answers.map((answer) => answer.ok && answer.value.seq)), new Set([1]))
      page.socket.disconnect()
      const again = browser.page(handle)
      assert.deepEqual(await send(again, one), answers[0])
      await again.until(() => again.messages.length > 0)
      assert.equal(again.messages.length, 1)
    })

    it('R5: goes on after a disconnection with what it lacks', async () => {
      const { browser, handle } = await balie.begun()
      await take(handle)
      const page = browser.page(handle)
      await send(page, message('first'))
      await page.until(() => page.messages.length === 1)
      page.socket.disconnect()
      for (let i = 0; i < 5; i += 1) await agentSays(handle, `meanwhile ${i}`)
      const back = browser.page(handle, { after: 1 })
      await back.until(() => back.messages.length === 5)
      await agentSays(handle, 'and on')
      await back.until(() => back.messages.length === 6)
      assert.deepEqual(
        back.messages.map(({ seq }) => seq),
        [2, 3, 4, 5, 6, 7],
      )
      const hole = await since(back, 4)
      assert.ok(hole.ok)
      assert.deepEqual(
        hole.value.map(({ seq }) => seq),
        [5, 6, 7],
      )
    })

    it('gets more than one page of messages', async () => {
      const { browser, handle } = await balie.begun()
      await take(handle)
      await Promise.all(Array.from({ length: 620 }, (_, i) => agentSays(handle, `${i}`)))
      const page = browser.page(handle)
      await page.until(() => page.messages.length >= 620)
      assert.deepEqual(
        page.messages.map(({ seq }) => seq),
        Array.from({ length: 620 }, (_, i) => i + 1),
      )
    })

    it('hears that the agent is typing and how far the agent has read; tells the same', async () => {
      const { browser, handle } = await balie.begun()
      await take(handle)
      const page = browser.page(handle)
      await page.until(() => page.views.length > 0)
      await send(page, message('hello'))
      await agentSays(handle, 'hello')
      balie.chat.channel.typing(handle, 'agent', true)
      balie.chat.channel.typing(handle, 'citizen', true)
      await page.until(() => page.typing.length > 0)
      assert.deepEqual(page.typing, [true])
      await balie.chat.channel.seen(handle, 'agent', { delivered: 1, read: 1 })
      await page.until(() => page.receipts.at(-1)?.agent.read === 1)
      page.socket.emit('seen', { delivered: 2, read: 1 })
      await page.until(() => page.receipts.at(-1)?.citizen.delivered === 2)
      assert.deepEqual(page.receipts.at(-1)?.citizen, { delivered: 2, read: 1 })
    })

    it('moves up in the line when somebody leaves it', async () => {
      const first = await balie.begun('general_question')
      const second = await balie.begun('general_question')
      const page = second.browser.page(second.handle)
      const place = () => {
        const view = page.views.at(-1)
        return view?.state === 'waiting' ? (view.place ?? 0) : 0
      }
      await page.until(() => place() > 1)
      const before = place()
      await first.browser.end(first.handle)
      await page.until(() => place() === before - 1)
    })

    it('is present with its first page and gone with its last', async () => {
      const { browser, handle } = await balie.begun()
      const state = async () =>
        (await balie.chat.settings.store.find({ by: 'id', id: handle }))?.session.citizen.state
      const becomes = async (expected: string) => {
        while ((await state()) !== expected) await new Promise((resolve) => setTimeout(resolve, 5))
      }
      const [page, tab] = [browser.page(handle), browser.page(handle)]
      await becomes('present')
      await Promise.all([page, tab].map((one) => one.until(() => one.views.length > 0)))
      page.socket.disconnect()
      await send(tab, message('still here'))
      assert.equal(await state(), 'present')
      tab.socket.disconnect()
      await becomes('gone')
    })

    it('R3: gets the last messages and the end, and then its socket is closed', async () => {
      const { browser, handle } = await balie.begun()
      await take(handle)
      const page = browser.page(handle)
      await page.until(() => page.views.length > 0)
      await agentSays(handle, 'goodbye')
      await happen(handle, { tag: 'ended', at: Date.now(), by: 'agent' })
      await page.until(() => !page.socket.connected && page.views.length > 1)
      const view = page.views.at(-1)
      assert.equal(view?.state === 'ended' && view.by, 'agent')
      assert.deepEqual(
        page.messages.map(({ text }) => text),
        ['goodbye'],
      )
    })

    it('reads the transcript after the end, and cannot write', async () => {
      const { browser, handle } = await balie.begun()
      const first = browser.page(handle)
      await send(first, message('before the end'))
      assert.equal((await browser.end(handle)).status, 200)
      assert.equal((await browser.end(handle)).status, 200)
      const page = browser.page(handle)
      await page.until(() => page.views.at(-1)?.state === 'ended')
      assert.deepEqual(
        page.messages.map(({ text }) => text),
        ['before the end'],
      )
    })

    it('FL-5: cannot write when the conversation ended a moment ago', async () => {
      const { browser, handle } = await balie.begun()
      const page = browser.page(handle)
      await page.until(() => page.views.length > 0)
      const [, answer] = await Promise.all([
        happen(handle, { tag: 'ended', at: Date.now(), by: 'time' }),
        send(page, message('too late?')).catch(() => undefined),
      ])
      if (answer && !answer.ok) assert.equal(answer.problem.code, 'CONVERSATION_ENDED')
      const stored = await balie.chat.channel.since(handle, 0)
      assert.equal(stored.length, answer?.ok ? 1 : 0)
    })

    it('R1: lets nobody in but the owner, and tells all others the same', async () => {
      const { handle } = await balie.begun()
      const stranger = balie.browser()
      await stranger.land((await balie.start()).clientUrl)
      assert.equal(await refusal(stranger.page(handle)), 'NOT_THE_OWNER')
      assert.equal(await refusal(balie.browser().page(handle)), 'NOT_THE_OWNER')
      assert.equal(await refusal(stranger.page('no-such-handle')), 'NOT_THE_OWNER')
      assert.equal(await refusal(stranger.page('\u0000')), 'NOT_THE_OWNER')
    })

    it('R1: refuses a handshake of another shape', async () => {
      const { browser, handle } = await balie.begun()
      for (const auth of [
        {},
        { handle },
        { handle, after: -1 },
        { handle: ['a'], after: 0 },
        { handle: 7, after: 0 },
      ]) {
        assert.equal(await refusal(browser.page(handle, { auth })), 'REQUEST_INVALID')
      }
    })

    it('B1: loses its socket when another browser begins', async () => {
      const { clientUrl } = await balie.start()
      const [first, second] = [balie.browser(), balie.browser()]
      const handle = await first.land(clientUrl)
      await second.land(clientUrl)
      const page = second.page(handle)
      await page.until(() => page.views.at(-1)?.state === 'before')
      await first.begin(handle)
      await page.until(() => !page.socket.connected)
      assert.equal(page.views.at(-1)?.state, 'elsewhere')
    })

    it('R2: refuses a socket from a page of another origin, with the right cookie', async () => {
      const { browser, handle } = await balie.begun()
      for (const origin of ['https://evil.example', 'null', `${balie.publicUrl}.evil.example`]) {
        await assert.doesNotReject(refusal(browser.page(handle, { origin })))
      }
    })

    it('refuses commands of another shape, each with a problem', async () => {
      const { browser, handle } = await balie.begun()
      const page = browser.page(handle)
      await page.until(() => page.views.length > 0)
      const wrong: unknown[] = [
        undefined,
        null,
        'text',
        {},
        { id: 'short', text: 'x' },
        { id: 'x'.repeat(12), text: '' },
        { id: 'x'.repeat(12), text: 'x'.repeat(4001) },
        { id: 'x'.repeat(12), text: 'x', conversation: 'another' },
        { id: `${'x'.repeat(11)}\n`, text: 'x' },
      ]
      for (const one of wrong) assert.equal(code(await send(page, one as NewMessage)), 'REQUEST_INVALID')
      assert.equal(code(await send(page, { id: 'x'.repeat(12), text: ' \n ' })), 'MESSAGE_REFUSED')
      assert.equal(code(await since(page, -1)), 'REQUEST_INVALID')
      assert.equal(code(await since(page, 1e300)), 'ok')
      page.socket.emit('seen', { delivered: 1e300, read: -1 })
      page.socket.emit('typing', 'yes' as never)
      page.socket.emit('send', message('no acknowledgement asked'), undefined as never)
      assert.equal(code(await send(page, message('still lives'))), 'ok')
    })
  })
})
