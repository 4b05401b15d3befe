import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { fillPath, type Problem, paths } from '@balie/desk-api'
import type { AgentPage } from './testing/agent-page.ts'
import { each } from './testing/each.ts'
import { type Begun, runTestApp, type TestApp } from './testing/test-app.ts'
import type { TestBrowser } from './testing/test-browser.ts'
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts'

/** Each pair of two of them is foreign: 10,100 pairs. */
const CITIZENS = 101
/** What agents try of others; one socket may give 200 commands in ten seconds. */
const ASSIGNED = 80
const attributes = { fullname: 'canary A. Jansen', bsn: 'canary-bsn-1' }

const codeOf = (body: unknown) => (body as Problem).code
const refusal = ({ status, body }: { status: number; body: unknown }) => [status, codeOf(body)]

describe('10,000 foreign pairs of credential and session', () => {
  let database: TestDatabase
  let balie: TestApp
  let owned: Begun[]
  let agents: AgentPage[]
  before(async () => {
    database = await createTestDatabase()
    balie = await runTestApp({ database })
    owned = []
    await each(Array.from({ length: CITIZENS }), 10, async () => {
      const begun = await balie.begun()
      await balie.deliver(begun.attrUrl ?? '', await balie.succes(attributes))
      owned.push(begun)
    })
    // One has them all; another is their colleague; the third handles none.
    agents = [await balie.agent('Anna'), await balie.agent('Bram'), await balie.agent('Carla')]
    const [anna] = agents
    for (const { handle } of owned) assert.equal((await anna?.post(paths.take, handle))?.status, 200)
    for (const { browser, handle } of owned) await say(browser, handle, `canary message ${handle}`)
  })
  after(async () => {
    await balie.close()
    await database.close()
  })

  async function say(browser: TestBrowser, handle: string, text: string): Promise<void> {
    const page = browser.page(handle)
    assert.ok((await page.says(text)).ok)
    page.socket.disconnect()
  }

  /** Every pair of a citizen's browser with the conversation of another. */
  function* foreign(): Generator<{ browser: TestBrowser; handle: string }> {
    for (const { browser, handle: own } of owned) {
      for (const { handle } of owned) if (handle !== own) yield { browser, handle }
    }
  }

  it('R1, B2: over HTTP none is served', async () => {
    const acts = ['view', 'end', 'stay', 'logout', 'withdraw', 'receipt', 'begin'] as const
    const neutral = await balie.browser().view('no-such-handle')
    const pairs = [...foreign()]
    let refused = 0
    await each([...pairs.entries()], 24, async ([i, { browser, handle }]) => {
      const act = acts[i % acts.length] ?? 'view'
      if (act === 'view') assert.deepEqual(await browser.view(handle), neutral)
      else assert.deepEqual(refusal(await browser[act](handle)), [403, 'NOT_THE_OWNER'], act)
      refused += 1
    })
    assert.deepEqual([refused, pairs.length >= 10_000], [pairs.length, true])
    await stand()
  })

  it('R1: over sockets none is let in', async () => {
    const pairs = [...foreign()].filter((_, i) => i % 10 === 0)
    let refused = 0
    await each(pairs, 24, async ({ browser, handle }) => {
      const page = browser.page(handle)
      await new Promise<void>((resolve) => {
        page.socket.on('connect', () => resolve())
        page.socket.on('connect_error', (error) => {
          if ('data' in error && codeOf(error.data) === 'NOT_THE_OWNER') refused += 1
          resolve()
        })
      })
      page.socket.disconnect()
      assert.deepEqual([page.views, page.messages], [[], []])
    })
    assert.equal(refused, pairs.length)
    await stand()
  })

  it('G1: no agent gets what is assigned to another, over HTTP or socket', async () => {
    const others = agents.slice(1)
    let served = 0
    let asked = 0
    for (const agent of others) {
      const { socket } = await agent.connect()
      await each(owned.slice(0, ASSIGNED), 10, async ({ handle }) => {
        const message = { id: 'from-a-colleague', text: 'x' }
        const answers = [
          await agent.get(paths.conversation, handle),
          await agent.post(paths.reveal, handle, { tag: 'bsn' }),
          await agent.post(paths.askAuthentication, handle),
          await agent.post(paths.close, handle),
        ]
        const acks = [
          await socket.timeout(8000).emitWithAck('open', { conversation: handle, after: 0 }),
          await socket.timeout(8000).emitWithAck('send', { conversation: handle, message }),
        ]
        asked += answers.length + acks.length
        served += answers.filter(({ status, text }) => status !== 403 || text.includes('canary')).length
        served += acks.filter((ack) => ack.ok || ack.problem.code !== 'NOT_ASSIGNED').length
      })
    }
    assert.equal(served, 0)
    assert.equal(asked, others.length * ASSIGNED * 6)
    await stand()
  })

  it('G1, B2: credentials of the other kind are none', async () => {
    let served = 0
    const [anna] = agents
    await each(owned, 24, async ({ browser, handle }) => {
      const { origin } = new URL(balie.publicUrl)
      const detail = await fetch(`${origin}${fillPath(paths.conversation, { id: handle })}`, {
        headers: { cookie: browser.cookie },
      })
      if (detail.status !== 401) served += 1
      await detail.text()
      const view = await fetch(`${origin}${fillPath(paths.citizenView, { handle })}`, {
        headers: { cookie: anna?.cookie ?? '' },
      })
      const { state } = (await view.json()) as { state: string }
      if (state !== 'elsewhere') served += 1
    })
    assert.equal(served, 0)
  })

  /** Nothing of it had an effect: each conversation is open, its owner's, with its identity and one message. */
  async function stand(): Promise<void> {
    await each(owned, 10, async ({ browser, handle }) => {
      const view = await browser.view(handle)
      assert.ok(view.state === 'open')
      assert.equal(view.identity.state, 'verified')
      assert.equal((await balie.chat.channel.since(handle, 0)).length, 1)
    })
  }
})
