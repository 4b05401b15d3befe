import type { BrowserContext, Locator, Page } from '@playwright/test'
import type { Agent } from '../installation/installation.ts'
import { expect } from './expect.ts'
import { texts } from './message-texts.ts'
import { type Language, NAMES, type Names } from './names.ts'

/** An agent at the desk. */
export interface DeskAgent {
  readonly page: Page
  readonly names: Names
  signIn(agent: Agent): Promise<void>
  /** A place of the desk; signs in again where a working day has passed. */
  goTo(path: string, agent: Agent): Promise<void>
  /** Takes a waiting conversation for this purpose. */
  take(purpose: string): Promise<void>
  say(text: string): Promise<void>
  said(): Promise<string[]>
  /** The framed panel that only the server fills. */
  readonly identity: Locator
  /** Asks the citizen to log in. */
  ask(): Promise<void>
  close(): Promise<void>
}

/** An agent in a browser whose pages are in this language. */
export async function createDeskAgent(
  context: BrowserContext,
  balie: string,
  language: Language = 'nl',
): Promise<DeskAgent> {
  const page = await context.newPage()
  const names = NAMES[language]
  const box = page.getByRole('textbox', { name: names.message })
  const identity = page.getByRole('region', { name: names.identity, exact: true })
  async function signIn({ email, password, name }: Agent): Promise<void> {
    await page.goto(`${balie}/desk`)
    await page.getByLabel(names.email).fill(email)
    await page.getByLabel(names.password).fill(password)
    await page.getByRole('button', { name: names.signIn }).click()
    await expect(page.getByText(name)).toBeVisible()
  }
  return {
    page,
    names,
    identity,
    signIn,
    async goTo(path, agent) {
      await page.goto(balie + path)
      const email = page.getByLabel(names.email)
      await expect(email.or(page.getByText(agent.name))).toBeVisible()
      if (!(await email.isVisible())) return
      await signIn(agent)
      await page.goto(balie + path)
    },
    async take(purpose) {
      await page
        .getByRole('button', { name: `${names.take}: ${purpose}` })
        .first()
        .click()
      await expect(box).toBeVisible()
    },
    async say(text) {
      await box.fill(text)
      await box.press('Enter')
      await expect(box).toHaveValue('')
    },
    said: () => texts(page),
    async ask() {
      await identity.getByRole('button', { name: new RegExp(`^(${names.ask}|${names.askAgain})$`) }).click()
      await expect(identity).toContainText(names.deskAsked)
    },
    async close() {
      await page.getByRole('button', { name: names.closeConversation }).click()
      await page.getByRole('button', { name: names.closeYes }).click()
    },
  }
}
