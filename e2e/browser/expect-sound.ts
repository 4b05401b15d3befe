import assert from 'node:assert/strict'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './expect.ts'

/** Nothing found by axe, and nothing sticks out sideways. Waits until there is a page: every one of ours has a heading. */
export async function expectSound(page: Page, where: string): Promise<void> {
  await expect(page.locator('h1').first(), where).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    [],
    where,
  )
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  assert.ok((content ?? 0) <= (window ?? 0), `${where}: ${content} px of content in ${window} px`)
}
