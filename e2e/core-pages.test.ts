import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import AxeBuilder from '@axe-core/playwright'
import { makeAuthTestConfig, makeCoreConfig, type Running, startAuthTest, startCore } from '@balie/core'
import { systemClock, systemRandom } from '@balie/sdk'
import type { Browser, Page } from '@playwright/test'
import { expect } from './browser/expect.ts'
import { openBrowser } from './browser/open-browser.ts'
import { freePorts } from './installation/free-ports.ts'
import { createKeyPair } from './installation/key-pairs.ts'

/** Nothing found by axe, nothing sticks out sideways, nothing was refused by the content security policy. */
async function expectSound(page: Page, where: string) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    [],
    where,
  )
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  assert.ok((content ?? 0) <= (window ?? 0), `${where}: ${content} px of content in ${window} px`)
}

describe('the pages of the core and of the test login, without Balie', () => {
  let core: Running
  let auth: Running
  let landing: Server
  let browser: Browser
  let landingUrl: string
  const delivered: string[] = []
  before(async () => {
    landing = createServer((request, response) => {
      if (request.method === 'POST') delivered.push(request.url ?? '')
      const url = `http://127.0.0.1:${(landing.address() as AddressInfo).port}`
      if (request.url === '/start_communication') {
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify({ client_url: `${url}/landed`, attr_url: `${url}/attr` }))
      } else response.end('landed')
    })
    await new Promise<void>((ready) => landing.listen(0, '127.0.0.1', ready))
    landingUrl = `http://127.0.0.1:${(landing.address() as AddressInfo).port}`
    const [corePort = 0, authPort = 0] = await freePorts(2)
    const keys = createKeyPair('EC')
    const method = { image_path: '/static/chat.svg', start: landingUrl }
    const configuration = {
      global: {
        port: corePort,
        server_url: `http://localhost:${corePort}`,
        internal_secret: 'a secret of this test of more than 32 characters',
        auth_methods: [
          { tag: 'test', name: 'Testinlog', image_path: '', start: `http://127.0.0.1:${authPort}` },
          { tag: 'gone', name: 'Kapot', image_path: '', start: 'http://127.0.0.1:1' },
        ],
        comm_methods: [
          { ...method, tag: 'chat', name: 'Chat' },
          { ...method, tag: 'call', name: 'Bellen' },
        ],
        purposes: [
          {
            tag: 'report_move',
            attributes: ['email'],
            allowed_auth: ['*'],
            allowed_comm: ['*'],
            allow_unauthenticated: true,
          },
        ],
      },
    }
    core = await startCore(makeCoreConfig(configuration), { clock: systemClock })
    const authConfig = makeAuthTestConfig({
      global: {
        port: authPort,
        server_url: `http://localhost:${authPort}`,
        with_session: true,
        encryption_pubkey: { ...keys.publicKey },
        signing_privkey: { ...keys.privateKey },
      },
    })
    auth = await startAuthTest(authConfig, { clock: systemClock, random: systemRandom })
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await core?.close()
    await auth?.close()
    landing?.closeAllConnections()
    landing?.close()
  })

  async function open(locale: string, width: number): Promise<Page> {
    const page = await (await browser.newContext({ locale, viewport: { width, height: 800 } })).newPage()
    page.on('console', (message) => {
      assert.ok(!message.text().includes('Content Security Policy'), message.text())
    })
    return page
  }

  for (const [locale, width] of [
    ['nl', 320],
    ['en', 320],
    ['nl', 1280],
    ['en', 1280],
  ] as const) {
    it(`all of them are sound in ${locale} at ${width} px`, async () => {
      const page = await open(locale, width)
      await page.goto(core.url)
      await expectSound(page, 'purposes')
      await page.getByRole('link', { name: 'Report move' }).click()
      await page.getByRole('radio', { name: 'Chat' }).check()
      await page.getByRole('radio', { name: 'Kapot' }).check()
      await expectSound(page, 'methods')
      await page.getByRole('button', { name: /Verder|Continue/ }).click()
      await expect(page.getByRole('heading', { name: /Dit lukt nu niet|does not work/ })).toBeVisible()
      await expectSound(page, 'error')
      await page.getByRole('link', { name: /Opnieuw proberen|Try again/ }).click()
      await page.getByRole('radio', { name: 'Chat' }).check()
      await page.getByRole('radio', { name: 'Testinlog' }).check()
      await page.getByRole('button', { name: /Verder|Continue/ }).click()
      await page.getByLabel('email').fill('sanne@example.nl')
      await expectSound(page, 'test login')
      await page.getByRole('button', { name: /Inloggen gelukt|Login succeeded/ }).click()
      await page.waitForURL(`${landingUrl}/landed`)
      await page.goto(`${auth.url}/sessions`)
      await expectSound(page, 'sessions')
      await page.goto(`${auth.url}/authenticate/nothing`)
      await expectSound(page, 'unknown')
      await page.context().close()
    })
  }

  it('can be used by keyboard alone, without logging in', async () => {
    const page = await open('nl', 1280)
    await page.goto(`${core.url}/?purpose=report_move`)
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: 'Naar de inhoud' })).toBeFocused()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: 'Ander onderwerp' })).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await expect(page.getByRole('radio', { name: 'Chat' })).toBeChecked()
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowUp')
    await expect(page.getByRole('radio', { name: 'Zonder inloggen' })).toBeChecked()
    await page.keyboard.press('Enter')
    await page.waitForURL(`${landingUrl}/landed`)
  })

  it('a result that waits is sent by its button, and the page with sessions renews itself', async () => {
    const page = await open('nl', 1280)
    await page.goto(`${core.url}/?purpose=report_move`)
    await page.getByRole('radio', { name: 'Chat' }).check()
    await page.getByRole('radio', { name: 'Testinlog' }).check()
    await page.getByRole('button', { name: 'Verder' }).click()
    await page.getByRole('radio', { name: 'Later' }).check()
    const before = delivered.filter((url) => url === '/attr').length
    await page.getByRole('button', { name: 'Inloggen gelukt' }).click()
    await page.waitForURL(`${landingUrl}/landed`)
    assert.equal(delivered.filter((url) => url === '/attr').length, before)

    const tester = await open('nl', 1280)
    await tester.goto(`${auth.url}/sessions`)
    const other = await open('nl', 1280)
    await other.goto(`${auth.url}/sessions`)
    await expectSound(other, 'sessions with a waiting result')
    await tester.getByRole('button', { name: 'Nu versturen' }).click()
    await expect(other.getByRole('button', { name: 'Nu versturen' })).toBeHidden()
    assert.equal(delivered.filter((url) => url === '/attr').length, before + 1)
  })
})
