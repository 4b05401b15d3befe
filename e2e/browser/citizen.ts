import type { BrowserContext, Locator, Page } from '@playwright/test'
import { expect } from './expect.ts'
import { texts } from './message-texts.ts'
import { type Language, NAMES, type Names } from './names.ts'

/** A citizen with a browser. */
export interface Citizen {
  readonly page: Page
  readonly names: Names
  /** At the core: picks a purpose, chat or another channel, and the test login or none. */
  choose(core: string, purpose: string, method?: string, channel?: string): Promise<void>
  /** At the test authentication plugin: fills in values by attribute, and presses one of its buttons. */
  authenticate(button?: string, values?: Readonly<Record<string, string>>): Promise<void>
  /** Presses the button that begins the conversation. */
  begin(): Promise<void>
  say(text: string): Promise<void>
  /** The texts in the conversation, in order. */
  said(): Promise<string[]>
  /** The box to write in. */
  readonly box: Locator
  /** What is said about logging in, above the box. */
  readonly logInRegion: Locator
  /** Opens what the line about one's identity holds. */
  openIdentity(): Promise<void>
  /** As asked: presses the button of the region, and is at the authentication plugin. */
  goToLogIn(): Promise<void>
  /** By the button in the head of the page, and yes. */
  logOut(): Promise<void>
}

/** A citizen in a browser whose pages are in this language. */
export async function createCitizen(context: BrowserContext, language: Language = 'nl'): Promise<Citizen> {
  const page = await context.newPage()
  const names = NAMES[language]
  const box = page.getByRole('textbox', { name: names.message })
  const logInRegion = page.getByRole('region', { name: names.logIn, exact: true })
  return {
    page,
    names,
    box,
    logInRegion,
    async choose(core, purpose, method = 'Testinlog', channel = 'Chat') {
      await page.goto(core)
      await page
        .getByRole('link', { name: purpose })
        .or(page.getByRole('button', { name: purpose }))
        .click()
      const go = page.getByRole('button', { name: names.goOn })
      await expect(go).toBeVisible()
      for (const name of [channel, method]) {
        const radio = page.getByRole('radio', { name })
        // Where there is one way only, there is nothing to choose.
        if ((await radio.count()) > 0) await radio.check()
        else await expect(page.getByRole('main')).toContainText(name)
      }
      await go.click()
    },
    async authenticate(button = names.succeeded, values = {}) {
      // A dialog of Balie's own may have a button of the same name.
      await expect(page.getByRole('button', { name: names.succeeded })).toBeVisible()
      for (const [attribute, value] of Object.entries(values)) {
        await page.getByLabel(attribute, { exact: true }).fill(value)
      }
      await page.getByRole('button', { name: button }).click()
    },
    async begin() {
      await page.getByRole('button', { name: names.begin }).click()
      await expect(box).toBeVisible()
    },
    async say(text) {
      await box.fill(text)
      await box.press('Enter')
      await expect(box).toHaveValue('')
    },
    said: () => texts(page),
    async openIdentity() {
      const details = page.locator('.identity-line details')
      await details.locator('summary').click()
      await expect(details).toHaveAttribute('open', '')
    },
    async goToLogIn() {
      const button = new RegExp(`^(${names.logIn}|${names.logInAgain})$`)
      await logInRegion.getByRole('button', { name: button }).click()
      await expect(page.getByRole('button', { name: names.succeeded })).toBeVisible()
    },
    async logOut() {
      await page.getByRole('button', { name: names.logOut }).click()
      await page.getByRole('dialog').getByRole('button', { name: names.logOutYes }).click()
    },
  }
}
