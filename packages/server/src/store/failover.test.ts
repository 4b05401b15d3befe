import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Ack, Stored } from '@balie/desk-api'
import { paths } from '@balie/desk-api'
import { randomText, systemClock, systemRandom } from '@balie/sdk'
import { createLog } from '../log.ts'
import type { LivePage } from '../testing/agent-page.ts'
import { findDebianPostgres } from '../testing/debian-postgres.ts'
import { type FarSide, startFarSide } from '../testing/far-side.ts'
import { createGate, type Gate } from '../testing/gate.ts'
import { type ReplicatedPostgres, startReplicatedPostgres } from '../testing/replicated-postgres.ts'
import { type Begun, runTestApp, type TestApp } from '../testing/test-app.ts'
import type { CitizenPage } from '../testing/test-browser.ts'
import { migrate } from './migrate.ts'
import { openStore, type Store } from './pool.ts'
import { waitForDatabase } from './wait-for-database.ts'

/** How long there is no database at all; a minute was tried too: `DOWN_SECONDS=60`. */
const DOWN_SECONDS = Number(process.env['DOWN_SECONDS'] ?? 6)

const log = createLog({ level: 'silent' })
const programs = await findDebianPostgres()

describe('a PostgreSQL with a standby, whose primary is killed', {
  skip: programs === undefined && "Debian's PostgreSQL 15 or later is not installed",
}, () => {
  let far: FarSide
  let postgres: ReplicatedPostgres
  /** The address that moves. */
  let gate: Gate
  const stores: Store[] = []
  const apps: TestApp[] = []
  let [one, other]: TestApp[] = []
  let citizen: Begun
  let page: CitizenPage
  let goer: CitizenPage
  let goerHandle: string
  let desk: LivePage
  /** Texts that were acknowledged, in order. */
  const acknowledged: string[] = []
  /** Sockets that were. */
  const closed: string[] = []

  before(async () => {
    far = await startFarSide(systemClock)
    postgres = await startReplicatedPostgres(programs ?? '')
    gate = await createGate(postgres.databaseUrl)
    for (let n = 0; n < 2; n += 1) stores.push(openStore({ databaseUrl: gate.databaseUrl, log }))
    for (const store of stores) {
      await migrate(store.pool)
      apps.push(await runTestApp({ database: store, config: far.config }))
    }
    ;[one, other] = apps
    if (!one || !other) throw new Error('two were started')
    const agent = await other.agent()
    desk = await agent.connect()
    citizen = await one.begun()
    page = citizen.browser.page(citizen.handle)
    page.socket.on('disconnect', (reason) => closed.push(`page: ${reason}`))
    desk.socket.on('disconnect', (reason) => closed.push(`desk: ${reason}`))
    await page.until(() => page.views.length > 0)
    assert.equal((await agent.post(paths.take, citizen.handle)).status, 200)
    const opened = { conversation: citizen.handle, after: 0 }
    assert.ok((await desk.socket.timeout(8000).emitWithAck('open', opened)).ok)
    const goes = await one.begun()
    goerHandle = goes.handle
    goer = goes.browser.page(goes.handle)
    await until(async () => (await presenceOf(goerHandle)) === 'present')
    // A logout that nobody takes yet.
    const leaves = await other.begun()
    const result = await other.succes({ fullname: 'Sanne', bsn: '1' }, far.sessionUrl('leaves'))
    assert.equal(await other.deliver(leaves.attrUrl ?? '', result), 200)
    far.answers.update = 500
    assert.equal((await leaves.browser.logout(leaves.handle)).status, 200)
    await far.until(() => far.updates.some(({ update }) => update === 'logout'))
  })
  after(async () => {
    for (const app of apps) await app.close()
    for (const store of stores) await store.close()
    await gate?.shut()
    await postgres?.close()
    await far?.close()
  })

  const readiness = () =>
    Promise.all(
      apps.map(async ({ internalUrl }) => {
        const answer = await fetch(`${internalUrl}/readyz`)
        return [answer.status, ((await answer.json()) as { database: string }).database].join(' ')
      }),
    )
  const messageOf = (text: string) => ({ id: randomText(systemRandom, 12), text })
  const send = (message: ReturnType<typeof messageOf>): Promise<Ack<Stored>> =>
    page.socket.timeout(20_000).emitWithAck('send', message)

  async function presenceOf(handle: string) {
    const query = `select record -> 'citizen' ->> 'state' as state from sessions where id = $1`
    return (await stores[0]?.pool.query<{ state: string }>(query, [handle]))?.rows[0]?.state
  }

  /** Whatever has to be written. */
  async function isRefused(text: string): Promise<void> {
    const refused = await send(messageOf(text))
    assert.ok(!refused.ok)
    assert.deepEqual([refused.problem.code, refused.problem.status], ['DATABASE_UNAVAILABLE', 503])
    await assert.rejects(other?.start() ?? Promise.resolve(), /503/)
  }

  async function cannotBeRead(): Promise<void> {
    const view = await fetch(`${one?.publicUrl}/api/citizen/${citizen.handle}`, {
      headers: { cookie: citizen.browser.cookie },
    })
    assert.equal(view.status, 503)
    assert.equal(((await view.json()) as { code: string }).code, 'DATABASE_UNAVAILABLE')
  }

  it('V1: is answered with 503 and a reason meanwhile, and no socket is closed', async () => {
    const unsure = messageOf('under way')
    for (let n = 0; n < 20; n += 1) {
      const text = `message ${n}`
      assert.ok((await send(messageOf(text))).ok)
      acknowledged.push(text)
    }
    const underWay = send(unsure)
    await postgres.killPrimary()
    await until(async () => (await readiness()).every((said) => said === '503 down'))
    const answer = await underWay
    await isRefused('while there is none')
    // Whatever waits for how long: the pulse, the pool, the jobs, the wire of the nodes, the pages.
    for (const end = Date.now() + DOWN_SECONDS * 1000; Date.now() < end; await wait(1000)) {
      await cannotBeRead()
      await isRefused('for a while')
      assert.deepEqual(closed, [])
    }
    if (answer.ok) acknowledged.push(unsure.text)
    goer.socket.disconnect()
  })

  it('is down also while the address leads to a standby that cannot be written to', async () => {
    gate.turn(postgres.standbyPort)
    for (const { pool } of stores) {
      await until(async () => {
        const { rows } = await pool
          .query<{ standby: boolean }>('select pg_is_in_recovery() as standby')
          .catch(() => ({ rows: [] }))
        return rows[0]?.standby === true
      })
    }
    assert.deepEqual(await readiness(), ['503 down', '503 down'])
    const { pool } = stores[0] ?? assert.fail()
    const starting = waitForDatabase({ pool, seconds: 0, log })
    await assert.rejects(starting, { code: 'START_REFUSED', detail: /\(25006\), also not after 0 s/ })
    await isRefused('while it cannot be written to')
    assert.deepEqual(closed, [])
  })

  it('V1: goes on when the standby is promoted, and nothing that was acknowledged is lost', async () => {
    await postgres.promote()
    await until(async () => (await readiness()).every((said) => said === '200 ok'))
    assert.deepEqual(closed, [])
    assert.ok((await send(messageOf('afterwards'))).ok)
    acknowledged.push('afterwards')
    await desk.hears('messages', (id, said) => id === citizen.handle && said.at(-1)?.text === 'afterwards')
    await page.until(() => page.messages.at(-1)?.text === 'afterwards')
    for (const app of apps) {
      const stored = await app.chat.channel.since(citizen.handle, 0)
      const texts = stored.map(({ text }) => text)
      // What was under way when it was killed may have been stored without anybody's knowing.
      const expected = acknowledged.filter((text) => text !== 'under way')
      assert.deepEqual(
        texts.filter((text) => text !== 'under way'),
        expected,
      )
      assert.deepEqual(
        stored.map(({ seq }) => seq),
        stored.map((_, at) => at + 1),
      )
      if (acknowledged.includes('under way')) assert.ok(texts.includes('under way'))
    }
  })

  it('the nodes hear each other again, and what waited is done', async () => {
    const agent = await one?.agent('Bram Jansen')
    const live = await agent?.connect()
    const { handle } = (await other?.begun()) ?? assert.fail()
    await live?.hears('summary', ({ id }) => id === handle)
    desk.socket.emit('typing', { conversation: citizen.handle, on: true })
    await page.until(() => page.typing.at(-1) === true)
    await until(async () => (await presenceOf(goerHandle)) === 'gone')
    const before = far.updates.length
    far.answers.update = 204
    await far.until(() => far.updates.slice(before).some(({ update }) => update === 'logout'))
  })
})

/** Waits until it is so. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(50)
}
