import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Ack, NewMessage, Stored } from '@balie/desk-api'
import { randomText, systemRandom } from '@balie/sdk'
import { createTestClock } from '@balie/sdk/testing'
import { refusal } from '../../testing/refusal.ts'
import { runTestApp, type TestApp } from '../../testing/test-app.ts'
import type { CitizenPage } from '../../testing/test-browser.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts'

const message = (text: string): NewMessage => ({ id: randomText(systemRandom, 12), text })
const send = (page: CitizenPage, one: NewMessage): Promise<Ack<Stored>> =>
  page.socket.timeout(8000).emitWithAck('send', one)
const code = (answer: Ack<unknown>) => (answer.ok ? 'ok' : answer.problem.code)

describe('R4: what one browser may do by its sockets', () => {
  let database: TestDatabase
  let balie: TestApp
  before(async () => {
    database = await createTestDatabase()
    balie = await runTestApp({ database })
  })
  after(async () => {
    await balie.close()
    await database.close()
  })

  it('refuses a flood, and closes the socket of a larger one', async () => {
    const { browser, handle } = await balie.begun()
    const page = browser.page(handle)
    await page.until(() => page.views.length > 0)
    const answers = await Promise.all(Array.from({ length: 120 }, (_, i) => send(page, message(`${i}`))))
    assert.ok(answers.some((answer) => code(answer) === 'TOO_MANY_MESSAGES'))
    assert.equal(answers.filter(({ ok }) => ok).length, 100)
    for (let i = 0; i < 400; i += 1) page.socket.emit('typing', true)
    await page.until(() => !page.socket.connected)
    assert.equal(await refusal(browser.page(handle)), 'TOO_MANY_REQUESTS')
  })

  it('counts what a browser sends by all its pages, and lets it in again after ten seconds', async () => {
    const clock = createTestClock(Date.now())
    const other = await runTestApp({ database, clock })
    const { browser, handle } = await other.begun()
    const stranger = await other.begun()
    const pages = [browser.page(handle), browser.page(handle)]
    await Promise.all(pages.map((page) => page.until(() => page.views.length > 0)))
    const sent = Array.from({ length: 110 }, (_, i) => send(pages[i % 2] as CitizenPage, message(`${i}`)))
    const answers = await Promise.all(sent)
    assert.equal(answers.filter(({ ok }) => ok).length, 100)
    for (let i = 0; i < 400; i += 1) pages[0]?.socket.emit('typing', true)
    await pages[0]?.until(() => pages[0]?.socket.connected === false)
    assert.equal(await refusal(browser.page(handle)), 'TOO_MANY_REQUESTS')
    const calm = stranger.browser.page(stranger.handle)
    await calm.until(() => calm.views.length > 0)
    clock.advance(10_000)
    const back = browser.page(handle)
    await back.until(() => back.views.length > 0)
    assert.equal(code(await send(back, message('again'))), 'ok')
    await other.close()
  })

  it('a browser that comes in again and again has to wait', async () => {
    const { browser, handle } = await balie.begun()
    for (let i = 0; i < 30; i += 1) {
      const page = browser.page(handle)
      await page.until(() => page.views.length > 0)
      page.socket.disconnect()
    }
    assert.equal(await refusal(browser.page(handle)), 'TOO_MANY_REQUESTS')
  })

  it('an address that opens connection after connection is refused before there is one', async () => {
    const other = await runTestApp({ database, config: { requests_per_minute: 5 } })
    const nobody = other.browser()
    for (let i = 0; i < 5; i += 1) assert.equal(await refusal(nobody.page('none')), 'NOT_THE_OWNER')
    assert.equal(await refusal(nobody.page('none')), 'websocket error')
    const metrics = await (await fetch(`${other.internalUrl}/metrics`)).text()
    assert.match(metrics, /^balie_too_many_total\{of="connections"\} 1$/m)
    await other.close()
  })

  it('closes the socket that sends a huge frame', async () => {
    const { browser, handle } = await balie.begun()
    const page = browser.page(handle)
    await page.until(() => page.views.length > 0)
    page.socket.emit('send', message('x'.repeat(70_000)), () => undefined)
    await page.until(() => !page.socket.connected)
  })

  it('lets a browser open so many pages of one conversation and no more', async () => {
    const { browser, handle } = await balie.begun()
    const pages = Array.from({ length: 20 }, () => browser.page(handle))
    await Promise.all(pages.map((page) => page.until(() => page.views.length > 0)))
    assert.equal(await refusal(browser.page(handle)), 'TOO_MANY_REQUESTS')
  })
})
