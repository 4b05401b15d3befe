import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from '@playwright/test'
import { createDeskAgent, type DeskAgent } from './browser/agent.ts'
import { type Citizen, createCitizen } from './browser/citizen.ts'
import { expect } from './browser/expect.ts'
import { heldByPage } from './browser/held-by-page.ts'
import { NAMES } from './browser/names.ts'
import { openBrowser, openContext } from './browser/open-browser.ts'
import { recordTraffic } from './browser/traffic.ts'
import { SANNE } from './installation/configuration.ts'
import { type Agent, type Installation, startInstallation } from './installation/installation.ts'
import { startSession } from './installation/start-session.ts'
import { createUpdateListener, type UpdateListener } from './installation/update-listener.ts'

describe('session feedback and logging out', () => {
  let installation: Installation
  let browser: Browser
  let listener: UpdateListener
  let anna: Agent
  let desk: DeskAgent
  let chatty: Citizen
  let quietSince = 0

  before(async () => {
    listener = await createUpdateListener()
    await listener.start()
    installation = await startInstallation({
      keyType: 'EC',
      useAttrUrl: true,
      sessionUrlOrigins: [listener.origin],
      purposes: { report_move: { reauthenticate_after_minutes: 1 } },
    })
    browser = await openBrowser()
    anna = await installation.addAgent({
      email: 'anna@example.nl',
      name: 'Anna de Vries',
      team: 'burgerzaken',
    })
    desk = await createDeskAgent(await openContext(browser), installation.balie)
    await desk.signIn(anna)
    // Begun first and looked at last: what follows within a minute is told when the minute is over.
    chatty = await beginWith(`${listener.origin}/chatty`)
    // Heard of already, so that what is said now is news, which has to wait for its minute.
    await expect.poll(() => listener.typesOf('/chatty')).toEqual(['user_active'])
    for (const text of ['Een', 'Twee']) await chatty.say(text)
    quietSince = Date.now()
    await desk.take(chatty.names.move)
  })
  after(async () => {
    await browser?.close()
    await installation?.close()
    await listener?.stop()
  })

  /** A citizen who has begun, with Sanne's attributes, and a session URL or none. */
  async function beginWith(sessionUrl?: string): Promise<Citizen> {
    const { clientUrl, deliver } = await startSession(installation)
    await deliver(SANNE, sessionUrl)
    const citizen = await createCitizen(await openContext(browser, 'phone'))
    await citizen.page.goto(clientUrl)
    await citizen.begin()
    return citizen
  }

  for (const language of ['nl', 'en'] as const) {
    it(`SF-1 to SF-4, R3, F7 (${language}): Logout ends it for both, and the plugin knows; nothing is left`, async () => {
      const names = NAMES[language]
      const citizen = await createCitizen(await openContext(browser, 'phone', language), language)
      const { page } = citizen
      const traffic = recordTraffic(page)
      const desk = await createDeskAgent(
        await openContext(browser, 'wide', language),
        installation.balie,
        language,
      )
      await desk.signIn(anna)
      await citizen.choose(installation.core, names.move)
      await citizen.authenticate()
      await citizen.begin()
      await citizen.say('Ik woon nu ergens anders')
      await desk.take(names.move)
      await expect(desk.identity).toContainText(SANNE.fullname)
      await desk.say('Dat zie ik')
      await expect(page.getByRole('log')).toContainText('Dat zie ik')
      await citizen.box.fill('Nog niet verst')

      const plugin = await (await openContext(browser)).newPage()
      await plugin.goto(`${installation.auth}/sessions`)
      const session = plugin.getByRole('region', { name: /^Sessie/ }).first()
      await expect(session.getByText('actief')).toHaveCount(1)

      const { page: second } = await createCitizen(page.context(), language)
      await second.goto(page.url())
      await expect(second.getByRole('log')).toContainText('Dat zie ik')

      const answer = page.waitForResponse(/\/logout$/)
      await citizen.logOut()
      const headers = await (await answer).allHeaders()
      assert.match(headers['cache-control'] ?? '', /no-store/)
      assert.equal(headers['clear-site-data'], '"cache"', 'and no cookie of the domain')
      await expect(page.getByRole('heading', { name: names.loggedOut })).toBeVisible()
      await expect(second.getByRole('heading', { name: names.loggedOut })).toBeVisible()
      await expect(desk.page.getByText(names.over)).toBeVisible()
      await expect(desk.identity).not.toContainText(SANNE.fullname)
      await expect(session.getByText('uitgelogd')).toHaveCount(1)

      for (const socket of traffic.sockets) await expect.poll(() => socket.isClosed()).toBe(true)
      await second.close()
      const gone = ['Ik woon nu', 'Dat zie ik', 'Nog niet verst', ...Object.values(SANNE)]
      await page.goto(installation.core)
      traffic.forget()
      await page.goBack()
      await expect(page.getByRole('heading', { name: names.loggedOut })).toBeVisible()
      const held = await heldByPage(page)
      assert.deepEqual(
        gone.filter((text) => held.includes(text)),
        [],
      )
      assert.deepEqual(await traffic.heard(gone), [])
      await expect(page.getByRole('button', { name: names.logOut })).toHaveCount(0)

      // SF-4: the browser was at the plugin to log in, and never at a session URL.
      assert.ok(traffic.addresses.some((address) => address.startsWith(`${installation.auth}/authenticate/`)))
      assert.deepEqual(
        traffic.addresses.filter((address) => new URL(address).pathname.startsWith('/session')),
        [],
      )
      await expect(plugin.getByText('dit mag niet')).toHaveCount(0)
      for (const { context } of [page, desk.page, plugin].map((one) => ({ context: one.context() }))) {
        await context.close()
      }
    })
  }

  it('SF-5: without a session URL there is no Logout button, logged in or not', async () => {
    const before = listener.received.length
    const withIdentity = await beginWith()
    await expect(withIdentity.page.getByText(withIdentity.names.verified).first()).toBeVisible()
    const without = await createCitizen(await openContext(browser, 'phone'))
    await without.choose(installation.core, without.names.question, without.names.without)
    await without.begin()
    for (const citizen of [withIdentity, without]) {
      await citizen.say('Ik ben er')
      await expect(citizen.page.getByRole('button', { name: citizen.names.end })).toBeVisible()
      await expect(citizen.page.getByRole('button', { name: citizen.names.logOut })).toHaveCount(0)
      await citizen.page.getByRole('button', { name: citizen.names.end }).click()
      await citizen.page.getByRole('button', { name: citizen.names.endYes }).click()
      await expect(citizen.page.getByRole('heading', { name: citizen.names.ended }).first()).toBeVisible()
      await citizen.page.context().close()
    }
    const since = listener.received.slice(before).filter(({ request }) => !request.includes('/chatty'))
    assert.deepEqual(since, [])
  })

  it('SF-3: Logout is still there when the agent has ended it, and tells the plugin', async () => {
    const citizen = await beginWith(`${listener.origin}/after-the-end`)
    const own = await createDeskAgent(await openContext(browser), installation.balie)
    await own.signIn(anna)
    await own.take(citizen.names.move)
    await own.say('Wij zijn klaar')
    await own.close()
    await expect(citizen.page.getByRole('heading', { name: citizen.names.ended }).first()).toBeVisible()
    await citizen.page.getByRole('button', { name: citizen.names.logOut }).click()
    await expect(citizen.page.getByRole('heading', { name: citizen.names.loggedOut })).toBeVisible()
    await expect(citizen.page.getByText('Wij zijn klaar')).toHaveCount(0)
    await expect.poll(() => listener.typesOf('/after-the-end')).toEqual(['user_active', 'logout'])
    await expect(citizen.page.getByRole('button', { name: citizen.names.logOut })).toHaveCount(0)
    await citizen.page.context().close()
    await own.page.context().close()
  })

  it('SF-1: a session URL with a query of its own keeps it', async () => {
    const citizen = await beginWith(`${listener.origin}/own-query?tenant=7&note=a%20b`)
    await citizen.logOut()
    await expect(citizen.page.getByRole('heading', { name: citizen.names.loggedOut })).toBeVisible()
    await expect
      .poll(() => listener.received.map(({ request }) => request).filter((one) => one.includes('/own-query')))
      .toEqual(['user_active', 'logout'].map((type) => `POST /own-query?tenant=7&note=a%20b&type=${type}`))
    await citizen.page.context().close()
  })

  it('SF-6, O3: a logout survives kill -9 with an unreachable plugin', async () => {
    const citizen = await beginWith(`${listener.origin}/lost`)
    await expect.poll(() => listener.typesOf('/lost')).toEqual(['user_active'])
    await listener.stop()
    const answer = citizen.page.waitForResponse(/\/logout$/)
    await citizen.logOut()
    assert.equal((await answer).status(), 200)
    await installation.killBalie()
    await installation.startBalie()
    await listener.start()
    await expect.poll(() => listener.typesOf('/lost'), { timeout: 90_000 }).toEqual(['user_active', 'logout'])
    await citizen.page.reload()
    await expect(citizen.page.getByRole('heading', { name: citizen.names.loggedOut })).toBeVisible()
    await citizen.page.context().close()
  })

  it('SF-2, SF-6, SF-7, AC-4: activity is coalesced to one a minute, and nothing follows a logout, which is told to everyone', async () => {
    await expect
      .poll(() => listener.typesOf('/chatty'), { timeout: 90_000 })
      .toEqual(['user_active', 'user_active'])
    const [first, last] = listener.received.filter(({ request }) => request.includes('/chatty'))
    assert.ok((last?.at ?? 0) - (first?.at ?? 0) >= 55_000)
    // AC-4: back after a pause of a minute, one is asked to log in again. SF-7: then one is logged out of both.
    await expect.poll(() => Date.now() - quietSince, { timeout: 70_000 }).toBeGreaterThan(61_000)
    await chatty.say('Drie')
    await expect(chatty.logInRegion).toContainText(chatty.names.logInPause)
    await expect(desk.identity.getByRole('list', { name: 'Let op' })).toContainText('lange pauze')
    await chatty.goToLogIn()
    await chatty.authenticate()
    await expect(chatty.logInRegion).toContainText(chatty.names.logInDone)
    const plugin = await (await openContext(browser)).newPage()
    await plugin.goto(`${installation.auth}/sessions`)
    const newest = plugin.getByRole('region', { name: /^Sessie/ }).first()
    await chatty.logOut()
    await expect(chatty.page.getByRole('heading', { name: chatty.names.loggedOut })).toBeVisible()
    await expect(newest.getByText('uitgelogd')).toHaveCount(1)
    await expect.poll(() => listener.typesOf('/chatty').at(-1)).toBe('logout')
    // Whatever else there was to tell of all those sessions, nothing came after a logout.
    for (const path of ['/chatty', '/own-query', '/after-the-end', '/lost']) {
      assert.equal(listener.typesOf(path).indexOf('logout'), listener.typesOf(path).length - 1, path)
    }
    // P1: an operator may read to where, and no more.
    const log = installation.balieOutput()
    for (const part of ['/chatty', '/own-query', 'tenant=7', '/lost']) assert.ok(!log.includes(part), part)
  })
})
