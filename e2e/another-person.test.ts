import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from '@playwright/test'
import { createDeskAgent, type DeskAgent } from './browser/agent.ts'
import { type Citizen, createCitizen } from './browser/citizen.ts'
import { expect } from './browser/expect.ts'
import { heldByPage } from './browser/held-by-page.ts'
import { NAMES } from './browser/names.ts'
import { openBrowser, openContext } from './browser/open-browser.ts'
import { recordTraffic } from './browser/traffic.ts'
import { type Agent, type Installation, startInstallation } from './installation/installation.ts'
import { startSession } from './installation/start-session.ts'

/** Values that are nowhere else, so that they can be searched for. */
const SANNE = {
  fullname: 'Sanne Kanarie-Een',
  address: 'Kanarielaan 111, Voorbeeld',
  email: 'kanarie-een@example.nl',
  bsn: '123456782',
}
const BRAM = {
  fullname: 'Bram Kanarie-Twee',
  address: 'Vinkenstraat 222, Voorbeeld',
  email: 'kanarie-twee@example.nl',
  bsn: '999991772',
}
const SAID = 'Dit is van Sanne en van niemand anders'
const DRAFT = 'Concept van Sanne'
const ANSWER = 'Antwoord aan Sanne'

describe('who comes back is somebody else, or somewhere else', () => {
  let installation: Installation
  let browser: Browser
  let anna: Agent
  let desk: DeskAgent

  before(async () => {
    installation = await startInstallation({ keyType: 'EC', useAttrUrl: true })
    browser = await openBrowser()
    anna = await installation.addAgent({
      email: 'anna@example.nl',
      name: 'Anna de Vries',
      team: 'burgerzaken',
    })
    desk = await createDeskAgent(await openContext(browser), installation.balie)
    await desk.signIn(anna)
  })
  after(async () => {
    await browser?.close()
    await installation?.close()
  })

  /** Sanne, logged in, in a conversation with the agent of this desk. */
  async function sanne(agent: DeskAgent, language: 'nl' | 'en' = 'nl'): Promise<Citizen> {
    const citizen = await createCitizen(await openContext(browser, 'phone', language), language)
    await citizen.choose(installation.core, citizen.names.move)
    await citizen.authenticate(citizen.names.succeeded, SANNE)
    await citizen.begin()
    await citizen.say(SAID)
    await agent.take(agent.names.move)
    await expect(agent.identity).toContainText(SANNE.fullname)
    await agent.say(ANSWER)
    await expect(citizen.page.getByRole('log')).toContainText(ANSWER)
    return citizen
  }

  async function expectNowhere(page: Page, words: readonly string[]) {
    const held = await heldByPage(page)
    assert.deepEqual(
      words.filter((word) => held.includes(word)),
      [],
    )
  }

  /** From the neutral page of another browser: logs in, and is in the conversation. */
  async function logInElsewhere({ page, names, authenticate, box }: Citizen, who: Record<string, string>) {
    await expect(page.getByRole('heading', { name: names.elsewhere })).toBeVisible()
    await page.getByRole('button', { name: names.elsewhereLogIn }).click()
    await authenticate(names.succeeded, who)
    await expect(box).toBeVisible()
  }

  for (const language of ['nl', 'en'] as const) {
    it(`AC-9, B6 (${language}): after Sanne comes Bram: nothing of Sanne is left, and the agent is alerted`, async () => {
      const names = NAMES[language]
      const own = await createDeskAgent(
        await openContext(browser, 'wide', language),
        installation.balie,
        language,
      )
      await own.signIn(anna)
      const citizen = await sanne(own, language)
      const { page } = citizen
      await own.identity.getByRole('button', { name: `${names.show}: ${names.citizenNumber}` }).click()
      await expect(own.identity).toContainText(SANNE.bsn)
      await citizen.box.fill(DRAFT)
      const tab = await page.context().newPage()
      await tab.goto(page.url())
      await expect(tab.getByRole('log')).toContainText(SAID)
      await own.ask()
      await citizen.goToLogIn()
      const traffic = { citizen: recordTraffic(page), desk: recordTraffic(own.page) }
      await citizen.authenticate(names.succeeded, BRAM)
      await expect(citizen.box).toBeVisible()
      await expect(own.identity.getByRole('alert')).toContainText(names.anotherPerson)
      await expect(own.identity).toContainText(BRAM.fullname)
      await expect(own.page.getByRole('log')).toContainText(names.fromHere)
      // What was said stays with the agent; who said it is gone.
      await expect(own.page.getByRole('log')).toContainText(SAID)

      await own.say('Antwoord aan Bram')
      await expect(page.getByRole('log')).toContainText('Antwoord aan Bram')
      await citizen.say('Met Bram')
      assert.deepEqual(await citizen.said(), ['Antwoord aan Bram', 'Met Bram'])
      await expect(citizen.box).toHaveValue('')
      const attributes = Object.values(SANNE)
      const all = [...attributes, SAID, ANSWER, DRAFT]
      await expectNowhere(page, all)
      await expectNowhere(own.page, attributes)
      await expect(tab.getByRole('log')).toContainText('Met Bram')
      await expectNowhere(tab, all)
      await own.identity.getByRole('button', { name: `${names.show}: ${names.citizenNumber}` }).click()
      await expect(own.identity).toContainText(BRAM.bsn)
      // Who opened Sanne's number is no business of Bram's.
      await citizen.openIdentity()
      await page.getByRole('button', { name: names.receipt }).click()
      const receipt = page.getByRole('dialog', { name: names.receipt })
      await expect(receipt).toContainText(anna.name)
      const counted = await receipt.getByText(names.citizenNumber).count()
      assert.equal(counted, 2, 'shared once, and opened once')
      await page.reload()
      await expect(page.getByRole('log')).toContainText('Met Bram')
      await own.page.reload()
      await expect(own.identity).toContainText(BRAM.fullname)
      await expectNowhere(page, all)
      await expectNowhere(own.page, attributes)
      // By way of the login page to what Sanne left.
      for (let step = 0; step < 2; step++) await page.goBack()
      await expect(page.getByRole('log')).toContainText('Met Bram')
      await expectNowhere(page, all)
      assert.deepEqual(await traffic.citizen.heard(all), [], 'to the citizen')
      assert.deepEqual(await traffic.desk.heard(attributes), [], 'to the desk')
      await own.close()
      await page.context().close()
      await own.page.context().close()
    })
  }

  it('AC-6, B2, R3: a leaked link is a neutral page; the same person who logs in there goes on, and the first browser is out', async () => {
    const citizen = await sanne(desk)
    const first = recordTraffic(citizen.page)
    await citizen.page.reload()
    await expect(citizen.page.getByRole('log')).toContainText(SAID)
    await citizen.box.fill(DRAFT)
    const other = await createCitizen(await openContext(browser, 'phone'))
    const seen = recordTraffic(other.page)
    await other.page.goto(citizen.page.url())
    await expect(other.page.getByRole('heading', { name: other.names.elsewhere })).toBeVisible()
    const all = [...Object.values(SANNE), SAID, ANSWER, DRAFT, other.names.move, anna.name]
    await expectNowhere(other.page, all)
    assert.deepEqual(await seen.heard(all.filter((text) => text !== other.names.move)), [])

    await logInElsewhere(other, SANNE)
    await expect(other.page.getByRole('log')).toContainText(ANSWER)
    assert.deepEqual(await other.said(), [SAID, ANSWER])
    await expect(citizen.page.getByRole('heading', { name: citizen.names.elsewhere })).toBeVisible()
    for (const socket of first.sockets) await expect.poll(() => socket.isClosed()).toBe(true)
    first.forget()
    await expectNowhere(citizen.page, [SAID, ANSWER, DRAFT])
    await expect(desk.identity).toContainText('ander')
    await desk.say('Alleen voor de nieuwe browser')
    await expect(other.page.getByRole('log')).toContainText('Alleen voor de nieuwe browser')
    await citizen.page.reload()
    await expect(citizen.page.getByRole('heading', { name: citizen.names.elsewhere })).toBeVisible()
    assert.deepEqual(await first.heard(['Alleen voor de nieuwe browser', SAID]), [])
    await desk.close()
    for (const { page } of [citizen, other]) await page.context().close()
  })

  it('AC-9, B1: another person who logs in by a leaked link gets the conversation without the messages', async () => {
    const citizen = await sanne(desk)
    const other = await createCitizen(await openContext(browser, 'phone'))
    const seen = recordTraffic(other.page)
    await other.page.goto(citizen.page.url())
    await logInElsewhere(other, BRAM)
    await expect(desk.identity.getByRole('alert')).toContainText(desk.names.anotherPerson)
    await desk.say('Met wie spreek ik?')
    await expect(other.page.getByRole('log')).toContainText('Met wie spreek ik?')
    assert.deepEqual(await other.said(), ['Met wie spreek ik?'])
    const all = [...Object.values(SANNE), SAID, ANSWER]
    await expectNowhere(other.page, all)
    assert.deepEqual(await seen.heard(all), [])
    await expectNowhere(desk.page, Object.values(SANNE))
    await expect(citizen.page.getByRole('heading', { name: citizen.names.elsewhere })).toBeVisible()
    await desk.close()
    for (const { page } of [citizen, other]) await page.context().close()
  })

  it('AC-6: whose cookie is gone, logs in again and is back', async () => {
    const citizen = await sanne(desk)
    await citizen.page.context().clearCookies()
    await citizen.page.reload()
    await logInElsewhere(citizen, SANNE)
    await expect(citizen.page.getByRole('log')).toContainText(ANSWER)
    assert.deepEqual(await citizen.said(), [SAID, ANSWER])
    await citizen.say('Daar ben ik weer')
    await expect(desk.page.getByRole('log')).toContainText('Daar ben ik weer')
    await desk.close()
    await citizen.page.context().close()
  })

  it('B1: what comes back in another browser than it began in does not count, and everybody reads so', async () => {
    const citizen = await sanne(desk)
    const { page, names } = citizen
    await desk.ask()
    await citizen.goToLogIn()
    const other = await createCitizen(await openContext(browser, 'phone'))
    await other.page.goto(page.url())
    await other.authenticate(names.succeeded, BRAM)
    await expect(other.page.getByText(names.logInElsewhere)).toBeVisible()
    await expectNowhere(other.page, [...Object.values(SANNE), SAID, ANSWER])
    await expect(desk.identity).toContainText(desk.names.deskElsewhere)
    await expect(desk.identity).not.toContainText(BRAM.fullname)
    await expect(desk.identity).toContainText(SANNE.fullname)
    await page.goBack()
    await expect(citizen.logInRegion).toContainText(names.logInElsewhere)
    await expect(page.getByRole('log')).toContainText(ANSWER)
    assert.deepEqual(await citizen.said(), [SAID, ANSWER])
    // Tried again in the right browser, it counts.
    await citizen.goToLogIn()
    await citizen.authenticate(names.succeeded, SANNE)
    await expect(citizen.logInRegion).toContainText(names.logInDone)
    await desk.close()
    for (const one of [citizen, other]) await one.page.context().close()
  })

  it('B1, AC-6: where it is uncertain whose the identity is, logging in makes it certain', async () => {
    const citizen = await createCitizen(await openContext(browser, 'phone'))
    const { page, names } = citizen
    const { clientUrl, deliver } = await startSession(installation)
    await page.goto(clientUrl)
    await citizen.begin()
    await citizen.say(SAID)
    await desk.take(names.move)
    await deliver(SANNE)
    await expect(desk.identity).toContainText(SANNE.fullname)
    const other = await createCitizen(await openContext(browser, 'phone'))
    await other.page.goto(clientUrl)
    await expect(other.page.getByRole('heading', { name: names.elsewhere })).toBeVisible()
    await expect(desk.identity).toContainText(names.deskUncertain)
    await expectNowhere(desk.page, Object.values(SANNE))

    await expect(citizen.logInRegion).toContainText(names.logInUncertain)
    await citizen.goToLogIn()
    await citizen.authenticate(names.succeeded, BRAM)
    await expect(citizen.logInRegion).toContainText(names.logInDone)
    await expect(desk.identity).toContainText(BRAM.fullname)
    await expectNowhere(desk.page, Object.values(SANNE))
    await expectNowhere(page, Object.values(SANNE))
    await desk.close()
    for (const one of [page, other.page]) await one.context().close()
  })
})
