import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from '@playwright/test'
import { createDeskAgent, type DeskAgent } from './browser/agent.ts'
import { createCitizen } from './browser/citizen.ts'
import { expect } from './browser/expect.ts'
import { openBrowser, openContext } from './browser/open-browser.ts'
import { authResult } from './installation/auth-result.ts'
import { SANNE } from './installation/configuration.ts'
import { type Installation, startInstallation } from './installation/installation.ts'

describe('another browser', () => {
  let installation: Installation
  let browser: Browser
  let desk: DeskAgent
  before(async () => {
    installation = await startInstallation({ keyType: 'EC', useAttrUrl: true })
    browser = await openBrowser()
    const anna = await installation.addAgent({
      email: 'anna@example.nl',
      name: 'Anna de Vries',
      team: 'burgerzaken',
    })
    desk = await createDeskAgent(await openContext(browser), installation.balie)
    await desk.signIn(anna)
  })
  after(async () => {
    await browser?.close()
    await installation?.close()
  })

  /** As the core does: starts a session and gives its URLs. */
  async function start() {
    const answer = await fetch(`${installation.internal}/chat/start_communication`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ purpose: 'report_move' }),
    })
    return (await answer.json()) as { client_url: string; attr_url: string }
  }
  async function deliver(attrUrl: string) {
    const body = await authResult(installation.keys, SANNE)
    const answer = await fetch(attrUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/jwt' },
      body,
    })
    assert.equal(answer.status, 200)
  }

  it('B2: gets a neutral page once the conversation has begun', async () => {
    const { client_url, attr_url } = await start()
    await deliver(attr_url)
    const citizen = await createCitizen(await openContext(browser))
    await citizen.page.goto(client_url)
    await citizen.begin()
    await citizen.say('Alleen voor de medewerker')

    for (const url of [client_url, citizen.page.url()]) {
      const other = await (await openContext(browser)).newPage()
      await other.goto(url)
      await expect(other.getByText('U kunt dit gesprek niet in deze browser openen')).toBeVisible()
      const seen = await other.locator('body').innerText()
      for (const secret of ['Alleen voor', 'Verhuizing', ...Object.values(SANNE)])
        assert.ok(!seen.includes(secret), secret)
    }
    await desk.take('Verhuizing doorgeven')
    await expect(desk.identity).toContainText(SANNE.fullname)
    await desk.close()
  })

  it('B1: landing after the result that came after the begin takes the attributes off the desk', async () => {
    const { client_url, attr_url } = await start()
    const attacker = await createCitizen(await openContext(browser))
    await attacker.page.goto(client_url)
    await attacker.begin()
    await desk.take('Verhuizing doorgeven')
    await deliver(attr_url)
    await expect(desk.identity).toContainText(SANNE.fullname)

    const victim = await (await openContext(browser)).newPage()
    await victim.goto(client_url)
    await expect(victim.getByText('U kunt dit gesprek niet in deze browser openen')).toBeVisible()

    await expect(desk.identity).toContainText('Identiteit onzeker')
    await expect(desk.identity).not.toContainText(SANNE.fullname)
    await expect(desk.identity.getByText('in een andere browser geopend')).toBeVisible()
    await attacker.say('Het gesprek gaat wel door')
    await expect(desk.page.getByRole('log')).toContainText('Het gesprek gaat wel door')
    await expect(attacker.page.getByText('De medewerker kan uw gegevens niet zien').first()).toBeVisible()
    await desk.close()
  })

  it('B3: neither a GET, a HEAD, an image nor a frame begins; only the button does', async () => {
    const { client_url } = await start()
    await fetch(client_url, { method: 'HEAD', redirect: 'manual' })
    await fetch(client_url, { redirect: 'manual' })
    const citizen = await createCitizen(await openContext(browser))
    await citizen.page.goto(installation.core)
    await citizen.page.evaluate(async (url) => {
      const loaded = (element: HTMLImageElement | HTMLIFrameElement) =>
        new Promise((settled) => {
          element.onload = element.onerror = settled
          element.src = url
          document.body.append(element)
        })
      await loaded(document.createElement('img'))
    }, client_url)
    await citizen.page.goto(client_url)
    await expect(citizen.page.getByRole('button', { name: 'Start het gesprek' })).toBeVisible()
    await expect(desk.page.getByRole('button', { name: /^Oppakken/ })).toHaveCount(0)
    await citizen.begin()
    await expect(desk.page.getByRole('button', { name: /^Oppakken/ })).toBeVisible()
    await desk.take('Verhuizing doorgeven')
    await desk.close()
  })

  it('T9: takes 30 kB of result in the landing, all the way to the desk', async () => {
    const { client_url } = await start()
    const long = Object.fromEntries(['address', 'email', 'bsn'].map((name) => [name, 'x'.repeat(4096)]))
    const result = await authResult(installation.keys, { ...long, fullname: `Sanne ${'x'.repeat(4000)}` })
    assert.ok(result.length > 28_000, `${result.length}`)
    const citizen = await createCitizen(await openContext(browser))
    await citizen.page.goto(`${client_url}?result=${result}`)
    await citizen.begin()
    await desk.take('Verhuizing doorgeven')
    await expect(desk.identity).toContainText('Sanne xxx')
    await desk.close()
  })

  it('F1: a result in the query is gone from address bar and history, and leaves in no Referer', async () => {
    const { client_url } = await start()
    const page = await (await openContext(browser)).newPage()
    const requested: string[] = []
    page.on('request', (request) => {
      const referer = request.headers()['referer']
      if (referer) requested.push(referer)
      if (!request.url().startsWith(client_url)) requested.push(request.url())
    })
    await page.goto(`${client_url}?result=${await authResult(installation.keys, SANNE)}`)
    await expect(page.getByRole('button', { name: 'Start het gesprek' })).toBeVisible()
    assert.match(page.url(), /\/chat\/s\/[\w-]{22}$/)
    assert.equal(await page.evaluate(() => history.length), 2, 'about:blank and the clean page')
    assert.deepEqual(
      requested.filter((url) => url.includes('result=') || url.includes('/chat/c/')),
      [],
    )
  })
})
