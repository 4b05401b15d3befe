import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { fillPath, paths } from '@balie/desk-api'
import type { Browser, Page } from '@playwright/test'
import { createDeskAgent, type DeskAgent } from './browser/agent.ts'
import { type Citizen, createCitizen } from './browser/citizen.ts'
import { expect } from './browser/expect.ts'
import { heldByPage } from './browser/held-by-page.ts'
import { NAMES } from './browser/names.ts'
import { openBrowser, openContext } from './browser/open-browser.ts'
import { recordTraffic } from './browser/traffic.ts'
import { type Agent, type Installation, startInstallation } from './installation/installation.ts'
import { searchFiles } from './installation/search-files.ts'
import { startSession } from './installation/start-session.ts'

/** Values that are nowhere else, so that they can be searched for. */
const CANARIES = {
  fullname: 'Kanarie Vol-Uitgeschreven',
  address: 'Kanariepad 4711, Voorbeeld',
  email: 'kanarie-4711@example.nl',
  bsn: '123456782',
}
const SAID = 'Kanariebericht van de burger'
const ANSWER = 'Kanarieantwoord van de medewerker'
const ALL = [...Object.values(CANARIES), SAID, ANSWER]

describe('the end of a session', () => {
  let installation: Installation
  let browser: Browser
  let anna: Agent
  let idle: { readonly left: Citizen; readonly stayed: Citizen }
  /** The conversation that every canary was in, ended. */
  let erased: Citizen

  before(async () => {
    installation = await startInstallation({
      keyType: 'EC',
      useAttrUrl: true,
      purposes: { general_question: { idle_minutes: 1 }, report_move: { retention_days: 0 } },
    })
    browser = await openBrowser()
    anna = await installation.addAgent({
      email: 'anna@example.nl',
      name: 'Anna de Vries',
      team: 'burgerzaken',
    })
    idle = { left: await quiet('nl'), stayed: await quiet('en') }
  })
  after(async () => {
    await browser?.close()
    await installation?.close()
  })

  /** A citizen who begins, and then does nothing. */
  async function quiet(language: 'nl' | 'en'): Promise<Citizen> {
    const citizen = await createCitizen(await openContext(browser, 'phone', language), language)
    await citizen.choose(installation.core, citizen.names.question, citizen.names.without)
    await citizen.begin()
    // A page that has just come warns in the last five minutes: at once, where there is one.
    await citizen.page.reload()
    return citizen
  }

  /** A citizen with canaries for attributes, and the agent who knows them. */
  async function talking(language: 'nl' | 'en'): Promise<{ citizen: Citizen; desk: DeskAgent }> {
    const citizen = await createCitizen(await openContext(browser, 'phone', language), language)
    await citizen.choose(installation.core, citizen.names.move)
    await citizen.authenticate(citizen.names.succeeded, CANARIES)
    await citizen.begin()
    await citizen.say(SAID)
    const desk = await createDeskAgent(
      await openContext(browser, 'wide', language),
      installation.balie,
      language,
    )
    await desk.signIn(anna)
    await desk.take(desk.names.move)
    await expect(desk.identity).toContainText(CANARIES.fullname)
    await desk.say(ANSWER)
    await expect(citizen.page.getByRole('log')).toContainText(ANSWER)
    return { citizen, desk }
  }

  it('FL-5: the end by idleness is announced, and one can stay', async () => {
    for (const { page, names } of [idle.left, idle.stayed]) {
      const dialog = page.getByRole('alertdialog', { name: names.stay })
      await expect(dialog).toBeVisible()
      await expect(dialog.getByRole('timer')).toContainText(names.lastMinute)
    }
    const { page, names } = idle.stayed
    const before = await viewOf(page)
    const answer = page.waitForResponse(/\/stay$/)
    await page.getByRole('alertdialog').getByRole('button', { name: names.stayYes }).click()
    assert.equal((await answer).status(), 200)
    await expect(page.getByRole('alertdialog')).toHaveCount(0)
    const after = await viewOf(page)
    assert.ok(Number(after['expiresAt']) > Number(before['expiresAt']))
  })

  for (const language of ['nl', 'en'] as const) {
    it(`the privacy receipt, and withdrawal during the conversation (${language})`, async () => {
      const names = NAMES[language]
      const { citizen, desk } = await talking(language)
      const { page } = citizen
      await desk.identity.getByRole('button', { name: `${names.show}: ${names.citizenNumber}` }).click()
      await expect(desk.identity).toContainText(CANARIES.bsn)

      await citizen.openIdentity()
      await page.getByRole('button', { name: names.receipt }).click()
      const receipt = page.getByRole('dialog', { name: names.receipt })
      for (const part of [names.receiptShared, names.receiptSeen, names.receiptGoes]) {
        await expect(receipt.getByRole('heading', { name: part })).toBeVisible()
      }
      await expect(receipt).toContainText(anna.name)
      const opened =
        language === 'nl' ? 'opende deze afgeschermde gegevens' : 'opened this masked information'
      await expect(receipt).toContainText(`${anna.name} ${opened}`)
      assert.equal(await receipt.getByText(names.citizenNumber).count(), 2, 'shared, and opened')
      // Labels and times; never a value.
      const held = await heldByPage(page)
      assert.deepEqual(
        Object.values(CANARIES).filter((value) => held.includes(value)),
        [],
      )
      await receipt.getByRole('button', { name: names.close }).click()

      const traffic = recordTraffic(desk.page)
      await page.getByRole('button', { name: names.withdraw }).click()
      await page.getByRole('dialog').getByRole('button', { name: names.withdrawYes }).click()
      await expect(page.getByText(names.withdrawn).first()).toBeVisible()
      await expect(desk.identity).toContainText(names.deskWithdrawn)
      const atDesk = await heldByPage(desk.page)
      assert.deepEqual(
        Object.values(CANARIES).filter((value) => atDesk.includes(value)),
        [],
      )
      await desk.page.reload()
      await expect(desk.identity).toContainText(names.deskWithdrawn)
      assert.deepEqual(await traffic.heard(Object.values(CANARIES)), [])
      await citizen.say('En toch gaat het gesprek door')
      await expect(desk.page.getByRole('log')).toContainText('En toch gaat het gesprek door')
      await desk.close()
      await expect(page.getByRole('heading', { name: names.ended }).first()).toBeVisible()
      await page.getByRole('button', { name: names.receipt }).click()
      const gone = language === 'nl' ? 'omdat u ze introk' : 'because you withdrew it'
      await expect(page.getByRole('dialog', { name: names.receipt })).toContainText(gone)
      await page.context().close()
      await desk.page.context().close()
    })
  }

  it('V1: kill -9 between any two steps loses nothing', async () => {
    const restart = async () => {
      await installation.killBalie()
      await installation.startBalie()
    }
    const { clientUrl, deliver } = await startSession(installation)
    await restart()
    await deliver(CANARIES)
    const citizen = await createCitizen(await openContext(browser, 'phone'))
    const { page, names } = citizen
    await page.goto(clientUrl)
    await expect(page.getByText(names.verified)).toBeVisible()
    await restart()
    await citizen.begin()
    await citizen.say(SAID)
    await expect(page.getByText('Verstuurd')).toBeVisible()
    await restart()
    const desk = await createDeskAgent(await openContext(browser), installation.balie)
    await desk.signIn(anna)
    await desk.take(names.move)
    await restart()
    await expect(desk.identity).toContainText(CANARIES.fullname)
    await desk.say(ANSWER)
    await expect(page.getByRole('log')).toContainText(ANSWER)
    await desk.ask()
    await citizen.goToLogIn()
    await restart()
    await citizen.authenticate(names.succeeded, CANARIES)
    await expect(citizen.logInRegion).toContainText(names.logInDone)
    await expect(page.getByRole('log')).toContainText(ANSWER)
    assert.deepEqual(await citizen.said(), [SAID, ANSWER])
    await expect(desk.identity).toContainText(CANARIES.fullname)
    const ended = desk.page.waitForResponse(/\/close$/)
    await desk.close()
    await ended
    await restart()
    await expect(page.getByRole('heading', { name: names.ended }).first()).toBeVisible()
    await page.reload()
    await expect(page.getByRole('heading', { name: names.ended }).first()).toBeVisible()
    await desk.page.context().close()
    erased = citizen
  })

  it('FL-5: who does nothing is out when the time is over', async () => {
    for (const { page, names } of [idle.left, idle.stayed]) {
      await expect(page.getByText(names.endedByTime)).toBeVisible({ timeout: 90_000 })
      assert.equal((await viewOf(page))['by'], 'time')
    }
  })

  it('P1, P2: with retention 0 nothing of it can be found, in no file and in no log', async () => {
    const { page, names } = erased
    // A minute for pages that are behind; then the key is destroyed, and who asks gets no messages.
    await expect(async () => {
      await page.reload()
      await expect(page.getByRole('heading', { name: names.ended }).first()).toBeVisible()
      await expect(page.getByText(SAID)).toHaveCount(0, { timeout: 500 })
    }).toPass({ timeout: 90_000 })
    await page.getByRole('button', { name: names.receipt }).click()
    await expect(page.getByRole('dialog', { name: names.receipt })).toContainText(anna.name)
    const held = await heldByPage(page)
    assert.deepEqual(
      ALL.filter((canary) => held.includes(canary)),
      [],
    )
    const { files, found } = await searchFiles(installation.dataDirectory, [...ALL, anna.email])
    assert.ok(files > 100, `${files} files, the WAL among them`)
    assert.deepEqual(
      found.filter((one) => !one.startsWith(anna.email)),
      [],
    )
    assert.ok(found.length > 0, 'the search finds what is there')
    const log = installation.balieOutput()
    assert.deepEqual(
      ALL.filter((canary) => log.includes(canary)),
      [],
    )
  })
})

/** Where the conversation of a page stands, as the server says it. */
function viewOf(page: Page): Promise<Record<string, unknown>> {
  const path = fillPath(paths.citizenView, { handle: page.url().split('/').at(-1) ?? '' })
  return page.evaluate(async (address) => (await fetch(address)).json(), path)
}
