import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Locator, Page } from '@playwright/test'
import { createDeskAgent } from './browser/agent.ts'
import { createCitizen } from './browser/citizen.ts'
import { expect } from './browser/expect.ts'
import { openBrowser } from './browser/open-browser.ts'
import { type Agent, type Installation, startInstallation } from './installation/installation.ts'

/** Nothing found by axe, and nothing sticks out sideways. */
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

describe('WCAG 2.2 AA, as far as a machine can tell', () => {
  let installation: Installation
  let browser: Browser
  let anna: Agent
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

/** Walks there with Tab, and presses Enter. */
async function press(page: Page, target: Locator) {
  await walkTo(page, target)
  await page.keyboard.press('Enter')
}

/** Walks there with Tab, types, and presses Enter. */
async function type(page: Page, target: Locator, text: string) {
  await walkTo(page, target)
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

async function walkTo(page: Page, target: Locator) {
  await expect(target).toBeVisible()
  for (let steps = 0; steps < 60; steps++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  assert.fail(`no way by Tab to ${target}`)
}
