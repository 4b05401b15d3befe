import assert from 'node:assert/strict'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { Agent } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Browser, BrowserContext } from '@playwright/test'
import { createTestAuthority } from '../packages/server/src/testing/certificates.ts'
import { createDeskAgent, type DeskAgent } from './browser/agent.ts'
import { type Citizen, createCitizen } from './browser/citizen.ts'
import { expect } from './browser/expect.ts'
import { openBrowser } from './browser/open-browser.ts'
import { recordTraffic, type Traffic } from './browser/traffic.ts'
import { authResult } from './installation/auth-result.ts'
import { SANNE } from './installation/configuration.ts'
import { freePorts } from './installation/free-ports.ts'
import { type Nodes, startNodes } from './installation/nodes.ts'
import { searchFiles } from './installation/search-files.ts'
import { startSession } from './installation/start-session.ts'
import { ask } from './proxies/ask.ts'
import { haproxy, haproxyComponents, haproxyTcp, nginx } from './proxies/kinds.ts'
import { type ProxyKind, type RunningProxy, startProxy } from './proxies/proxy.ts'

const PER_MINUTE = 250
/** Attributes that fill an auth result up to about 30 kB. */
const LONG = Object.fromEntries(Array.from({ length: 5 }, (_, n) => [`letter${n}`, `${n}`.repeat(3_200)]))

const kinds: { title: string; kind: ProxyKind; keyType: 'RSA' | 'EC'; tls: boolean }[] = [
  { title: 'nginx', kind: nginx, keyType: 'RSA', tls: true },
  { title: 'HAProxy', kind: haproxy, keyType: 'EC', tls: true },
  { title: 'HAProxy as a TCP proxy', kind: haproxyTcp, keyType: 'EC', tls: false },
]

for (const { title, kind, keyType, tls } of kinds) {
  describe(`two nodes behind ${title}, without sticky sessions`, () => {
    let directory: string
    let written: string
    let nodes: Nodes
    let proxy: RunningProxy
    let browser: Browser
    let ca: string
    let balie: string
    let citizen: Citizen
    let desk: DeskAgent
    let traffic: Traffic[]
    let secrets: string[]

    before(async () => {
      directory = await mkdtemp(join(tmpdir(), 'balie-proxy-'))
      written = await mkdtemp(join(tmpdir(), 'balie-proxy-written-'))
      for (const one of [directory, written]) await chmod(one, 0o755)
      const [port = 0] = await freePorts(1)
      balie = `${tls ? 'https' : 'http'}://localhost:${port}`
      nodes = await startNodes(2, balie, {
        keyType,
        useAttrUrl: false,
        balie: { trust_proxy: tls ? ['127.0.0.1'] : [], requests_per_minute: PER_MINUTE },
        purposes: { report_move: { allowed: ['email', 'bsn', ...Object.keys(LONG)] } },
      })
      const authority = await createTestAuthority(directory, 'authority')
      const { file, keyFile } = await authority.issue('localhost')
      const both = join(directory, 'both.pem')
      await writeFile(both, (await readFile(file, 'utf8')) + (await readFile(keyFile, 'utf8')))
      ca = authority.certificate
      const places = { port, nodes: nodes.ports, certificate: file, key: keyFile, both }
      proxy = await startProxy(kind, { ...places, directory: written }, tls ? ca : undefined)
      browser = await openBrowser()
    })
    after(async () => {
      await browser?.close()
      await proxy?.close()
      await nodes?.close()
      for (const one of [directory, written]) await rm(one, { recursive: true, force: true })
    })

    const openContext = (): Promise<BrowserContext> =>
      browser.newContext({ locale: 'nl-NL', ignoreHTTPSErrors: true })

    /** A session of a node, whose result comes with the citizen. */
    async function landing(node: number): Promise<{ url: string; result: string }> {
      const { clientUrl } = await startSession({ internal: nodes.internal(node), keys: nodes.keys })
      const result = await authResult(nodes.keys, { ...SANNE, ...LONG })
      return { url: `${clientUrl}?result=${result}`, result }
    }

    it('AR-2: a landing with a result of 30 kB comes through, and is verified', async () => {
      const { url, result } = await landing(0)
      assert.ok(result.length > 28_000 && result.length < 32_768, String(result.length))
      assert.ok(url.startsWith(`${balie}/`))
      const context = await openContext()
      citizen = await createCitizen(context)
      traffic = [recordTraffic(citizen.page)]
      await citizen.page.goto(url)
      await citizen.page.waitForURL(/\/chat\/s\/[\w-]{22}$/)
      await citizen.begin()
      await expect(citizen.page.getByText(citizen.names.verified).first()).toBeVisible()
      const handle = new URL(citizen.page.url()).pathname.split('/').at(-1) ?? ''
      secrets = ['result=', result.slice(1_000, 1_060), handle]
    })

    it('a message goes by WebSocket, and an agent has it, at whichever node', async () => {
      await citizen.say('Goedemiddag, ik ben verhuisd.')
      assert.equal(traffic[0]?.sockets.length, 1)
      const anna = await nodes.addAgent({ email: 'anna@example.nl', name: 'Anna de Vries' }, 'burgerzaken')
      desk = await createDeskAgent(await openContext(), balie)
      traffic.push(recordTraffic(desk.page))
      await desk.signIn(anna)
      await desk.take('Verhuizing doorgeven')
      await expect(desk.page.getByRole('log')).toContainText('Goedemiddag, ik ben verhuisd.')
      await expect(desk.identity).toContainText(SANNE.fullname)
    })

    it('R4: visitors are told apart by their own address, whatever they say of it', {
      skip: !tls && 'it cannot say who the visitor is',
    }, async () => {
      const agent = new Agent()
      const visit = (from: string, forged: string) =>
        ask(`${balie}/desk`, {
          ca,
          from,
          agent,
          headers: { 'x-forwarded-for': forged, forwarded: `for=${forged}` },
        })
      const statuses = new Set<number>()
      // All at once: what comes one after the other is spread over half a minute before it is too much.
      const visits = Array.from({ length: 2 * PER_MINUTE + 10 }, async (_, n) => {
        statuses.add((await visit('127.0.0.2', `203.0.113.${n % 250}`)).status)
      })
      const all = Promise.allSettled(visits)
      await expect.poll(() => [...statuses].sort()).toEqual([200, 429])
      assert.equal((await visit('127.0.0.3', '127.0.0.2')).status, 200, 'another visitor is not hindered')
      agent.destroy()
      await all
    })

    it('after kill -9 of a node requests go to the other, and the pages come back by themselves', async () => {
      const before = traffic.map(({ sockets }) => sockets.length)
      await nodes.kill(0)
      for (let n = 0; n < 6; n++) {
        const { url } = await landing(1)
        assert.equal((await ask(url, tls ? { ca } : {})).status, 303)
      }
      await desk.say('Bent u er nog?')
      await expect(citizen.page.getByRole('log')).toContainText('Bent u er nog?')
      await nodes.start(0)
      await nodes.kill(1)
      await citizen.say('Ja, ik ben er nog.')
      await expect(desk.page.getByRole('log')).toContainText('Ja, ik ben er nog.')
      for (const [index, { sockets }] of traffic.entries()) {
        assert.ok(sockets.length > (before[index] ?? 0), 'each page had its socket on a node that was killed')
      }
      const said = ['Goedemiddag, ik ben verhuisd.', 'Bent u er nog?', 'Ja, ik ben er nog.']
      assert.deepEqual(await citizen.said(), said)
      assert.deepEqual(await desk.said(), said)
    })

    it('F1, P1: nothing of the query is in anything that the proxy wrote, also not of what went wrong', async () => {
      // Longer than anything that Balie takes; the nodes it meets are one that lives and one that does not.
      const { status } = await ask(`${balie}/chat/x?result=${'x'.repeat(70_000)}`, tls ? { ca } : {})
      assert.ok([400, 414, 431].includes(status), String(status))
      await proxy.close()
      const names = await readdir(written)
      const texts = await Promise.all(
        names.filter((name) => name.endsWith('.log')).map((name) => readFile(join(written, name), 'utf8')),
      )
      if (tls) assert.match(texts.join('\n'), /"part":"\/chat"/, 'it does keep a log')
      const { found } = await searchFiles(written, [...secrets, SANNE.bsn, 'Goedemiddag', '127.0.0.2'])
      assert.deepEqual(found, [])
      for (const secret of secrets) assert.ok(!nodes.output().includes(secret))
    })
  })
}

describe('two nodes behind HAProxy for components', () => {
  let written: string
  let nodes: Nodes
  let proxy: RunningProxy
  let internal: string
  before(async () => {
    written = await mkdtemp(join(tmpdir(), 'balie-proxy-written-'))
    const [port = 0, outside = 0] = await freePorts(2)
    internal = `http://127.0.0.1:${port}`
    nodes = await startNodes(2, `http://localhost:${outside}`, { keyType: 'EC', useAttrUrl: true })
    const places = { port, nodes: nodes.ports, certificate: '', key: '', both: '', directory: written }
    proxy = await startProxy(haproxyComponents, places)
  })
  after(async () => {
    await proxy?.close()
    await nodes?.close()
    await rm(written, { recursive: true, force: true })
  })

  it('a start and a result reach any node, also when one is killed', async () => {
    const through = async () => {
      const { clientUrl, deliver } = await startSession(
        { internal, keys: nodes.keys },
        'report_move',
        internal,
      )
      await deliver(SANNE)
      return clientUrl
    }
    for (let n = 0; n < 4; n++) await through()
    await nodes.kill(0)
    const last = await Promise.all(Array.from({ length: 6 }, through))
    assert.equal(new Set(last).size, 6)
    const log = await readFile(join(written, 'output.log'), 'utf8')
    assert.match(log, /"part":"\/chat","status":200/)
    assert.ok(!log.includes(new URL(last[0] ?? '').pathname.split('/').at(-1) ?? ''))
  })

  it('B10: what a node tells of itself is not asked through it', async () => {
    for (const path of ['/metrics', '/healthz', '/readyz']) {
      assert.equal((await ask(internal + path)).status, 404)
    }
  })
})
