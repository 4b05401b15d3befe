import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import type { Browser } from '@playwright/test'
import { createDeskAgent, type DeskAgent } from './browser/agent.ts'
import { type Citizen, createCitizen } from './browser/citizen.ts'
import { expect } from './browser/expect.ts'
import { openBrowser, openContext } from './browser/open-browser.ts'
import { type Agent, type Installation, startInstallation } from './installation/installation.ts'

describe('a conversation that is disturbed', () => {
  let installation: Installation
  let browser: Browser
  let anna: Agent
  let citizen: Citizen
  let desk: DeskAgent

  before(async () => {
    installation = await startInstallation({ keyType: 'EC', useAttrUrl: true })
    anna = await installation.addAgent({
      email: 'anna@example.nl',
      name: 'Anna de Vries',
      team: 'burgerzaken',
    })
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await installation?.close()
  })

  beforeEach(async () => {
    citizen = await createCitizen(await openContext(browser, 'phone'))
    desk = await createDeskAgent(await openContext(browser), installation.balie)
    await citizen.choose(installation.core, 'Verhuizing doorgeven')
    await citizen.authenticate()
    await citizen.begin()
    await desk.signIn(anna)
    await desk.take('Verhuizing doorgeven')
    await citizen.say('Een')
    await expect(desk.page.getByRole('log')).toContainText('Een')
    await desk.say('Twee')
    await expect(citizen.page.getByRole('log')).toContainText('Twee')
  })
  afterEach(async () => {
    await desk.close()
    await citizen.page.context().close()
    await desk.page.context().close()
  })

  /** Both sides show the same messages in the same order, each once, and these are them. */
  async function bothShow(expected: readonly string[]) {
    for (const { page, said } of [citizen, desk]) {
      await expect(page.getByRole('log').locator('.message__text')).toHaveCount(expected.length, {
        timeout: 30_000,
      })
      await expect(page.getByText('Wordt verstuurd')).toHaveCount(0)
      await expect(page.getByText('Wacht op verbinding')).toHaveCount(0)
      assert.deepEqual([...(await said())].sort(), [...expected].sort())
    }
    assert.deepEqual(await citizen.said(), await desk.said())
  }

  it('R5: keeps every word when the connection is cut and restored, from both sides, once and in order', async () => {
    installation.network.cut()
    await expect(citizen.page.getByText('De verbinding is weg')).toBeVisible()
    await expect(desk.page.getByText('De verbinding is weg')).toBeVisible()
    await citizen.say('Drie, in de tunnel')
    await citizen.say('Vier, in de tunnel')
    await desk.say('Vijf, van de medewerker')
    await desk.say('Zes, van de medewerker')
    await expect(citizen.page.getByText('Wacht op verbinding')).toHaveCount(2)
    installation.network.restore()
    const all = [
      'Een',
      'Twee',
      'Drie, in de tunnel',
      'Vier, in de tunnel',
      'Vijf, van de medewerker',
      'Zes, van de medewerker',
    ]
    await bothShow(all)
    const order = await citizen.said()
    assert.ok(order.indexOf('Drie, in de tunnel') < order.indexOf('Vier, in de tunnel'))
    assert.ok(order.indexOf('Vijf, van de medewerker') < order.indexOf('Zes, van de medewerker'))
    await citizen.say('Zeven, weer boven de grond')
    await bothShow([...all, 'Zeven, weer boven de grond'])
  })

  it('R5: keeps every word when the connection is cut again and again while both sides write', async () => {
    const all = ['Een', 'Twee']
    for (let round = 1; round <= 5; round++) {
      const [mine, theirs] = [`Burger ${round}`, `Medewerker ${round}`]
      all.push(mine, theirs)
      const writing = Promise.all([citizen.say(mine), desk.say(theirs)])
      installation.network.cut()
      await writing
      installation.network.restore()
    }
    await bothShow(all)
    const order = await citizen.said()
    for (const side of ['Burger', 'Medewerker']) {
      const own = order.filter((text) => text.startsWith(side))
      assert.deepEqual(
        own,
        [1, 2, 3, 4, 5].map((round) => `${side} ${round}`),
      )
    }
  })

  it('V1: goes on where it was when the server is killed and started again', async () => {
    await citizen.say('Drie, vlak voor de klap')
    await installation.killBalie()
    await citizen.say('Vier, terwijl er niemand is')
    await desk.say('Vijf, terwijl er niemand is')
    await installation.startBalie()
    const all = [
      'Een',
      'Twee',
      'Drie, vlak voor de klap',
      'Vier, terwijl er niemand is',
      'Vijf, terwijl er niemand is',
    ]
    await bothShow(all)
    await desk.page.reload()
    await expect(desk.identity).toContainText('Sanne Jansen')
    await desk.say('Zes, gewoon verder')
    await bothShow([...all, 'Zes, gewoon verder'])
  })

  it('V1: a citizen who left while the server was down is shown as gone, and as back when the page is', async () => {
    await expect(desk.page.getByText('Burger is op de pagina')).toBeVisible()
    await installation.killBalie()
    const address = citizen.page.url()
    await citizen.page.goto('about:blank')
    await installation.startBalie()
    await expect(desk.page.getByText('Burger is niet op de pagina').first()).toBeVisible()
    await citizen.page.goto(address)
    await expect(desk.page.getByText('Burger is op de pagina')).toBeVisible()
    await bothShow(['Een', 'Twee'])
  })

  it('FL-3, FL-6: goes on without the core and the authentication plugin', async () => {
    await installation.stopFarSide()
    await citizen.say('Drie, zonder core')
    await desk.say('Vier, zonder core')
    await bothShow(['Een', 'Twee', 'Drie, zonder core', 'Vier, zonder core'])
    await expect(desk.identity).toContainText('Sanne Jansen')
    await installation.startFarSide()
  })

  it('survives a reload of both pages, and what was typed is still there', async () => {
    await citizen.page.getByRole('textbox', { name: 'Uw bericht' }).fill('Nog niet verst')
    await citizen.page.reload()
    await desk.page.reload()
    await expect(citizen.page.getByRole('textbox', { name: 'Uw bericht' })).toHaveValue('Nog niet verst')
    await citizen.say('Nu wel verstuurd')
    await bothShow(['Een', 'Twee', 'Nu wel verstuurd'])
  })

  it('shows on both sides that the other types and has read', async () => {
    await desk.page.getByRole('textbox', { name: 'Uw bericht' }).pressSequentially('Even kijken')
    await expect(citizen.page.getByText('Anna de Vries typt…')).toBeVisible()
    await citizen.say('Leest u mee?')
    await expect(citizen.page.getByRole('log').getByText('Gelezen').last()).toBeVisible()
    await desk.page.getByRole('textbox', { name: 'Uw bericht' }).fill('')
    await citizen.page.getByRole('textbox', { name: 'Uw bericht' }).pressSequentially('Dank')
    await expect(desk.page.getByText('Burger typt…')).toBeVisible()
    await citizen.page.getByRole('textbox', { name: 'Uw bericht' }).fill('')
    await desk.say('Ja, ik lees mee')
    await expect(desk.page.getByRole('log').getByText('Gelezen').last()).toBeVisible()
  })
})
