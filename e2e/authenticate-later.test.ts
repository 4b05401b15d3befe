import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from '@playwright/test'
import { createDeskAgent, type DeskAgent } from './browser/agent.ts'
import { type Citizen, createCitizen } from './browser/citizen.ts'
import { expect } from './browser/expect.ts'
import type { Language } from './browser/names.ts'
import { openBrowser, openContext } from './browser/open-browser.ts'
import { SANNE } from './installation/configuration.ts'
import { type Agent, type Installation, startInstallation } from './installation/installation.ts'

const variants = [
  { title: 'RSA keys, reception 3', keyType: 'RSA', useAttrUrl: true, language: 'nl' },
  { title: 'EC keys, reception 2', keyType: 'EC', useAttrUrl: false, language: 'en' },
] as const

for (const { title, keyType, useAttrUrl, language } of variants) {
  describe(`logging in during the conversation: ${title}`, () => {
    let installation: Installation
    let browser: Browser
    let anna: Agent
    let desk: DeskAgent

    before(async () => {
      installation = await startInstallation({ keyType, useAttrUrl, twoMethods: true })
      browser = await openBrowser()
      anna = await installation.addAgent({
        email: 'anna@example.nl',
        name: 'Anna de Vries',
        team: 'burgerzaken',
      })
      desk = await deskIn(language)
    })
    after(async () => {
      await browser?.close()
      await installation?.close()
    })

    async function deskIn(language: Language): Promise<DeskAgent> {
      const context = await openContext(browser, 'wide', language)
      const agent = await createDeskAgent(context, installation.balie, language)
      await agent.signIn(anna)
      return agent
    }

    /** A citizen who did not log in, in a conversation with the agent about a question or a move. */
    async function unverified(about: 'question' | 'move'): Promise<Citizen> {
      const citizen = await createCitizen(await openContext(browser, 'phone', language), language)
      const { names } = citizen
      await citizen.choose(
        installation.core,
        names[about],
        about === 'question' ? names.without : 'Testinlog',
      )
      if (about === 'move') await citizen.authenticate(names.cancel)
      await citizen.begin()
      await citizen.say('Dit schreef ik eerst')
      await desk.take(names[about])
      await expect(desk.identity).toContainText(names.deskAwaiting)
      await desk.say('Dag, wie bent u?')
      await expect(citizen.page.getByRole('log')).toContainText('wie bent u?')
      return citizen
    }

    /** Back in the same conversation, with everything that was there. */
    async function expectSameConversation({ page, box, said }: Citizen, address: string) {
      await page.waitForURL(address)
      await expect(page.getByRole('log')).toContainText('wie bent u?')
      assert.deepEqual(await said(), ['Dit schreef ik eerst', 'Dag, wie bent u?'])
      await expect(box).toHaveValue('Nog niet verstuurd')
    }

    it('UN-3, AC-1 to AC-3, AC-7: the agent asks, the citizen sees why, logs in, and is back with everything', async () => {
      const citizen = await unverified('move')
      const { page, names, logInRegion } = citizen
      const address = page.url()
      await citizen.box.fill('Nog niet verstuurd')
      await desk.ask()
      await expect(logInRegion).toContainText(names.logInAsked)
      // One method needs no choice.
      await citizen.goToLogIn()
      assert.equal(new URL(page.url()).origin, installation.auth)
      await expect(desk.identity).toContainText(names.deskUnderWay)
      await citizen.authenticate()
      await expectSameConversation(citizen, address)
      assert.ok(!page.url().includes('result'))
      await expect(desk.identity).toContainText(SANNE.fullname)
      await expect(desk.identity.getByText(names.deskVerified, { exact: true })).toBeVisible()
      await expect(desk.identity).toContainText('Testinlog')
      await expect(logInRegion).toContainText(names.logInDone)
      await expect(page.getByText(names.verified).first()).toBeVisible()
      await expect(page.getByRole('button', { name: names.logOut })).toBeVisible()
      await citizen.box.press('Enter')
      await expect(desk.page.getByRole('log')).toContainText('Nog niet verstuurd')
      await desk.close()
      await page.context().close()
    })

    it('AC-7, AC-8: of two methods the citizen chooses; stopped or failed, both see it, and it can be tried again', async () => {
      const citizen = await unverified('question')
      const { page, names, logInRegion } = citizen
      const address = page.url()
      await citizen.box.fill('Nog niet verstuurd')
      await desk.ask()
      const choose = async (method: string) => {
        const button = new RegExp(`^(${names.logIn}|${names.logInAgain})$`)
        await logInRegion.getByRole('button', { name: button }).click()
        const dialog = page.getByRole('dialog', { name: names.logIn })
        await expect(dialog.getByRole('button', { name: 'Testinlog' })).toBeVisible()
        await dialog.getByRole('button', { name: method }).click()
      }
      // Reception 2 knows of a cancellation at once; with 3 silence tells, which takes longer: there it fails.
      const [button, seen, deskSeen] = useAttrUrl
        ? [names.notSucceeded, names.logInFailed, names.deskFailed]
        : [names.cancel, names.logInCancelled, names.deskCancelled]
      await choose('Testinlog')
      await citizen.authenticate(button)
      await expectSameConversation(citizen, address)
      await expect(logInRegion).toContainText(seen)
      await expect(desk.identity).toContainText(deskSeen)
      await expect(desk.identity).not.toContainText(SANNE.email)

      await choose('Reservelogin')
      await citizen.authenticate()
      await expectSameConversation(citizen, address)
      await expect(desk.identity).toContainText(SANNE.email)
      await expect(desk.identity).toContainText('Reservelogin')
      await expect(desk.identity).not.toContainText(deskSeen)
      await desk.close()
      await page.context().close()
    })

    it('UN-2, B11: where the purpose needs it, the citizen is asked without an agent', async () => {
      const citizen = await createCitizen(await openContext(browser, 'phone', language), language)
      const { page, names, logInRegion } = citizen
      await citizen.choose(installation.core, names.move)
      await citizen.authenticate(names.notSucceeded)
      await citizen.begin()
      await expect(logInRegion).toContainText(names.logInRequired)
      await citizen.goToLogIn()
      await citizen.authenticate()
      await expect(logInRegion).toContainText(names.logInDone)
      await desk.take(names.move)
      await expect(desk.identity).toContainText(SANNE.fullname)
      await desk.close()
      await page.context().close()
    })

    if (useAttrUrl) {
      it('V2: without a core the citizen reads so, and the conversation goes on', async () => {
        const citizen = await unverified('question')
        const { page, names } = citizen
        await desk.ask()
        await installation.stopFarSide()
        await citizen.logInRegion.getByRole('button', { name: names.logIn }).click()
        const dialog = page.getByRole('dialog', { name: names.logIn })
        await expect(dialog.getByRole('alert')).toContainText('De inlogdienst is niet bereikbaar')
        await installation.startFarSide()
        await dialog.getByRole('button', { name: 'Opnieuw proberen' }).click()
        await dialog.getByRole('button', { name: 'Testinlog' }).click()
        await citizen.authenticate()
        await expect(desk.identity).toContainText(SANNE.email)
        await desk.close()
        await page.context().close()
      })

      it('UN-1, UN-2, UN-4: the citizen logs in by oneself, from a conversation without an identity', async () => {
        const citizen = await unverified('question')
        const { page, names } = citizen
        const address = page.url()
        await citizen.box.fill('Nog niet verstuurd')
        await citizen.openIdentity()
        await page.locator('.identity-line').getByRole('button', { name: names.logIn, exact: true }).click()
        await page.getByRole('dialog').getByRole('button', { name: 'Testinlog' }).click()
        await citizen.authenticate()
        await expectSameConversation(citizen, address)
        await expect(desk.identity).toContainText(SANNE.email)
        await desk.close()
        await page.context().close()
      })
    }
  })
}
