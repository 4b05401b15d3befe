import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { paths } from '@balie/desk-api'
import { changeSession } from '@balie/sdk'
import type { Table } from './config/table.ts'
import { type RedisServer, startRedisServer, withoutRedis } from './testing/redis-server.ts'
import { runTestApp, type TestApp } from './testing/test-app.ts'
import { createTestBrowser, type TestBrowser } from './testing/test-browser.ts'
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts'

for (const carrier of ['PostgreSQL', 'Redis'] as const) {
  describe(`two nodes on one database, which talk by ${carrier}`, {
    skip: carrier === 'Redis' ? withoutRedis() : undefined,
  }, () => {
    let database: TestDatabase
    let redis: RedisServer | undefined
    let config: Table = {}
    let [one, other]: TestApp[] = []
    const more: TestApp[] = []
    const browsers: TestBrowser[] = []
    before(async () => {
      database = await createTestDatabase()
      if (carrier === 'Redis') {
        redis = await startRedisServer()
        config = { redis_url: redis.url }
      }
      one = await runTestApp({ database, config })
      other = await runTestApp({ database, config })
    })
    afterEach(async () => {
      for (const browser of browsers.splice(0)) browser.close()
      for (const app of more.splice(0)) await app.close()
    })
    after(async () => {
      await one?.close()
      await other?.close()
      await redis?.close()
      await database.close()
    })

    /** The same browser, whom a proxy brings to that node. */
    function at(node: TestApp | undefined, { cookie }: TestBrowser): TestBrowser {
      const browser = createTestBrowser(node?.publicUrl ?? '')
      browser.cookie = cookie
      browsers.push(browser)
      return browser
    }

    async function begun(node = one) {
      if (!node) throw new Error('not started')
      const { browser, handle } = await node.begun()
      const page = browser.page(handle)
      await page.until(() => page.views.some(({ state }) => state === 'waiting'))
      return { browser, handle, page }
    }

    async function becomes(handle: string, expected: string) {
      const query = `select record -> 'citizen' ->> 'state' as state from sessions where id = $1`
      for (;;) {
        const { rows } = await database.pool.query<{ state: string }>(query, [handle])
        if (rows[0]?.state === expected) return
        await new Promise((done) => setTimeout(done, 20))
      }
    }

    it('P3: what is said, seen, typed and taken on one is there on the other', async () => {
      const agent = await other?.agent('Anna de Vries')
      const desk = await agent?.connect()
      const { handle, page } = await begun()
      await desk?.hears('summary', (row) => row.id === handle)
      assert.equal((await agent?.post(paths.take, handle))?.status, 200)
      await page.until(() => page.views.at(-1)?.state === 'open')
      assert.ok(
        (await desk?.socket.timeout(8000).emitWithAck('open', { conversation: handle, after: 0 }))?.ok,
      )
      assert.ok((await page.says('from the one')).ok)
      await desk?.hears('messages', (id, [message]) => id === handle && message?.text === 'from the one')
      page.socket.emit('typing', true)
      await desk?.hears('typing', (id, on) => id === handle && on)
      const message = { id: 'from-the-other-01', text: 'from the other' }
      assert.ok((await desk?.socket.timeout(8000).emitWithAck('send', { conversation: handle, message }))?.ok)
      await page.until(() => page.messages.at(-1)?.text === 'from the other')
      desk?.socket.emit('seen', { conversation: handle, seen: { delivered: 1, read: 1 } })
      await page.until(() => page.receipts.at(-1)?.agent.read === 1)
    })

    it('G4: of two agents on two nodes who take at the same moment, one has it', async () => {
      const agents = await Promise.all([one?.agent('Bram'), other?.agent('Cor')])
      for (let time = 0; time < 25; time += 1) {
        const { handle } = (await one?.begun()) ?? fail()
        const answers = await Promise.all(agents.map((agent) => agent?.post(paths.take, handle)))
        assert.equal(answers.filter((answer) => answer?.status === 200).length, 1)
      }
    })

    it('a citizen with a page on each node is there until the last one is closed', async () => {
      const { browser, handle, page } = await begun()
      const second = at(other, browser).page(handle)
      await second.until(() => second.views.length > 0)
      await becomes(handle, 'present')
      page.socket.disconnect()
      const noted = async () =>
        (await database.pool.query('select node_id from citizen_places where session_id = $1', [handle])).rows
      while ((await noted()).length !== 1) await new Promise((done) => setTimeout(done, 20))
      const found = await one?.chat.settings.store.find({ by: 'id', id: handle })
      assert.equal(found?.session.citizen.state, 'present')
      second.socket.disconnect()
      await becomes(handle, 'gone')
    })

    it('V1: who does not come back after their node stopped is gone; who does was there all the time', async () => {
      const third = await runTestApp({ database, config })
      const [stays, goes, killed] = [await begun(third), await begun(third), await begun()]
      for (const { handle } of [stays, goes, killed]) await becomes(handle, 'present')
      // Nobody noted that this one's node was killed.
      killed.page.socket.disconnect()
      await becomes(killed.handle, 'gone')
      await database.pool.query(`insert into nodes values ('killed', now() - interval '1 hour')`)
      await database.pool.query(`insert into citizen_places values ($1, 'killed')`, [killed.handle])
      await changeSession(third.chat.settings, killed.handle, { tag: 'citizen_present', at: Date.now() })
      await third.close()
      const back = at(other, stays.browser).page(stays.handle)
      await back.until(() => back.views.length > 0)
      const since = (handle: string) => one?.chat.settings.store.find({ by: 'id', id: handle })
      const before = (await since(stays.handle))?.session.citizen
      await becomes(goes.handle, 'gone')
      await becomes(killed.handle, 'gone')
      assert.deepEqual((await since(stays.handle))?.session.citizen, before)
    })

    it('V1: nobody is gone because a node that stops lets go of their page', async () => {
      const third = await runTestApp({ database, config: { ...config, drain_seconds: 1 } })
      const { browser, handle } = await third.begun()
      // Not of the node's own browsers, which go with it.
      const page = at(third, browser).page(handle)
      await becomes(handle, 'present')
      await third.close()
      await page.until(() => !page.socket.connected)
      const found = await one?.chat.settings.store.find({ by: 'id', id: handle })
      assert.equal(found?.session.citizen.state, 'present')
      await becomes(handle, 'gone')
    })

    it('V1: what was announced while a node heard nothing is shown when it hears again', async () => {
      const { handle, page } = await begun(other)
      const agent = { side: 'agent', agent: 'agent-a', name: 'Anna' } as const
      await redis?.kill()
      await database.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'balie nodes' and datname = current_database()`,
      )
      await changeSession(one?.chat.settings ?? fail(), handle, {
        tag: 'taken',
        at: Date.now(),
        agent: 'agent-a',
      })
      await one?.chat.channel.send(handle, agent, { id: 'unheard-of', text: 'are you there?' })
      await redis?.start()
      await page.until(() => page.views.at(-1)?.state === 'open' && page.messages.length === 1)
    })

    it('P2: a conversation that ended on one node is closed on the other, whose key is gone with it', async () => {
      const { browser, handle } = await begun()
      const second = at(other, browser).page(handle)
      await second.until(() => second.views.length > 0)
      assert.ok((await second.says('here')).ok)
      await changeSession(one?.chat.settings ?? fail(), handle, {
        tag: 'ended',
        at: Date.now(),
        by: 'citizen',
      })
      await second.until(() => second.views.at(-1)?.state === 'ended' && !second.socket.connected)
      await database.pool.query('delete from session_keys where session_id = $1', [handle])
      assert.deepEqual(await other?.chat.channel.since(handle, 0), [])
    })
  })
}

function fail(): never {
  throw new Error('not started')
}
