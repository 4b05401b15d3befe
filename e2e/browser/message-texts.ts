import type { Page } from '@playwright/test'

/** The texts of the messages on a page, oldest first. */
export function texts(page: Page): Promise<string[]> {
  return page.getByRole('log').locator('.message__text').allInnerTexts()
}
