import type { BrowserContext, Page } from '@playwright/test'
import { SANNE } from '../installation/configuration.ts'
import { APPOINTMENT_NAMES } from './appointment-names.ts'
import { type Citizen, createCitizen } from './citizen.ts'
import { expect } from './expect.ts'
import type { Language } from './names.ts'

/** A citizen who makes, keeps and comes to an appointment. */
export interface Client extends Citizen {
  readonly words: (typeof APPOINTMENT_NAMES)[Language]
  /** From the core to the page on which a time is chosen, logged in as this person. */
  arrives(core: string, person?: Readonly<Record<string, string>>): Promise<void>
  /** Presses a free time: one of those that are shown, by its place. */
  chooses(place?: number): Promise<void>
  /** Makes it, and sees that it is made. */
  books(): Promise<void>
  /** Logs in again from a card on the page, as this person, and is back on the page. */
  logsInAgain(person?: Readonly<Record<string, string>>): Promise<void>
}

/** A citizen in a browser whose pages are in this language. */
export async function createClient(context: BrowserContext, language: Language = 'nl'): Promise<Client> {
  const citizen = await createCitizen(context, language)
  const words = APPOINTMENT_NAMES[language]
  const { page, names } = citizen
  return {
    ...citizen,
    words,
    async arrives(core, person = {}) {
      await citizen.choose(core, names.move, 'Testinlog', words.channel)
      await citizen.authenticate(names.succeeded, { ...SANNE, ...person })
      await page.getByRole('button', { name: words.make }).click()
      await expect(times(page).first()).toBeVisible()
    },
    async chooses(place = 0) {
      await times(page).nth(place).click()
      await expect(page.getByRole('heading', { name: words.choice })).toBeVisible()
    },
    async books() {
      await page.getByRole('button', { name: words.fix }).click()
      await expect(page.getByText(words.made)).toBeVisible()
    },
    async logsInAgain(person = {}) {
      await page
        .getByRole('button', {
          name: new RegExp(`^(${names.logIn}|${words.logInForIt}|${words.elsewhereLogIn})$`),
        })
        .click()
      await citizen.authenticate(names.succeeded, { ...SANNE, ...person })
      await page.waitForURL(/\/appointment\/s\//)
    },
  }
}

/** The buttons of the free times. */
export function times(page: Page) {
  return page.locator('.times__time')
}
