import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Ack, Stored } from '@balie/desk-api'
import { changeSession, openAttributes, randomText, systemRandom } from '@balie/sdk'
import { createTestClock } from '@balie/sdk/testing'
import { type CuttableDatabase, openCuttableDatabase } from './testing/cuttable-database.ts'
import { runTestApp, type TestApp } from './testing/test-app.ts'
import type { CitizenPage } from './testing/test-browser.ts'
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts'

const canary = (what: string) => `${what}-${randomText(systemRandom, 12)}`
const message = (text: string) => ({ id: randomText(systemRandom, 12), text })
const send = (page: CitizenPage, one: ReturnType<typeof message>): Promise<Ack<Stored>> =>
  page.socket.timeout(8000).emitWithAck('send', one)

describe('Balie as a whole', () => {
  let database: TestDatabase
  before(async () => {
    database = await createTestDatabase()
  })
  after(() => database.close())

  it('P1, P2, P3: keeps nothing that anybody is or says in plain text, in the database or the log', async () => {
    const balie = await runTestApp({ database })
    const [name, bsn, dropped, words, answer] = ['name', 'bsn', 'dropped', 'words', 'answer'].map(canary)
    const sessionUrl = `https://auth.example.nl/session/${canary('url')}`
    const attributes = { fullname: name ?? '', bsn: bsn ?? '', not_allowed: dropped ?? '' }
    const { clientUrl, attrUrl } = await balie.start()
    const browser = balie.browser()
    const handle = await browser.land(clientUrl)
    const result = await balie.succes(attributes, sessionUrl)
    assert.equal(await balie.deliver(attrUrl ?? '', result), 200)
    await browser.begin(handle)
    const page = browser.page(handle)
    assert.ok((await send(page, message(words ?? ''))).ok)
    const agent = { side: 'agent', agent: 'agent-a', name: 'Anna' } as const
    await changeSession(balie.chat.settings, handle, { tag: 'taken', at: Date.now(), agent: 'agent-a' })
    await balie.chat.channel.send(handle, agent, message(answer ?? ''))
    await page.until(() => page.messages.length === 2)

    const record = await balie.chat.settings.store.find({ by: 'id', id: handle })
    const opened = record && openAttributes(balie.chat.settings.keyring, record)?.reveal()
    assert.deepEqual({ ...opened }, { fullname: name, bsn })
    const secrets = [name, bsn, dropped, words, answer, sessionUrl, result, browser.cookie.split('=')[1]]
    const places = {
      database: await everythingIn(database),
      log: balie.logged.join('\n'),
      metrics: await (await fetch(`${balie.internalUrl}/metrics`)).text(),
    }
    for (const [place, text] of Object.entries(places)) {
      assert.ok(text.length > 500, `${place} holds nothing at all`)
      for (const [i, secret] of secrets.entries()) {
        assert.ok(secret && !text.includes(secret), `secret ${i} is in the ${place}`)
        assert.ok(
          !text.includes(Buffer.from(secret).toString('hex')),
          `secret ${i} is in the ${place}, in hex`,
        )
        assert.ok(
          !text.includes(Buffer.from(secret).toString('base64').slice(0, -3)),
          `secret ${i}, in base64`,
        )
      }
    }
    for (const url of [clientUrl, attrUrl ?? '']) {
      const secret = new URL(url).pathname.split('/').at(-1) ?? ''
      for (const text of Object.values(places)) assert.ok(!text.includes(secret))
    }
    await balie.close()
  })

  it('V1: goes on where it was after a stop and a start', async () => {
    const first = await runTestApp({ database })
    const { browser, handle } = await first.begun()
    const one = message('before the stop')
    const open = browser.page(handle)
    const stored = await send(open, one)
    await first.close()
    await open.until(() => !open.socket.connected)

    const second = await runTestApp({ database })
    const same = second.browser()
    same.cookie = browser.cookie
    const back = same.page(handle)
    assert.deepEqual(await send(back, one), stored)
    assert.ok((await send(back, message('after the start'))).ok)
    await back.until(() => back.messages.length === 2)
    assert.deepEqual(
      back.messages.map(({ text }) => text),
      ['before the stop', 'after the start'],
    )
    await second.close()
  })

  it('B11: says half a minute after the beginning that there are no attributes', async () => {
    const clock = createTestClock(Date.now())
    const balie = await runTestApp({ database, clock })
    const { browser, handle } = await balie.begun()
    const page = browser.page(handle)
    await page.until(() => page.views.at(-1)?.state === 'waiting')
    clock.advance(30_000)
    await page.until(() => {
      const view = page.views.at(-1)
      return view?.state === 'waiting' && view.identity.state === 'none'
    })
    await balie.close()
  })
})

describe('while the database is down', () => {
  let database: TestDatabase
  let cuttable: CuttableDatabase
  let balie: TestApp
  before(async () => {
    database = await createTestDatabase()
    cuttable = await openCuttableDatabase(database)
    balie = await runTestApp({ database: cuttable })
  })
  after(async () => {
    await balie.close()
    await cuttable.close()
    await database.close()
  })

  it('says so to everybody, keeps the sockets, loses nothing and doubles nothing', async () => {
    const { browser, handle } = await balie.begun()
    const { clientUrl, attrUrl } = await balie.start()
    const page = browser.page(handle)
    await page.until(() => page.views.length > 0)
    assert.ok((await send(page, message('before'))).ok)
    await cuttable.cut()

    const during = message('during')
    const refused = await send(page, during)
    assert.ok(!refused.ok)
    assert.deepEqual([refused.problem.code, refused.problem.status], ['DATABASE_UNAVAILABLE', 503])
    const view = await fetch(`${balie.publicUrl}/api/citizen/${handle}`, {
      headers: { cookie: browser.cookie },
    })
    assert.equal(view.status, 503)
    assert.equal((await browser.begin(handle)).status, 503)
    assert.equal((await fetch(clientUrl, { redirect: 'manual' })).status, 503)
    assert.equal(await balie.deliver(attrUrl ?? '', await balie.succes({ fullname: 'A', bsn: '1' })), 503)
    await assert.rejects(balie.start(), /503/)
    assert.equal((await fetch(`${balie.internalUrl}/readyz`)).status, 503)
    assert.equal((await fetch(`${balie.internalUrl}/healthz`)).status, 200)

    await cuttable.restore()
    assert.ok(page.socket.connected)
    assert.deepEqual(await send(page, during), {
      ok: true,
      value: { ...(await storedOf(handle, during.id)) },
    })
    await page.until(() => page.messages.length === 2)
    assert.deepEqual(
      page.messages.map(({ seq, text }) => [seq, text]),
      [
        [1, 'before'],
        [2, 'during'],
      ],
    )
    assert.equal(await balie.deliver(attrUrl ?? '', await balie.succes({ fullname: 'A', bsn: '1' })), 200)
    assert.equal((await fetch(clientUrl, { redirect: 'manual' })).status, 303)
  })

  it('V1: brings what could not be read as soon as it can be', async () => {
    const { browser, handle } = await balie.begun()
    const page = browser.page(handle)
    await page.until(() => page.views.length > 0)
    const other = await runTestApp({ database })
    await cuttable.cut()
    // A page cannot be told now that the conversation was taken, nor come in.
    await changeSession(other.chat.settings, handle, { tag: 'taken', at: Date.now(), agent: 'agent-a' })
    await balie.chat.channel.carryOut(
      (await other.chat.settings.store.find({ by: 'id', id: handle }))?.session ?? fail(),
      [{ tag: 'announce', what: 'conversation' }],
    )
    await cuttable.restore()
    await page.until(() => page.views.at(-1)?.state === 'open')
    await other.close()
  })

  it('notes afterwards what was seen meanwhile, and who left', async () => {
    const { browser, handle } = await balie.begun()
    const page = browser.page(handle)
    await page.until(() => page.views.length > 0)
    await send(page, message('one'))
    await becomes(handle, 'present')
    await cuttable.cut()
    page.socket.emit('seen', { delivered: 1, read: 1 })
    assert.ok(!(await send(page, message('two'))).ok, 'what was said before this was heard')
    await cuttable.restore()
    await page.until(() => page.receipts.at(-1)?.citizen.read === 1)

    await cuttable.cut()
    page.socket.disconnect()
    await cuttable.restore()
    await becomes(handle, 'gone')
  })

  async function presenceOf(handle: string) {
    const query = `select record -> 'citizen' ->> 'state' as state from sessions where id = $1`
    return (await database.pool.query<{ state: string }>(query, [handle])).rows[0]?.state
  }

  async function becomes(handle: string, expected: string) {
    const signal = AbortSignal.timeout(30_000)
    while ((await presenceOf(handle)) !== expected) {
      signal.throwIfAborted()
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  async function storedOf(handle: string, id: string) {
    const found = (await balie.chat.channel.since(handle, 0)).find((one) => one.id === id)
    return found && { seq: found.seq, at: found.at }
  }
})

function fail(): never {
  throw new Error('not there')
}

/** Every row of every table, as text. */
async function everythingIn({ pool }: TestDatabase): Promise<string> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'`,
  )
  const texts = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await pool.query<{ line: string }>(`select ${name}::text as line from ${name}`)
      return rows.map(({ line }) => line).join('\n')
    }),
  )
  return texts.join('\n')
}
