import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from '@playwright/test'
import { createDeskAgent } from './browser/agent.ts'
import { press, type, walkTo } from './browser/by-keyboard.ts'
import { createCitizen } from './browser/citizen.ts'
import { expect } from './browser/expect.ts'
import { expectSound } from './browser/expect-sound.ts'
import { NAMES, type Names } from './browser/names.ts'
import { openBrowser } from './browser/open-browser.ts'
import { type Agent, type Installation, startInstallation } from './installation/installation.ts'

describe('WCAG 2.2 AA, as far as a machine can tell', () => {
  let installation: Installation
  let browser: Browser
  let anna: Agent
  before(async () => {
    installation = await startInstallation({
      keyType: 'EC',
      useAttrUrl: true,
      twoMethods: true,
      // So short that the end comes near at once, and staying does not put it off.
      purposes: { general_question: { longest_minutes: 5 } },
    })
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

  for (const width of [320, 1280]) {
    it(`every page at ${width} px`, async () => {
      const viewport = { width, height: 800 }
      const citizen = await createCitizen(await browser.newContext({ locale: 'nl-NL', viewport }))
      const desk = await createDeskAgent(
        await browser.newContext({ locale: 'nl-NL', viewport }),
        installation.balie,
      )
      await desk.page.goto(`${installation.balie}/desk`)
      await expect(desk.page.getByLabel('E-mailadres')).toBeVisible()
      await expectSound(desk.page, 'sign-in')

      await citizen.page.goto(installation.core)
      await expectSound(citizen.page, 'core: purposes')
      await citizen.choose(installation.core, 'Verhuizing doorgeven')
      await expectSound(citizen.page, 'test login')
      await citizen.authenticate()
      await expect(citizen.page.getByRole('button', { name: 'Start het gesprek' })).toBeVisible()
      await expectSound(citizen.page, 'citizen: before')
      await citizen.begin()
      await expectSound(citizen.page, 'citizen: waiting')
      await citizen.say('Een vraag')

      await desk.signIn(anna)
      await expectSound(desk.page, 'desk: list')
      await desk.take('Verhuizing doorgeven')
      await desk.say('Een antwoord')
      await expect(citizen.page.getByRole('log')).toContainText('Een antwoord')
      await expectSound(desk.page, 'desk: conversation')
      await expectSound(citizen.page, 'citizen: conversation')
      await desk.close()
      await expect(citizen.page.getByRole('heading', { name: 'Het gesprek is afgelopen' })).toBeVisible()
      await expectSound(citizen.page, 'citizen: ended')
      await expectSound(desk.page, 'desk: ended')
      const other = await (await browser.newContext({ locale: 'nl-NL', viewport })).newPage()
      await other.goto(citizen.page.url())
      await expect(other.getByText('U kunt dit gesprek niet in deze browser openen')).toBeVisible()
      await expectSound(other, 'citizen: elsewhere')
    })
  }

  for (const [width, language] of [
    [320, 'nl'],
    [1280, 'en'],
  ] as const) {
    it(`logging in and out, the end coming near, one's information, at ${width} px (${language})`, async () => {
      const names = NAMES[language]
      const locale = language === 'nl' ? 'nl-NL' : 'en-GB'
      const open = () => browser.newContext({ locale, viewport: { width, height: 800 } })
      const citizen = await createCitizen(await open(), language)
      const desk = await createDeskAgent(await open(), installation.balie, language)
      const { page } = citizen
      await citizen.choose(installation.core, names.question, names.without)
      await citizen.begin()
      // A page that has just come warns in the last five minutes, which are all there is.
      await page.reload()
      await expect(page.getByRole('alertdialog', { name: names.stay })).toBeVisible()
      await expectSound(page, 'citizen: the end comes near')
      // A page that has just come does not know that staying puts nothing off.
      const stay = async (one: Page) => {
        await one.getByRole('button', { name: names.stayYes }).click()
        await expect(one.getByText(names.closesAt)).toBeVisible()
      }
      await stay(page)
      await expectSound(page, 'citizen: the end cannot be put off')

      await desk.signIn(anna)
      await desk.take(names.question)
      await showIdentity(desk.page, names)
      await desk.ask()
      await expectSound(desk.page, 'desk: asked')
      await expect(citizen.logInRegion).toContainText(names.logInAsked)
      await expectSound(page, 'citizen: asked')
      const choose = async () => {
        const button = new RegExp(`^(${names.logIn}|${names.logInAgain})$`)
        await citizen.logInRegion.getByRole('button', { name: button }).click()
        await expect(page.getByRole('button', { name: 'Reservelogin' })).toBeVisible()
      }
      await choose()
      await expectSound(page, 'citizen: choosing a method')
      await page.getByRole('button', { name: 'Reservelogin' }).click()
      await citizen.authenticate(names.notSucceeded)
      await stay(page)
      await expect(citizen.logInRegion).toContainText(names.logInFailed)
      await expectSound(page, 'citizen: failed')
      await expect(desk.identity).toContainText(names.deskFailed)
      await expectSound(desk.page, 'desk: failed')
      await choose()
      await page.getByRole('button', { name: 'Testinlog' }).click()
      await citizen.authenticate()
      await stay(page)
      await expect(citizen.logInRegion).toContainText(names.logInDone)
      await expectSound(page, 'citizen: logged in')
      await expect(desk.identity).toContainText('Testinlog')
      await expectSound(desk.page, 'desk: logged in')

      await citizen.openIdentity()
      await page.getByRole('button', { name: names.receipt }).click()
      await expect(page.getByRole('heading', { name: names.receiptGoes })).toBeVisible()
      await expectSound(page, 'citizen: what was shared')
      await page.getByRole('dialog').getByRole('button', { name: names.close }).click()
      await page.getByRole('button', { name: names.withdraw }).click()
      await expectSound(page, 'citizen: withdraw?')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: names.logOut }).click()
      await expectSound(page, 'citizen: log out?')
      await page.keyboard.press('Escape')

      const other = await createCitizen(await open(), language)
      await other.page.goto(page.url())
      await expect(other.page.getByRole('button', { name: names.elsewhereLogIn })).toBeVisible()
      await expectSound(other.page, 'citizen: elsewhere, with a way in')
      await other.page.getByRole('button', { name: names.elsewhereLogIn }).click()
      await other.page.getByRole('button', { name: 'Testinlog' }).click()
      await other.authenticate(names.succeeded, { email: 'bram@example.nl' })
      await stay(other.page)
      await expectSound(other.page, 'citizen: in from elsewhere')
      await expect(desk.identity).toContainText('bram@example.nl')
      await expectSound(desk.page, 'desk: alerts')
      await expect(page.getByRole('heading', { name: names.elsewhere })).toBeVisible()
      await other.logOut()
      await expect(other.page.getByRole('heading', { name: names.loggedOut })).toBeVisible()
      await expectSound(other.page, 'citizen: logged out')
      for (const one of [page, other.page, desk.page]) await one.context().close()
    })
  }

  it('staying, logging in, seeing what was shared and logging out by keyboard only', async () => {
    const context = { locale: 'nl-NL', viewport: { width: 1280, height: 800 } }
    const citizen = await createCitizen(await browser.newContext(context))
    const desk = await createDeskAgent(await browser.newContext(context), installation.balie)
    const { page, names } = citizen
    await citizen.choose(installation.core, names.question, names.without)
    await press(page, page.getByRole('button', { name: names.begin }))
    await expect(citizen.box).toBeVisible()
    await page.reload()
    await press(page, page.getByRole('button', { name: names.stayYes }))
    await type(page, citizen.box, 'Zonder muis')
    await desk.signIn(anna)
    await expect(desk.page.getByRole('button', { name: /^Oppakken/ })).toBeVisible()
    await desk.page.keyboard.press('t')
    await expect(desk.page.getByRole('log')).toContainText('Zonder muis')
    // Asking is one key, while nobody types.
    await walkTo(desk.page, desk.identity.getByRole('button', { name: names.ask }))
    await desk.page.keyboard.press('v')
    await expect(desk.identity).toContainText(names.deskAsked)
    await press(page, citizen.logInRegion.getByRole('button', { name: names.logIn }))
    await press(page, page.getByRole('button', { name: 'Testinlog' }))
    await press(page, page.getByRole('button', { name: names.succeeded }))
    await press(page, page.getByRole('button', { name: names.stayYes }))
    await expect(citizen.logInRegion).toContainText(names.logInDone)
    await press(page, page.locator('.identity-line summary'))
    const receipt = page.getByRole('button', { name: names.receipt })
    await press(page, receipt)
    await expect(page.getByRole('dialog', { name: names.receipt })).toBeVisible()
    await page.keyboard.press('Escape')
    // Whoever closes it is where they were.
    await expect(receipt).toBeFocused()
    await press(page, page.getByRole('button', { name: names.logOut }))
    await press(page, page.getByRole('button', { name: names.logOutYes }))
    await expect(page.getByRole('heading', { name: names.loggedOut })).toBeFocused()
    for (const one of [page, desk.page]) await one.context().close()
  })

  it('a conversation from begin to end by keyboard only', async () => {
    const context = { locale: 'nl-NL', viewport: { width: 1280, height: 800 } }
    const citizen = await createCitizen(await browser.newContext(context))
    const desk = await createDeskAgent(await browser.newContext(context), installation.balie)
    await citizen.choose(installation.core, 'Verhuizing doorgeven')
    await citizen.authenticate()
    await press(citizen.page, citizen.page.getByRole('button', { name: 'Start het gesprek' }))
    await type(citizen.page, citizen.page.getByRole('textbox', { name: 'Uw bericht' }), 'Zonder muis')

    await desk.page.goto(`${installation.balie}/desk`)
    await type(desk.page, desk.page.getByLabel('E-mailadres'), anna.email)
    await type(desk.page, desk.page.getByLabel('Wachtwoord'), anna.password)
    await expect(desk.page.getByRole('button', { name: /^Oppakken/ })).toBeVisible()
    // Taking a conversation is one key.
    await desk.page.keyboard.press('t')
    await expect(desk.page.getByRole('log')).toContainText('Zonder muis')
    await type(desk.page, desk.page.getByRole('textbox', { name: 'Uw bericht' }), 'Ook zonder muis')
    await expect(citizen.page.getByRole('log')).toContainText('Ook zonder muis')
    await press(desk.page, desk.page.getByRole('button', { name: 'Gesprek afsluiten' }))
    await press(desk.page, desk.page.getByRole('button', { name: 'Ja, afsluiten' }))
    await expect(citizen.page.getByRole('heading', { name: 'Het gesprek is afgelopen' })).toBeVisible()
  })
})

/** Where one pane shows at a time, the one with the identity. */
async function showIdentity(page: Page, names: Names) {
  const button = page
    .getByRole('navigation', { name: names.panes })
    .getByRole('button', { name: names.identity })
  if (await button.isVisible()) await button.click()
}
