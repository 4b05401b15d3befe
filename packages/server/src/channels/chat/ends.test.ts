import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ConversationDetail, type PrivacyReceipt, type Problem, paths } from '@balie/desk-api'
import { createTestClock } from '@balie/sdk/testing'
import type { AgentPage, LivePage } from '../../testing/agent-page.ts'
import { type Begun, runTestApp, type TestApp } from '../../testing/test-app.ts'
import type { CitizenPage } from '../../testing/test-browser.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const anna = { fullname: 'canary A. Jansen', bsn: 'canary-bsn-1' }
const names = { nl: 'Naam', en: 'Name' }
const bsn = { nl: 'BSN', en: 'Citizen service number' }
const codeOf = ({ status, body }: { status: number; body: unknown }) => [status, (body as Problem).code]
const viewOf = (page: CitizenPage) => page.views.at(-1)

describe('the end of a conversation, and what stays of it', () => {
  const clock = createTestClock(Date.now())
  let database: TestDatabase
  let balie: TestApp
  let agent: AgentPage
  let desk: LivePage
  before(async () => {
    database = await createTestDatabase()
    balie = await runTestApp({ database, clock })
    agent = await balie.agent()
    desk = await agent.connect()
  })
  after(async () => {
    await balie.close()
    await database.close()
  })

  async function talking(person?: Record<string, string>): Promise<Begun & { page: CitizenPage }> {
    const begun = await balie.begun()
    if (person) await balie.deliver(begun.attrUrl ?? '', await balie.succes(person))
    await agent.post(paths.take, begun.handle)
    await desk.socket.emitWithAck('open', { conversation: begun.handle, after: 0 })
    const page = begun.browser.page(begun.handle)
    await page.until(() => viewOf(page)?.state === 'open')
    return { ...begun, page }
  }

  const agentSees = (handle: string, fits: (detail: ConversationDetail) => boolean) =>
    desk.hears('detail', (detail) => detail.summary.id === handle && fits(detail))
  const receiptOf = async ({ browser, handle }: Begun) => {
    const { status, body } = await browser.receipt(handle)
    assert.equal(status, 200)
    return body as PrivacyReceipt
  }

  it('R1: nobody else can stay, withdraw or see the receipt; nobody at all before the beginning', async () => {
    const { handle } = await talking(anna)
    const { clientUrl } = await balie.start()
    const landed = balie.browser()
    const unbegun = await landed.land(clientUrl)
    for (const act of ['stay', 'withdraw', 'receipt', 'end'] as const) {
      for (const which of [handle, unbegun, 'no-such-handle']) {
        assert.deepEqual(codeOf(await landed[act](which)), [403, 'NOT_THE_OWNER'], `${act} ${which}`)
        assert.deepEqual(codeOf(await balie.browser()[act](which)), [403, 'NOT_THE_OWNER'], `${act} ${which}`)
      }
    }
  })

  it('tells on the receipt what was shared, who saw it, and when it goes', async () => {
    const begun = await talking(anna)
    const { browser, handle } = begun
    const verified = (await balie.chat.settings.store.find({ by: 'id', id: handle }))?.session.attributes
    const at = verified?.state === 'verified' ? verified.at : 0
    clock.advance(1000)
    assert.equal((await agent.post(paths.reveal, handle, { tag: 'bsn' })).status, 200)
    const shown = { agent: 'Anna de Vries', opened: false }
    assert.deepEqual(await receiptOf(begun), {
      shared: [{ at, attributes: [names, bsn] }],
      seen: [
        { ...shown, at, attribute: names },
        { ...shown, at: at + 1000, attribute: bsn, opened: true },
      ],
      retentionDays: 7,
    })
    await browser.end(handle)
    const receipt = await receiptOf(begun)
    assert.deepEqual(receipt.shared[0]?.gone, { at: clock.now(), why: 'ended' })
    assert.equal(receipt.messagesGoAt, clock.now() + 7 * DAY)
    assert.equal(receipt.seen.length, 2)
    assert.ok(!JSON.stringify(receipt).includes('canary'))
  })

  it('withdraws what was shared: gone at once for the agent, and the conversation goes on', async () => {
    const begun = await talking(anna)
    const { browser, handle, page } = begun
    const { status, body } = await browser.withdraw(handle)
    assert.ok(status === 200 && 'state' in body && body.state === 'open')
    assert.deepEqual([body.identity.state, body.identity.shared], ['withdrawn', []])
    const [detail] = await agentSees(handle, ({ identity }) => identity.state === 'withdrawn')
    assert.deepEqual([detail.identity.attributes, detail.identity.verifiedAt], [[], undefined])
    assert.deepEqual(codeOf(await agent.post(paths.reveal, handle, { tag: 'bsn' })), [
      404,
      'ATTRIBUTE_UNKNOWN',
    ])
    assert.equal((await browser.withdraw(handle)).status, 200)
    assert.ok((await page.says('and still here')).ok)
    assert.equal((await receiptOf(begun)).shared[0]?.gone?.why, 'withdrawn')
    await browser.end(handle)
    assert.deepEqual(codeOf(await browser.withdraw(handle)), [409, 'TRANSITION_REFUSED'])
  })

  it('FL-5: ends by time when nobody does anything, as its view says; staying puts it off', async () => {
    const { browser, handle, page } = await talking()
    const view = viewOf(page)
    assert.ok(view?.state === 'open')
    assert.equal(view.expiresAt, clock.now() + 120 * MINUTE)
    clock.advance(119 * MINUTE)
    const stayed = await browser.stay(handle)
    const expiresAt = 'expiresAt' in stayed.body ? stayed.body.expiresAt : undefined
    assert.equal(expiresAt, clock.now() + 120 * MINUTE)
    await page.until(() => {
      const now = viewOf(page)
      return now?.state === 'open' && now.expiresAt === expiresAt
    })
    clock.advance(119 * MINUTE)
    assert.equal((await browser.view(handle)).state, 'open')
    clock.advance(MINUTE)
    await page.until(() => !page.socket.connected)
    const last = viewOf(page)
    assert.equal(last?.state === 'ended' && last.by, 'time')
    await agentSees(handle, ({ summary }) => summary.state === 'ended')
  })

  // From here on the clock is so far ahead that no agent is signed in any more.

  it('FL-5: ends when it has lasted too long, however busy it is', async () => {
    const { browser, handle } = await balie.begun()
    const page = browser.page(handle)
    await page.until(() => page.views.length > 0)
    for (let hour = 1; hour < 24; hour += 1) {
      clock.advance(60 * MINUTE)
      await browser.stay(handle)
    }
    const view = await browser.view(handle)
    assert.ok(view.state === 'waiting')
    assert.equal(view.expiresAt, clock.now() + 60 * MINUTE)
    clock.advance(60 * MINUTE)
    await page.until(() => {
      const now = viewOf(page)
      return now?.state === 'ended' && now.by === 'time'
    })
  })

  it('P2: the messages go when they were said to, and nobody can read them any more', async () => {
    const { browser, handle } = await balie.begun()
    const page = browser.page(handle)
    await page.until(() => page.views.length > 0)
    await page.says('canary for a week')
    await browser.end(handle)
    await page.until(() => !page.socket.connected)
    clock.advance(7 * DAY - 1)
    const week = browser.page(handle)
    await week.until(() => week.messages.length === 1)
    clock.advance(1)
    const isGone = async () =>
      (await balie.chat.settings.store.find({ by: 'id', id: handle }))?.session.transcript !== 'kept'
    while (!(await isGone())) await new Promise((done) => setTimeout(done, 20))
    assert.deepEqual(await balie.chat.channel.since(handle, 0), [])
    assert.deepEqual(await balie.chat.channel.since(handle, 0, 1), [])
    assert.equal((await browser.view(handle)).state, 'elsewhere')
  })
})
