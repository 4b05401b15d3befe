import { type Browser, type BrowserContext, chromium } from '@playwright/test'
import type { Language } from './names.ts'

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

/** A browser of its own for one person: own cookies, own storage, a language, on a telephone or a wide screen. */
export function openContext(
  browser: Browser,
  size: 'phone' | 'wide' = 'wide',
  language: Language = 'nl',
): Promise<BrowserContext> {
  return browser.newContext({
    locale: language === 'nl' ? 'nl-NL' : 'en-GB',
    timezoneId: 'Europe/Amsterdam',
    viewport: size === 'phone' ? { width: 390, height: 844 } : { width: 1280, height: 800 },
  })
}
