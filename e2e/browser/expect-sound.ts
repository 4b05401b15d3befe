import assert from 'node:assert/strict'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** Nothing found by axe, and nothing sticks out sideways. */
export async function expectSound(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    [],
    where,
  )
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  assert.ok((content ?? 0) <= (window ?? 0), `${where}: ${content} px of content in ${window} px`)
}
