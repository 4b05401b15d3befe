import type { Page } from '@playwright/test'

/** Notes from the next page on when the page warns that its connection is lost. */
export async function watchWarnings(page: Page, words: string): Promise<void> {
  await page.addInitScript((lost) => {
    const spans: { from: number; to?: number }[] = []
    Object.assign(window, { balieWarnings: spans })
    const look = () => {
      const isShown = document.querySelector('.connection')?.textContent?.includes(lost) ?? false
      const last = spans.at(-1)
      const isOpen = last !== undefined && last.to === undefined
      if (isShown && !isOpen) spans.push({ from: performance.now() })
      if (!isShown && isOpen) last.to = performance.now()
    }
    new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true })
  }, words)
}

/** How long each warning was shown so far, milliseconds. */
export function warnings(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const spans: { from: number; to?: number }[] = Reflect.get(window, 'balieWarnings')
    return spans.map(({ from, to }) => Math.round((to ?? performance.now()) - from))
  })
}
