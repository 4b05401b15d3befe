import assert from 'node:assert/strict'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { fillPath, paths } from '@balie/desk-api'
import type { Browser, Page } from '@playwright/test'
import { createTestAuthority } from '../packages/server/src/testing/certificates.ts'
import { createDeskAgent, type DeskAgent } from './browser/agent.ts'
import { type Citizen, createCitizen } from './browser/citizen.ts'
import { warnings, watchWarnings } from './browser/connection-warnings.ts'
import { expect } from './browser/expect.ts'
import { openBrowser } from './browser/open-browser.ts'
import { freePorts } from './installation/free-ports.ts'
import { type Nodes, startNodes } from './installation/nodes.ts'
import { startSession } from './installation/start-session.ts'
import { haproxy } from './proxies/kinds.ts'
import { type RunningProxy, startProxy } from './proxies/proxy.ts'
import { startTalker, type Talker } from './proxies/talker.ts'

const TALKERS = 20
const DRAIN_SECONDS = 3
/** Of a page's warning that its connection is lost, which it shows after a second only; milliseconds. */
const LONGEST_WARNING = 2_000
const LOST = 'De verbinding is weg.'

describe('a rolling restart of two nodes behind HAProxy, with everybody talking', () => {
  let directory: string
  let nodes: Nodes
  let proxy: RunningProxy
  let browser: Browser
  let balie: string
  let citizen: Citizen
  let desk: DeskAgent
  const talkers: Talker[] = []
  /** What the pages' requests got that is no answer as wished. */
  const failures: string[] = []
  /** Frames in which the agent was told that somebody is gone. */
  const gone: string[] = []
  /** Milliseconds from SIGTERM to the end of each process. */
  const stopped: number[] = []
  let isWatching = false

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'balie-rolling-'))
    await chmod(directory, 0o755)
    const [port = 0] = await freePorts(1)
    balie = `https://localhost:${port}`
    nodes = await startNodes(2, balie, {
      keyType: 'EC',
      useAttrUrl: true,
      balie: { trust_proxy: ['127.0.0.1'], drain_seconds: DRAIN_SECONDS, requests_per_minute: 0 },
    })
    const authority = await createTestAuthority(directory, 'authority')
    const { file, keyFile } = await authority.issue('localhost')
    const both = join(directory, 'both.pem')
    await writeFile(both, (await readFile(file, 'utf8')) + (await readFile(keyFile, 'utf8')))
    const places = { port, nodes: nodes.ports, certificate: file, key: keyFile, both, directory }
    proxy = await startProxy(haproxy, places, authority.certificate)
    browser = await openBrowser()
    const anna = await nodes.addAgent({ email: 'anna@example.nl', name: 'Anna de Vries' }, 'burgerzaken')
    const context = () => browser.newContext({ locale: 'nl-NL', ignoreHTTPSErrors: true })
    citizen = await createCitizen(await context())
    desk = await createDeskAgent(await context(), balie)
    for (const { page } of [citizen, desk]) {
      await watchWarnings(page, LOST)
      watchRequests(page)
    }
    const { clientUrl } = await startSession(
      { internal: nodes.internal(0), keys: nodes.keys },
      'general_question',
    )
    await citizen.page.goto(clientUrl)
    await citizen.begin()
    desk.page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => {
        if (isWatching && String(payload).includes('"citizenPresent":false')) gone.push(String(payload))
      }),
    )
    await desk.signIn(anna)
    await desk.take('Algemene vraag')
    for (let n = 0; n < TALKERS; n += 1)
      talkers.push(startTalker({ balie, ca: authority.certificate, ...(await begunOn(n % 2)) }))
    await until(() => talkers.every(({ said }) => said.length > 2))
    await everybodyPresent()
    isWatching = true
  })
  after(async () => {
    for (const talker of talkers) await talker.stop()
    await browser?.close()
    await proxy?.close()
    await nodes?.close()
    await rm(directory, { recursive: true, force: true })
  })

  function watchRequests(page: Page): void {
    page.on('response', (response) => {
      if (isWatching && response.status() >= 400) failures.push(`${response.status()} ${response.url()}`)
    })
    page.on('requestfailed', (request) => {
      if (isWatching) failures.push(`${request.failure()?.errorText} ${request.url()}`)
    })
  }

  /** A session that has begun, on the listener of a node itself. */
  async function begunOn(node: number): Promise<{ handle: string; cookie: string }> {
    const near = `http://127.0.0.1:${nodes.ports[node]?.public}`
    const { clientUrl } = await startSession(
      { internal: nodes.internal(node), keys: nodes.keys },
      'general_question',
    )
    const landing = await fetch(clientUrl.replace(balie, near), { redirect: 'manual' })
    assert.equal(landing.status, 303)
    const cookie = landing.headers.get('set-cookie')?.split(';')[0] ?? ''
    const handle = landing.headers.get('location')?.split('/').at(-1) ?? ''
    const begun = await fetch(near + fillPath(paths.citizenBegin, { handle }), {
      method: 'POST',
      headers: { cookie, origin: balie, 'content-type': 'application/json' },
      body: '{}',
    })
    assert.equal(begun.status, 200)
    return { handle, cookie }
  }

  const everybodyPresent = async () => {
    const list = () =>
      desk.page.evaluate(async (path) => {
        const rows = (await (await fetch(path)).json()) as { citizenPresent: boolean }[]
        return rows.filter(({ citizenPresent }) => citizenPresent).length
      }, paths.conversations)
    while ((await list()) < TALKERS + 1) await wait(100)
  }

  const changesOfHealth = async () =>
    (await readFile(join(directory, 'output.log'), 'utf8')).match(/Server balie\/.* is (UP|DOWN).*/g) ?? []

  /** How often HAProxy has found a node well. */
  const ups = async (node: number) =>
    (await readFile(join(directory, 'output.log'), 'utf8')).split(`balie/node${node + 1} is UP`).length

  async function restart(node: number): Promise<void> {
    const upsBefore = await ups(node)
    const began = performance.now()
    let isStopping = true
    const seen = new Set<string>()
    const looking = (async () => {
      while (isStopping) {
        const answer = await fetch(`${nodes.internal(node)}/readyz`).catch(() => undefined)
        if (answer) seen.add(`${answer.status} ${((await answer.json()) as { stopping: boolean }).stopping}`)
        await wait(50)
      }
    })()
    const code = await nodes.stop(node)
    stopped.push(Math.round(performance.now() - began))
    isStopping = false
    await looking
    assert.equal(code, 0, nodes.output().match(/.*did not stop.*/)?.[0])
    assert.ok(seen.has('503 true'), [...seen].join(', '))
    await nodes.start(node)
    await until(async () => (await ups(node)) > upsBefore)
  }

  it('V1: nobody notices: nothing is lost, doubled or out of order, and nobody is called gone', async () => {
    const texts: string[] = []
    for (const [round, node] of [0, 1, 0, 1].entries()) {
      const before = talkers.map(({ said }) => said.length)
      const restarting = restart(node)
      for (const [who, text] of [
        [citizen, `De burger, ronde ${round}`],
        [desk, `De medewerker, ronde ${round}`],
      ] as const) {
        await who.say(text)
        texts.push(text)
        for (const { page } of [citizen, desk]) await expect(page.getByRole('log')).toContainText(text)
      }
      await restarting
      await until(() => talkers.every(({ said }, at) => said.length > (before[at] ?? 0) + 2))
    }
    assert.deepEqual(await citizen.said(), texts)
    assert.deepEqual(await desk.said(), texts)
    isWatching = false
    await Promise.all(talkers.map((talker) => talker.stop()))
    for (const { said, heard } of talkers) {
      assert.deepEqual(
        heard.map(({ text }) => text),
        said,
      )
      assert.deepEqual(
        heard.map(({ seq }) => seq),
        said.map((_, at) => at + 1),
      )
    }
    assert.deepEqual(gone, [])
  })

  it('no request of a page is answered with an error', async (t) => {
    for (const line of await changesOfHealth()) t.diagnostic(line)
    assert.deepEqual(failures, [])
    assert.deepEqual(
      talkers.flatMap((talker) => talker.failures),
      [],
    )
  })

  it('pages warn briefly or not at all, and each process ends well within 30 s', async (t) => {
    const shown = [...(await warnings(citizen.page)), ...(await warnings(desk.page))]
    const took = talkers.flatMap((talker) => [...talker.took])
    t.diagnostic(`warnings shown, ms: ${shown.join(', ') || 'none'}`)
    t.diagnostic(
      `${took.length} messages; the slowest was acknowledged after ${Math.round(Math.max(...took))} ms`,
    )
    t.diagnostic(`sockets lost: ${talkers.reduce((sum, { breaks }) => sum + breaks(), 0)}`)
    t.diagnostic(`from SIGTERM to the end, ms: ${stopped.join(', ')}`)
    for (const milliseconds of shown) assert.ok(milliseconds < LONGEST_WARNING, String(shown))
    for (const milliseconds of stopped) assert.ok(milliseconds < 30_000, String(stopped))
  })
})

/** Waits until it is so. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(50)
}
