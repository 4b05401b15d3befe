// Makes pictures of the pages: a real installation, real conversations, in Chromium. Those of the README go to
// docs/images; with the name of a folder, the states of both pages go there too.
// Run it with `npm run screenshots`, or `npm run screenshots -- FOLDER`.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { createDeskAgent, type DeskAgent } from './browser/agent.ts'
import { type Citizen, createCitizen } from './browser/citizen.ts'
import { expect } from './browser/expect.ts'
import { openBrowser } from './browser/open-browser.ts'
import { beginWithoutBrowser } from './installation/http-citizen.ts'
import { type Agent, type Installation, startInstallation } from './installation/installation.ts'

const BRAM = {
  fullname: 'Bram de Boer',
  address: 'Kerkplein 3, Voorbeeld',
  email: 'bram@example.nl',
  bsn: '999991772',
}

/** The people of one story, and where its pictures go. */
interface Scene {
  readonly installation: Installation
  readonly citizen: Citizen
  readonly desk: DeskAgent
  readonly phone: () => Promise<BrowserContext>
  readonly take: (name: string, page: Page) => Promise<void>
}

const folder = process.argv[2]
const images = fileURLToPath(new URL('../docs/images', import.meta.url))
if (folder !== undefined) await mkdir(folder, { recursive: true })

const installation = await startInstallation({
  keyType: 'EC',
  useAttrUrl: true,
  twoMethods: true,
  purposes: { general_question: { longest_minutes: 5 } },
})
const browser = await openBrowser()
try {
  const anna = await installation.addAgent({
    email: 'anna@example.nl',
    name: 'Anna de Vries',
    team: 'burgerzaken',
  })
  await forReadme(await scene(browser, anna, images))
  if (folder !== undefined) {
    await ofAnotherPerson(await scene(browser, anna, folder))
    await ofLoggingIn(await scene(browser, anna, folder))
  }
} finally {
  await browser.close()
  await installation.close()
}

async function scene(browser: Browser, anna: Agent, into: string): Promise<Scene> {
  const look = { locale: 'nl-NL', timezoneId: 'Europe/Amsterdam' }
  const phone = () =>
    browser.newContext({ ...look, viewport: { width: 390, height: 760 }, deviceScaleFactor: 2 })
  const wide = { ...look, viewport: { width: 1280, height: 760 }, deviceScaleFactor: 1.5 }
  const desk = await createDeskAgent(await browser.newContext(wide), installation.balie)
  await desk.signIn(anna)
  return {
    installation,
    citizen: await createCitizen(await phone()),
    desk,
    phone,
    async take(name, page) {
      await page.screenshot({ path: join(into, `${name}.png`) })
      process.stdout.write(`${join(into, name)}.png\n`)
    },
  }
}

/** A conversation as they go: the pictures of the README. */
async function forReadme({ citizen, desk, take }: Scene) {
  await citizen.choose(installation.core, citizen.names.move)
  await citizen.authenticate()
  await citizen.begin()
  await citizen.say('Goedemiddag. Ik ga verhuizen en wil dat doorgeven.')
  await beginWithoutBrowser(installation)
  await desk.take(desk.names.move)
  await desk.say('Dag mevrouw Jansen, dat kan. Per wanneer verhuist u, en naar welk adres?')
  await expect(citizen.page.getByRole('log')).toContainText('welk adres?')
  await citizen.say('Per 1 december, naar Kerkplein 3 in Voorbeeld.')
  await desk.say('Dank u wel. Ik zet het meteen voor u klaar.')
  await expect(citizen.page.getByRole('log')).toContainText('meteen voor u klaar')
  await expect(desk.page.getByRole('log').getByText('Gelezen').last()).toBeVisible()
  await take('citizen', citizen.page)
  await take('desk', desk.page)
  await desk.close()
}

/** Sanne talks, opens what was shared, and then Bram logs in, at home and elsewhere. */
async function ofAnotherPerson({ citizen, desk, phone, take }: Scene) {
  const { page, names } = citizen
  await citizen.choose(installation.core, names.move)
  await citizen.authenticate()
  await citizen.begin()
  await citizen.say('Goedemiddag. Ik ga verhuizen en wil dat doorgeven.')
  await desk.take(names.move)
  await desk.identity.getByRole('button', { name: `${names.show}: ${names.citizenNumber}` }).click()
  await citizen.openIdentity()
  await take('citizen-identity', page)
  await page.getByRole('button', { name: names.receipt }).click()
  await expect(page.getByRole('heading', { name: names.receiptGoes })).toBeVisible()
  await take('citizen-receipt', page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: names.withdraw }).click()
  await take('citizen-withdraw', page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: names.logOut }).click()
  await take('citizen-log-out', page)
  await page.keyboard.press('Escape')

  await desk.ask()
  await expect(citizen.logInRegion).toContainText(names.logInAsked)
  await take('citizen-asked', page)
  await take('desk-asked', desk.page)
  await citizen.goToLogIn()
  const other = await createCitizen(await phone())
  await other.page.goto(page.url())
  await other.authenticate(names.succeeded, BRAM)
  await expect(other.page.getByText(names.logInElsewhere)).toBeVisible()
  await take('citizen-elsewhere', other.page)
  await expect(desk.identity).toContainText(names.deskElsewhere)
  await take('desk-elsewhere', desk.page)
  await page.goBack()
  await citizen.goToLogIn()
  await citizen.authenticate(names.succeeded, BRAM)
  await expect(citizen.logInRegion).toContainText(names.logInDone)
  await desk.say('Met wie spreek ik nu?')
  await expect(page.getByRole('log')).toContainText('Met wie spreek ik nu?')
  await take('citizen-another-person', page)
  await expect(desk.page.getByRole('log')).toContainText(names.fromHere)
  await take('desk-another-person', desk.page)
  await desk.close()
  await expect(page.getByRole('heading', { name: names.ended }).first()).toBeVisible()
  await take('citizen-ended', page)
  await page.getByRole('button', { name: names.logOut }).click()
  await expect(page.getByRole('heading', { name: names.loggedOut })).toBeVisible()
  await take('citizen-logged-out', page)
}

/** Nobody knows who it is; the end comes near; the citizen logs in by one of two methods. */
async function ofLoggingIn({ citizen, desk, take }: Scene) {
  const { page, names } = citizen
  // Who waited in the picture of the README.
  await desk.take(names.question)
  await desk.close()
  await citizen.choose(installation.core, names.question, names.without)
  await citizen.begin()
  await page.reload()
  await page.getByRole('alertdialog').waitFor()
  await take('citizen-stay', page)
  await page.getByRole('button', { name: names.stayYes }).click()
  await expect(page.getByText(names.closesAt)).toBeVisible()
  await take('citizen-final', page)
  await desk.take(names.question)
  await desk.ask()
  await citizen.logInRegion.getByRole('button', { name: names.logIn }).click()
  await page.getByRole('button', { name: 'Reservelogin' }).waitFor()
  await take('citizen-methods', page)
  await page.getByRole('button', { name: 'Reservelogin' }).click()
  await citizen.authenticate(names.notSucceeded)
  await page.getByRole('button', { name: names.stayYes }).click()
  await expect(citizen.logInRegion).toContainText(names.logInFailed)
  await take('citizen-failed', page)
  await expect(desk.identity).toContainText(names.deskFailed)
  await take('desk-failed', desk.page)
  await page.getByRole('button', { name: names.end }).click()
  await page.getByRole('button', { name: names.endYes }).click()
}
