import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { fillPath, paths } from '@balie/desk-api'
import type { Browser, Page } from '@playwright/test'
import { createDeskAgent, type DeskAgent } from './browser/agent.ts'
import { createCitizen } from './browser/citizen.ts'
import { expect } from './browser/expect.ts'
import { heldByPage } from './browser/held-by-page.ts'
import { type Language, NAMES } from './browser/names.ts'
import { openBrowser, openContext } from './browser/open-browser.ts'
import { recordTraffic } from './browser/traffic.ts'
import { SANNE } from './installation/configuration.ts'
import { type Agent, type Installation, startInstallation } from './installation/installation.ts'
import { startSession } from './installation/start-session.ts'

const EVIL = 'evil.example'
const MARKUP = `<img src="https://${EVIL}/x.png" onerror="window.pwned = 1">`
/** Right to left override, and an isolate that nobody closes. */
const BIDI = ['\u202e', '\u2066']

describe('attacks on the desk', () => {
  let installation: Installation
  let browser: Browser
  let anna: Agent
  let desk: DeskAgent

  before(async () => {
    const sane = ['email', 'bsn']
    installation = await startInstallation({
      keyType: 'EC',
      useAttrUrl: true,
      purposes: { report_move: { allowed: [...sane, MARKUP, `naam${BIDI[0]}kcul`] } },
    })
    browser = await openBrowser()
    anna = await addAgent('Anna de Vries')
    desk = await signedIn(anna)
  })
  after(async () => {
    await browser?.close()
    await installation?.close()
  })

  function addAgent(name: string): Promise<Agent> {
    const email = `${name.split(' ')[0]?.toLowerCase()}@example.nl`
    return installation.addAgent({ email, name, team: 'burgerzaken' })
  }
  async function signedIn(agent: Agent, language: Language = 'nl'): Promise<DeskAgent> {
    const context = await openContext(browser, 'wide', language)
    const own = await createDeskAgent(context, installation.balie, language)
    await own.signIn(agent)
    return own
  }
  /** Notes what a page must never do: run something, show a window, ask another host. */
  async function watch(page: Page) {
    const { addresses } = recordTraffic(page)
    const dialogs: string[] = []
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    return async () => {
      assert.equal(await page.evaluate(() => (window as { pwned?: unknown }).pwned), undefined)
      assert.deepEqual(dialogs, [])
      assert.deepEqual(
        addresses.filter((address) => !address.startsWith(installation.balie)),
        [],
      )
    }
  }

  it('F3: nothing sends a browser where a query or a body says', async () => {
    const { clientUrl } = await startSession(installation)
    const { origin } = new URL(clientUrl)
    const targets = [`https://${EVIL}/`, `//${EVIL}/`, `/\\${EVIL}/`, `https:${EVIL}`, `%2f%2f${EVIL}`]
    const keys = ['next', 'url', 'redirect', 'redirect_uri', 'returnTo', 'return', 'continue', 'continuation']
    const more = ['callbackURL', 'errorCallbackURL', 'comm_url', 'client_url', 'target', 'goto', 'to']
    const addresses = ['/', '/desk', '/desk/', '/chat/r/none', '/chat/s/none', '/chat/c/none', paths.me]
    for (const address of [clientUrl, ...addresses.map((path) => origin + path)]) {
      for (const target of targets) {
        const query = [...keys, ...more].map((key) => `${key}=${encodeURIComponent(target)}`).join('&')
        const answer = await fetch(`${address}?${query}`, { redirect: 'manual' })
        const location = answer.headers.get('location') ?? ''
        const onwards = new URL(location, origin)
        assert.equal(onwards.origin, origin, `${address} to ${location}`)
        assert.equal(onwards.search, '', location)
        assert.ok(!(await answer.text()).includes(EVIL), address)
      }
    }
    for (const path of [`//${EVIL}/`, `/\\${EVIL}`, `/desk//${EVIL}`, `/chat/s//${EVIL}`]) {
      const answer = await fetch(origin + path, { redirect: 'manual' })
      assert.ok(!(answer.headers.get('location') ?? '').includes(EVIL), path)
    }
    const given = { email: anna.email, password: anna.password, callbackURL: `https://${EVIL}/` }
    const answer = await fetch(origin + paths.signIn, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ ...given, redirect: true }),
    })
    assert.ok(!`${JSON.stringify([...answer.headers])}${await answer.text()}`.includes(EVIL))

    const page = await (await openContext(browser)).newPage()
    await page.goto(`${installation.balie}/desk?next=https://${EVIL}/&callbackURL=https://${EVIL}/`)
    await page.getByLabel(desk.names.email).fill(anna.email)
    await page.getByLabel(desk.names.password).fill(anna.password)
    await page.getByRole('button', { name: desk.names.signIn }).click()
    await expect(page.getByText(anna.name)).toBeVisible()
    assert.equal(new URL(page.url()).origin, installation.balie)
    await page.context().close()
  })

  for (const language of ['nl', 'en'] as const)
    it(`F5, F4 (${language}): a message that imitates the verified panel stays a message`, async () => {
      const citizen = await createCitizen(await openContext(browser, 'phone', language), language)
      const { names } = citizen
      const desk = await signedIn(anna, language)
      await citizen.choose(installation.core, names.question, names.without)
      await citizen.begin()
      const harmless = await watch(desk.page)
      await desk.take(names.question)
      const panel = await desk.identity.evaluate((element) => element.outerHTML)
      const words = `✔ ${names.identity}: ${names.deskVerified} ${SANNE.fullname} ${SANNE.bsn}, DigiD`
      const imitations = [
        `${panel.slice(0, 2500)}${words}`,
        `<section class="pane pane--identity" aria-labelledby="identity"><h2 id="identity">${names.identity}</h2><div class="identity identity--verified">${words}</div></section>`,
        `</p></li></ol></main><style>.identity { display: none } .message { position: fixed; inset: 0; z-index: 9999 }</style>${MARKUP}`,
        `position: fixed; top: 0; right: 0; } .identity::after { content: "Geverifieerd"`,
        `${BIDI[0]}dreefireveG${BIDI[1]} ${words}\n\n\n\n\n\n${words}`,
        `[Geverifieerd](javascript:alert(1)) https://${EVIL}/ {{identity.verified}} \${alert(1)}`,
      ]
      for (const text of imitations) await citizen.say(text)
      await expect(desk.page.getByRole('log')).toContainText('{{identity.verified}}')

      // The panel says what the server says, and nothing of it moved.
      await expect(desk.page.getByRole('region', { name: names.identity, exact: true })).toHaveCount(1)
      await expect(desk.identity.getByText(names.deskAwaiting)).toBeVisible()
      for (const word of [SANNE.fullname, SANNE.bsn, 'DigiD', '✔']) {
        await expect(desk.identity).not.toContainText(word)
      }
      // The messages are text and nothing else, inside their own area.
      const log = desk.page.getByRole('log')
      const texts = log.locator('.message__text')
      assert.equal(await texts.locator('section, style, img, a, script, h2, svg, [style], [id]').count(), 0)
      await expect(texts.nth(1)).toContainText('<section class="pane pane--identity"')
      await expect(texts.nth(4)).toContainText('U+202E')
      const shown = await log.innerText()
      assert.ok(!BIDI.some((character) => shown.includes(character)), 'no character turns text around')
      const boxes = await Promise.all([desk.identity, log].map((one) => one.boundingBox()))
      const [identity, messages] = boxes
      assert.ok(identity && messages && messages.x + messages.width <= identity.x, JSON.stringify(boxes))
      const inside = await desk.identity.evaluate((panel) => panel.closest('[role="log"]') !== null)
      assert.equal(inside, false)
      await harmless()
      await desk.close()
      for (const { page } of [citizen, desk]) await page.context().close()
    })

  it('F4: names and values of attributes with markup are text, for agent and citizen', async () => {
    const names = NAMES.nl
    const { clientUrl, deliver } = await startSession(installation)
    const value = `"><script>window.pwned = 2</script><svg onload="window.pwned = 3">${MARKUP}`
    await deliver({
      ...SANNE,
      fullname: value,
      address: `Dorpsstraat${BIDI[0]}21`,
      [MARKUP]: `</dd></dl>${MARKUP}`,
      [`naam${BIDI[0]}kcul`]: 'javascript:alert(1)',
    })
    const citizen = await createCitizen(await openContext(browser))
    const harmless = [await watch(citizen.page), await watch(desk.page)]
    await citizen.page.goto(clientUrl)
    await expect(citizen.page.getByText(MARKUP)).toBeVisible()
    await citizen.begin()
    await desk.take(names.move)
    await expect(desk.identity.getByText(value)).toBeVisible()
    await expect(desk.identity.getByText(MARKUP, { exact: true })).toBeVisible()
    await expect(desk.identity).toContainText(/Dorpsstraat.*U\+202E21/)
    await expect(desk.identity).toContainText(/naam.*U\+202Ekcul/)
    for (const page of [desk.page, citizen.page]) {
      await expect(page.locator('img, main script')).toHaveCount(0)
    }
    for (const check of harmless) await check()
    await desk.close()
    await citizen.page.context().close()
  })

  it('G1, R1: a colleague sees neither attributes nor messages, and can do nothing with the conversation', async () => {
    const names = NAMES.nl
    const bob = await signedIn(await addAgent('Bob Jansen'))
    const traffic = recordTraffic(bob.page)
    await bob.page.reload()
    const { clientUrl, deliver } = await startSession(installation)
    await deliver(SANNE)
    const citizen = await createCitizen(await openContext(browser))
    await citizen.page.goto(clientUrl)
    await citizen.begin()
    await citizen.say('Alleen voor Anna')
    await desk.take(names.move)
    await expect(desk.identity).toContainText(SANNE.fullname)
    const id = citizen.page.url().split('/').at(-1) ?? ''
    const attempts = [paths.conversation, paths.reveal, paths.close, paths.askAuthentication].map((path) => ({
      path: fillPath(path, { id }),
      method: path === paths.conversation ? 'GET' : 'POST',
    }))
    const statuses = await bob.page.evaluate(
      (all) =>
        Promise.all(
          all.map(async ({ path, method }) => {
            const headers = { 'content-type': 'application/json' }
            const body = method === 'POST' ? { body: JSON.stringify({ tag: 'bsn' }) } : {}
            return (await fetch(path, { method, headers, ...body })).status
          }),
        ),
      attempts,
    )
    assert.ok(
      statuses.every((status) => status >= 400 && status < 500),
      JSON.stringify(statuses),
    )
    await expect(bob.page.getByRole('list', { name: 'Bij collega’s' })).toContainText(names.move)
    const secrets = [...Object.values(SANNE), 'Alleen voor Anna']
    assert.deepEqual(await traffic.heard(secrets), [])
    await expect(desk.identity).toContainText(SANNE.fullname)
    await desk.close()
    await citizen.page.context().close()
    await bob.page.context().close()
  })

  it('R3, G3: after signing out in one tab, and when put out, sockets close and nothing is left on the screen', async () => {
    const names = NAMES.nl
    const carla = await addAgent('Carla Smit')
    const ways: ((own: DeskAgent) => Promise<void>)[] = [
      async ({ page }) => {
        const second = await page.context().newPage()
        await second.goto(`${installation.balie}/desk`)
        await second.getByRole('button', { name: names.signOut }).click()
        await expect(second.getByRole('heading', { name: names.signIn })).toBeVisible()
      },
      () => installation.disableAgent(carla.email),
    ]
    const { clientUrl, deliver } = await startSession(installation)
    await deliver(SANNE)
    const citizen = await createCitizen(await openContext(browser))
    await citizen.page.goto(clientUrl)
    await citizen.begin()
    await citizen.say('Alleen voor Carla')
    for (const [index, out] of ways.entries()) {
      const own = await createDeskAgent(await openContext(browser), installation.balie)
      const { sockets } = recordTraffic(own.page)
      await own.signIn(carla)
      if (index === 0) await own.take(names.move)
      else await own.page.getByRole('button', { name: new RegExp(`^${names.move}`) }).click()
      await expect(own.identity).toContainText(SANNE.fullname)
      await out(own)
      for (const socket of sockets) {
        await expect.poll(() => socket.isClosed(), { intervals: [50], timeout: 3000 }).toBe(true)
      }
      await expect(own.page.getByRole('heading', { name: names.signIn })).toBeVisible()
      const held = await heldByPage(own.page)
      assert.deepEqual(
        [...Object.values(SANNE), 'Alleen voor Carla'].filter((text) => held.includes(text)),
        [],
      )
      const status = await own.page.evaluate(async (path) => (await fetch(path)).status, paths.conversations)
      assert.equal(status, 401)
      await own.page.context().close()
    }
    await citizen.page.context().close()
  })
})
