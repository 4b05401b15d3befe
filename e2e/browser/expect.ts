import { expect as patient } from '@playwright/test'

/** Playwright's `expect`, which waits for the thing: long enough for a small machine that is busy. */
export const expect = patient.configure({ timeout: 20_000 })
