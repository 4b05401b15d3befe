import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Browser, expect } from '@playwright/test'
import { createDeskAgent, type DeskAgent } from './browser/agent.ts'
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
    const taken = [0, 0]
    for (let round = 1; round <= ROUNDS; round++) {
      await beginWithoutBrowser(installation)
      const take = { name: 'Oppakken: Algemene vraag' }
      for (const { page } of desks) await expect(page.getByRole('button', take)).toBeVisible()
      // Both presses are made in the pages themselves, so that nothing of the test lies between them.
      await Promise.all(
        desks.map(({ page }) =>
          page.getByRole('button', take).evaluate((button: HTMLButtonElement) => button.click()),
        ),
      )
      for (const { page } of desks) await expect(page.getByRole('button', take)).toHaveCount(0)
      const own = await Promise.all(
        desks.map(({ page }) => page.getByRole('textbox', { name: 'Uw bericht' }).count()),
      )
      assert.equal(own[0] === 1 || own[1] === 1, true, `round ${round}: nobody has it`)
      await expect
        .poll(async () =>
          (
            await Promise.all(
              desks.map(({ page }) => page.getByRole('textbox', { name: 'Uw bericht' }).count()),
            )
          ).reduce((a, b) => a + b, 0),
        )
        .toBe(1)
      const winner = (await desks[0]?.page.getByRole('textbox', { name: 'Uw bericht' }).count()) ? 0 : 1
      taken[winner] = (taken[winner] ?? 0) + 1
      await desks[winner]?.close()
      await expect(desks[winner]?.page.getByRole('textbox', { name: 'Uw bericht' }) ?? '').toHaveCount(0)
    }
    assert.equal((taken[0] ?? 0) + (taken[1] ?? 0), ROUNDS)
  })
})
