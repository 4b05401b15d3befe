import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { fillPath, paths } from '@balie/desk-api'
import { landBrowser, systemRandom } from '@balie/sdk'
import { type FaultProxy, startFaultProxy } from '../packages/server/src/testing/fault-proxy.ts'
import { createTestDatabase, type TestDatabase } from '../packages/server/src/testing/test-database.ts'
import { type Balancer, startBalancer } from './installation/balancer.ts'
import { freePorts } from './installation/free-ports.ts'
import {
  createNetworkNamespace,
  type NetworkNamespace,
  withoutNamespaces,
} from './installation/network-namespaces.ts'
import { type Nodes, startNodes } from './installation/nodes.ts'
import { startSession } from './installation/start-session.ts'
import { type HeadlessCitizen, openCitizenPage } from './soak/citizen-page.ts'
import { createNodeBrowser, type NodeBrowser } from './soak/node-browser.ts'
import { stateOf } from './soak/soak-citizen.ts'

/** By when the pages of a node that is cut off are at another one. */
const MOVED_WITHIN = 10_000
const PAGES = 10

describe('two nodes, each in a network of its own', { skip: withoutNamespaces() }, () => {
  const networks: NetworkNamespace[] = []
  const wires: FaultProxy[] = []
  let database: TestDatabase
  let nodes: Nodes
  let balancer: Balancer
  let balie: string
  let agent: NodeBrowser
  const pages: (HeadlessCitizen & { handle: string })[] = []

  before(async () => {
    database = await createTestDatabase({ migrated: false })
    const target = new URL(database.databaseUrl.reveal())
    for (const number of [1, 2]) {
      const network = createNetworkNamespace(number)
      networks.push(network)
      wires.push(await startFaultProxy(() => Number(target.port), target.hostname, network.database.outside))
    }
    const [port = 0] = await freePorts(1)
    balie = `http://localhost:${port}`
    const variant = {
      keyType: 'EC',
      useAttrUrl: true,
      balie: { requests_per_minute: 0, drain_seconds: 0 },
    } as const
    const places = networks.map(({ database: cable, people, by }, index) => {
      const url = new URL(target)
      url.host = `${cable.outside}:${wires[index]?.port}`
      return { host: people.inside, databaseUrl: url.href, by }
    })
    nodes = await startNodes(2, balie, variant, database, places)
    balancer = await startBalancer(
      port,
      nodes.ports.map((ports, node) => ({
        ...{ host: networks[node]?.people.inside ?? '', port: ports.public },
        readyUrl: `${nodes.internal(node)}/readyz`,
      })),
    )
    const anna = await nodes.addAgent({ email: 'anna@example.nl', name: 'Anna de Vries' }, 'burgerzaken')
    agent = createNodeBrowser(balie)
    assert.ok((await agent.call('POST', paths.signIn, {}, { ...anna })).ok)
    for (let n = 0; n < PAGES; n += 1) pages.push(await openPage())
    assert.ok(
      balancer.open().every((open) => open > 0),
      'there are pages at each',
    )
  })
  after(async () => {
    for (const page of pages) page.close()
    await balancer?.close()
    await nodes?.close()
    for (const wire of wires) await wire.close()
    for (const network of networks) network.close()
  })

  async function openPage() {
    const { clientUrl } = await startSession({ internal: nodes.internal(0), keys: nodes.keys })
    const cookie = landBrowser(balie, undefined, systemRandom).setCookie.split(';')[0] ?? ''
    const landed = await fetch(clientUrl, { redirect: 'manual', headers: { cookie } })
    await landed.arrayBuffer()
    const handle = landed.headers.get('location')?.split('/').at(-1) ?? ''
    const citizen = openCitizenPage(balie, handle, createNodeBrowser(balie, cookie))
    await citizen.page.load()
    await citizen.page.act('begin')
    while (!citizen.page.chat.state.get().connected) await wait(20)
    return { ...citizen, handle }
  }

  /** Everybody says this. @returns by when the server had it all, milliseconds */
  async function everybodySays(text: string): Promise<number> {
    const begun = performance.now()
    for (const { page } of pages) {
      page.chat.write(text)
      page.chat.submit()
    }
    const waiting = () => pages.filter(({ page }) => page.chat.state.get().thread.outbox.length > 0)
    while (waiting().length > 0) await wait(20)
    return performance.now() - begun
  }

  async function isReady(node: number): Promise<boolean> {
    const answer = await fetch(`${nodes.internal(node)}/readyz`, {
      signal: AbortSignal.timeout(4_000),
    }).catch(() => undefined)
    await answer?.arrayBuffer()
    return answer?.ok ?? false
  }

  /** What was acknowledged is stored, once and in order. */
  async function checkStored(texts: readonly string[]): Promise<void> {
    for (const { handle, page } of pages) {
      const { messages } = page.chat.state.get().thread
      const { rows } = await database.pool.query<{ client_id: string }>(
        'select client_id from chat_messages where session_id = $1 order by seq',
        [handle],
      )
      assert.deepEqual(
        messages.map(({ text }) => text),
        texts,
      )
      assert.deepEqual(
        rows.map(({ client_id }) => client_id),
        messages.map(({ id }) => id),
      )
    }
  }

  async function everybodyIs(state: string): Promise<void> {
    const query = `
      select count(*)::int as count from sessions where id = any ($2) and record -> 'citizen' ->> 'state' = $1`
    const handles = pages.map(({ handle }) => handle)
    while ((await database.pool.query(query, [state, handles])).rows[0]?.count !== PAGES) await wait(100)
  }

  it('cut off from the database, a node decides nothing, says so, and its pages go to the other', async (t) => {
    await everybodySays('before')
    networks[1]?.database.pull()
    const asked = at(1, paths.take, { id: pages[0]?.handle ?? '' })
    const started = fetch(`${nodes.internal(1)}/chat/start_communication`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ purpose: 'report_move' }),
    }).then(async (answer) => {
      await answer.arrayBuffer()
      return answer.status
    })
    const moved = await everybodySays('cut off')
    t.diagnostic(`all pages had moved after ${moved.toFixed()} ms`)
    assert.ok(moved < MOVED_WITHIN, `${moved} ms`)
    assert.deepEqual([await asked, await started], [503, 503])
    assert.deepEqual([await isReady(0), await isReady(1)], [true, false])
    const { rows } = await database.pool.query('select 1 from sessions where agent is not null')
    assert.equal(rows.length, 0, 'nobody was given a conversation')
    await checkStored(['before', 'cut off'])

    networks[1]?.database.plugIn()
    while (!(await isReady(1))) await wait(50)
    await everybodySays('together')
    await checkStored(['before', 'cut off', 'together'])
    await everybodyIs('present')
    assert.equal(stateOf(pages[0] ?? assert.fail()), 'waiting')
  })

  it('cut off from everything, its pages notice that nothing is heard, and go to the other', async (t) => {
    // So that there are pages at each again.
    for (const citizen of pages) citizen.close()
    pages.length = 0
    while (!(await isReady(1))) await wait(50)
    for (let n = 0; n < PAGES; n += 1) pages.push(await openPage())
    assert.ok(
      balancer.open().every((open) => open > 0),
      'there are pages at each',
    )
    await everybodySays('before')
    networks[1]?.database.pull()
    networks[1]?.people.pull()
    const moved = await everybodySays('cut off')
    t.diagnostic(`all pages had moved after ${moved.toFixed()} ms`)
    assert.ok(moved < MOVED_WITHIN, `${moved} ms`)
    await checkStored(['before', 'cut off'])
    networks[1]?.people.plugIn()
    networks[1]?.database.plugIn()
    while (!(await isReady(1))) await wait(50)
    await everybodyIs('present')
  })

  /** What a node itself answers to the agent, past the balancer. */
  async function at(node: number, path: string, parameters: Record<string, string>): Promise<number> {
    const host = networks[node]?.people.inside
    const answer = await fetch(`http://${host}:${nodes.ports[node]?.public}${fillPath(path, parameters)}`, {
      method: 'POST',
      headers: { cookie: agent.cookie, origin: balie, 'content-type': 'application/json' },
      body: '{}',
    })
    await answer.arrayBuffer()
    return answer.status
  }
})
