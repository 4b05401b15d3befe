import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from '@playwright/test'
import { createDeskAgent, type DeskAgent } from './browser/agent.ts'
import { expect } from './browser/expect.ts'
import { openBrowser, openContext } from './browser/open-browser.ts'
import { beginWithoutBrowser } from './installation/http-citizen.ts'
import { type Installation, startInstallation } from './installation/installation.ts'

const ROUNDS = 50

describe('two agents who press "take" at the same moment', () => {
  let installation: Installation
  let browser: Browser
  const desks: DeskAgent[] = []
  before(async () => {
    installation = await startInstallation({ keyType: 'EC', useAttrUrl: true })
    browser = await openBrowser()
    for (const name of ['Anna de Vries', 'Bram Jansen']) {
      const agent = await installation.addAgent({ email: `${name[0]}@example.nl`, name, team: 'burgerzaken' })
      const desk = await createDeskAgent(await openContext(browser), installation.balie)
      await desk.signIn(agent)
      desks.push(desk)
    }
  })
  after(async () => {
    await browser?.close()
    await installation?.close()
  })

  it(`never both get it, ${ROUNDS} times`, async () => {
    const boxes = desks.map(({ page }) => page.getByRole('textbox', { name: 'Uw bericht' }))
    const holders = () => Promise.all(boxes.map((box) => box.count()))
    const taken = [0, 0]
    for (let round = 1; round <= ROUNDS; round++) {
      await beginWithoutBrowser(installation)
      const buttons = desks.map(({ page }) => page.getByRole('button', { name: 'Oppakken: Algemene vraag' }))
      for (const button of buttons) await expect(button).toBeVisible()
      // The presses are made in the pages themselves, so that nothing of the test lies between them.
      await Promise.all(buttons.map((button) => button.evaluate((element: HTMLElement) => element.click())))
      for (const button of buttons) await expect(button).toHaveCount(0)
      await expect.poll(async () => (await holders()).reduce((sum, count) => sum + count)).toBe(1)
      const winner = (await holders()).indexOf(1)
      taken[winner] = (taken[winner] ?? 0) + 1
      await desks[winner]?.close()
      await expect.poll(holders).toEqual([0, 0])
    }
    assert.equal((taken[0] ?? 0) + (taken[1] ?? 0), ROUNDS)
  })
})
