import { after, before, describe, it } from 'node:test'
import type { Browser } from '@playwright/test'
import { createDeskAgent, type DeskAgent } from './browser/agent.ts'
import { createCitizen } from './browser/citizen.ts'
import { expect } from './browser/expect.ts'
import { openBrowser, openContext } from './browser/open-browser.ts'
import { SANNE } from './installation/configuration.ts'
import { type Installation, startInstallation } from './installation/installation.ts'

describe('attributes that come late, or not', () => {
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

  it('FL-4, FL-8: the agent sees them the moment they come, without reloading', async () => {
    const citizen = await createCitizen(await openContext(browser, 'phone'))
    await citizen.choose(installation.core, 'Verhuizing doorgeven')
    await citizen.page.getByRole('radio', { name: 'Later' }).check()
    await citizen.authenticate()
    await citizen.begin()
    await desk.take('Verhuizing doorgeven')
    await expect(desk.identity).toContainText('Nog niet geverifieerd')
    await expect(desk.identity).not.toContainText(SANNE.fullname)

    const tester = await (await openContext(browser)).newPage()
    await tester.goto(`${installation.auth}/sessions`)
    await tester.getByRole('button', { name: 'Nu versturen' }).click()

    await expect(desk.identity).toContainText(SANNE.fullname)
    await expect(desk.identity).toContainText('Geverifieerd')
    await expect(citizen.page.getByText('Uw identiteit is bevestigd').first()).toBeVisible()
    await desk.close()
  })

  it('UN-1, UN-4: without authentication the agent reads plainly that nobody is verified', async () => {
    const citizen = await createCitizen(await openContext(browser, 'phone'))
    await citizen.choose(installation.core, 'Algemene vraag', 'Zonder inloggen')
    await citizen.begin()
    await desk.take('Algemene vraag')
    await expect(desk.identity).toContainText('Nog niet geverifieerd')
    // B11: half a minute after beginning.
    await expect(desk.identity).toContainText('Niet geverifieerd', { timeout: 40_000 })
    await desk.close()
  })

  for (const button of ['Inloggen mislukt', 'Annuleren']) {
    it(`AU-1: after "${button}" the conversation goes on without an identity`, async () => {
      const citizen = await createCitizen(await openContext(browser, 'phone'))
      await citizen.choose(installation.core, 'Verhuizing doorgeven')
      await citizen.authenticate(button)
      await expect(citizen.page.getByText('Start het gesprek')).toBeVisible()
      // B11: the purpose does not allow it, so the citizen reads what to do.
      if (button === 'Inloggen mislukt') {
        await expect(citizen.page.getByText('Voor dit onderwerp moeten wij weten wie u bent')).toBeVisible()
      }
      await citizen.begin()
      await desk.take('Verhuizing doorgeven')
      await expect(desk.identity).toContainText(
        button === 'Annuleren' ? 'Nog niet geverifieerd' : 'Verificatie mislukt',
      )
      await expect(desk.identity).not.toContainText(SANNE.fullname)
      await desk.close()
    })
  }
})
