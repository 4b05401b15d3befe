import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import { paths } from '@balie/desk-api'
import { randomText, systemClock, systemRandom } from '@balie/sdk'
import type { Store } from '../store/pool.ts'
import { createAgentPage } from './agent-page.ts'
import { type FarSide, startFarSide } from './far-side.ts'
import { type Begun, runTestApp, type TestApp } from './test-app.ts'

/** Whose attributes all have. */
export const PERSON = { fullname: 'Sanne Jansen', bsn: '999993653' }

/** A Balie in which citizens and an agent write all the time, and a logout waits that nobody takes. */
export interface LivelyBalie {
  readonly balie: TestApp
  /** Of the agent who took every conversation. */
  readonly agentCookie: string
  /** As many more messages of each conversation as this, counted from now. */
  more(count: number): Promise<void>
  /** Texts that were stored, of each conversation, in order. */
  readonly stored: ReadonlyMap<string, readonly string[]>
  /** Stops the writing and Balie. */
  stop(): Promise<void>
  /** Starts a Balie on another database and sees that everything goes on there. */
  goesOn(database: Store, atLeast: ReadonlyMap<string, number>): Promise<void>
  close(): Promise<void>
}

/** Starts it on a database. Close it in `after`. */
export async function startLivelyBalie(database: Store): Promise<LivelyBalie> {
  const far: FarSide = await startFarSide(systemClock)
  const balie = await runTestApp({ database, config: far.config })
  const agent = await balie.agent()
  const agentId = String((await agent.get(paths.me)).body['id'])
  const verified = async (session: string): Promise<Begun> => {
    const begun = await balie.begun()
    const result = await balie.succes(PERSON, far.sessionUrl(session))
    assert.equal(await balie.deliver(begun.attrUrl ?? '', result), 200)
    assert.equal((await agent.post(paths.take, begun.handle)).status, 200)
    return begun
  }
  const talks = await Promise.all(['s1', 's2', 's3'].map(verified))
  const left = await verified('left')
  far.answers.update = 500
  assert.equal((await left.browser.logout(left.handle)).status, 200)
  const logouts = () =>
    far.updates.filter(({ session, update }) => session === 'left' && update === 'logout').length
  await far.until(() => logouts() > 0)

  const stored = new Map<string, string[]>()
  let writing = true
  const writers = talks.map(async ({ handle }) => {
    const texts: string[] = []
    stored.set(handle, texts)
    const owner = await ownerOf(balie, handle)
    for (let i = 0; writing; i += 1) {
      const party =
        i % 2
          ? { side: 'agent' as const, agent: agentId, name: 'Anna' }
          : { side: 'citizen' as const, browser: owner }
      const text = `message ${i}`
      await balie.chat.channel.send(handle, party, { id: randomText(systemRandom, 12), text })
      texts.push(text)
    }
  })
  // A writer that fails must not be waited for.
  const failed = Promise.all(writers).then(() => new Promise<never>(() => undefined))
  failed.catch(() => undefined)
  let stopped: Promise<void> | undefined
  const stop = () => {
    writing = false
    stopped ??= Promise.all(writers).then(() => balie.close())
    return stopped
  }

  async function goesOn(other: Store, atLeast: ReadonlyMap<string, number>): Promise<void> {
    const before = logouts()
    far.answers.update = 204
    const second = await runTestApp({ database: other, config: far.config })
    const desk = createAgentPage(second.publicUrl)
    desk.cookie = agent.cookie
    try {
      for (const { handle, browser } of talks) {
        const known = stored.get(handle) ?? []
        const texts = await allTexts(second, handle)
        assert.ok(texts.length >= (atLeast.get(handle) ?? 0), 'nothing is lost that was stored before')
        assert.deepEqual(texts, known.slice(0, texts.length))
        const same = second.browser()
        same.cookie = browser.cookie
        const page = same.page(handle, { after: texts.length })
        assert.ok((await page.says('after it')).ok)
        await page.until(() => page.messages.some(({ text }) => text === 'after it'))
        assert.equal(page.messages.at(-1)?.seq, texts.length + 1)
        const { status, body } = await desk.get(paths.conversation, handle)
        assert.equal(status, 200)
        assert.ok(JSON.stringify(body).includes(PERSON.fullname), 'the agent sees who it is')
      }
      await far.until(() => logouts() > before)
    } finally {
      desk.close()
      await second.close()
    }
  }

  return {
    balie,
    agentCookie: agent.cookie,
    stored,
    async more(count) {
      const goals = talks.map(({ handle }) => [handle, (stored.get(handle)?.length ?? 0) + count] as const)
      while (goals.some(([handle, goal]) => (stored.get(handle)?.length ?? 0) < goal))
        await Promise.race([wait(10), failed])
    },
    stop,
    goesOn,
    async close() {
      await stop()
      await far.close()
    },
  }
}

/** How many messages of each conversation were stored. */
export function storedCounts({ stored }: LivelyBalie): Map<string, number> {
  return new Map([...stored].map(([handle, texts]) => [handle, texts.length]))
}

async function ownerOf(balie: TestApp, handle: string): Promise<string> {
  const { owner } = (await balie.chat.settings.store.find({ by: 'id', id: handle }))?.session ?? {}
  return owner?.browser ?? assert.fail('nobody has begun it')
}

async function allTexts(balie: TestApp, handle: string): Promise<string[]> {
  const messages = []
  for (;;) {
    const next = await balie.chat.channel.since(handle, messages.length)
    if (next.length === 0) break
    messages.push(...next)
  }
  assert.deepEqual(
    messages.map(({ seq }) => seq),
    messages.map((_, i) => i + 1),
  )
  return messages.map(({ text }) => text)
}
