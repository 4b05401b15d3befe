import type { BrowserContext, Locator, Page } from '@playwright/test'
import type { Agent } from '../installation/installation.ts'
import { expect } from './expect.ts'
import { texts } from './message-texts.ts'

/** An agent at the desk. */
export interface DeskAgent {
  readonly page: Page
  signIn(agent: Agent): Promise<void>
  /** Takes a waiting conversation for this purpose. */
  take(purpose: string): Promise<void>
  say(text: string): Promise<void>
  said(): Promise<string[]>
  /** The framed panel that only the server fills. */
  readonly identity: Locator
  close(): Promise<void>
}

export async function createDeskAgent(context: BrowserContext, balie: string): Promise<DeskAgent> {
  const page = await context.newPage()
  return {
    page,
    identity: page.getByRole('region', { name: 'Identiteit' }),
    async signIn({ email, password, name }) {
      await page.goto(`${balie}/desk`)
      await page.getByLabel('E-mailadres').fill(email)
      await page.getByLabel('Wachtwoord').fill(password)
      await page.getByRole('button', { name: 'Inloggen' }).click()
      await expect(page.getByText(name)).toBeVisible()
    },
    async take(purpose) {
      await page
        .getByRole('button', { name: `Oppakken: ${purpose}` })
        .first()
        .click()
      await expect(page.getByRole('textbox', { name: 'Uw bericht' })).toBeVisible()
    },
    async say(text) {
      const box = page.getByRole('textbox', { name: 'Uw bericht' })
      await box.fill(text)
      await box.press('Enter')
      await expect(box).toHaveValue('')
    },
    said: () => texts(page),
    async close() {
      await page.getByRole('button', { name: 'Gesprek afsluiten' }).click()
      await page.getByRole('button', { name: 'Ja, afsluiten' }).click()
    },
  }
}
