import type { BrowserContext, Page } from '@playwright/test'
import { expect } from './expect.ts'
import { texts } from './message-texts.ts'

/** A citizen with a browser. */
export interface Citizen {
  readonly page: Page
  /** At the core: picks a purpose, chat, and the test login or none. */
  choose(core: string, purpose: string, method?: 'Testinlog' | 'Zonder inloggen'): Promise<void>
  /** At the test authentication plugin: presses one of its buttons. */
  authenticate(button?: string): Promise<void>
  /** Presses the button that begins the conversation. */
  begin(): Promise<void>
  say(text: string): Promise<void>
  /** The texts in the conversation, in order. */
  said(): Promise<string[]>
}

export async function createCitizen(context: BrowserContext): Promise<Citizen> {
  const page = await context.newPage()
  return {
    page,
    async choose(core, purpose, method = 'Testinlog') {
      await page.goto(core)
      await page
        .getByRole('link', { name: purpose })
        .or(page.getByRole('button', { name: purpose }))
        .click()
      const go = page.getByRole('button', { name: 'Verder' })
      await expect(go).toBeVisible()
      for (const name of ['Chat', method]) {
        const radio = page.getByRole('radio', { name })
        // Where there is one way only, there is nothing to choose.
        if ((await radio.count()) > 0) await radio.check()
        else await expect(page.getByRole('main')).toContainText(name)
      }
      await go.click()
    },
    async authenticate(button = 'Inloggen gelukt') {
      await page.getByRole('button', { name: button }).click()
    },
    async begin() {
      await page.getByRole('button', { name: 'Start het gesprek' }).click()
      await expect(page.getByRole('textbox', { name: 'Uw bericht' })).toBeVisible()
    },
    async say(text) {
      const box = page.getByRole('textbox', { name: 'Uw bericht' })
      await box.fill(text)
      await box.press('Enter')
      await expect(box).toHaveValue('')
    },
    said: () => texts(page),
  }
}
