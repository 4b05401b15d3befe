import type { Page } from '@playwright/test'

/** Everything that a page holds: its whole document, what is typed, its title, and what it keeps in the browser. */
export function heldByPage(page: Page): Promise<string> {
  return page.evaluate(() => {
    const typed = [...document.querySelectorAll<HTMLInputElement>('input, textarea')].map(
      ({ value }) => value,
    )
    const kept = [localStorage, sessionStorage].map((storage) => JSON.stringify({ ...storage }))
    return [document.title, document.documentElement.outerHTML, ...typed, ...kept].join('\n')
  })
}
