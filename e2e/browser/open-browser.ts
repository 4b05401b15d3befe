import { type Browser, type BrowserContext, chromium } from '@playwright/test'

/** Debian's Chromium, without a screen. One for a test file; people in it have a context each. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['BALIE_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** A browser of its own for one person: own cookies, own storage, in Dutch, on a telephone or a wide screen. */
export function openContext(browser: Browser, size: 'phone' | 'wide' = 'wide'): Promise<BrowserContext> {
  return browser.newContext({
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
    viewport: size === 'phone' ? { width: 390, height: 844 } : { width: 1280, height: 800 },
  })
}
