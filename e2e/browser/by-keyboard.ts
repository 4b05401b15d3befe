import assert from 'node:assert/strict'
import type { Locator, Page } from '@playwright/test'
import { expect } from './expect.ts'

/** Walks there with Tab, and presses Enter. */
export async function press(page: Page, target: Locator): Promise<void> {
  await walkTo(page, target)
  await page.keyboard.press('Enter')
}

/** Walks there with Tab, types, and presses Enter. */
export async function type(page: Page, target: Locator, text: string): Promise<void> {
  await walkTo(page, target)
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

/** Walks there with Tab. */
export async function walkTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let steps = 0; steps < 60; steps++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  assert.fail(`no way by Tab to ${target}`)
}
