import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from '@playwright/test'
import { createDeskAgent } from './browser/agent.ts'
import { createCitizen } from './browser/citizen.ts'
import { expect } from './browser/expect.ts'
import { openBrowser, openContext } from './browser/open-browser.ts'
import { authResult } from './installation/auth-result.ts'
import { SANNE, type Variant } from './installation/configuration.ts'
import { type Installation, startInstallation } from './installation/installation.ts'

/** How the result comes to Balie: by which reception, or by which detour of the core. */
const ways: { title: string; variant: Omit<Variant, 'keyType'>; withEarlierResult?: true }[] = [
  { title: 'AR-1: in the start request', variant: { useAttrUrl: true }, withEarlierResult: true },
  { title: 'AR-2: in the landing', variant: { useAttrUrl: false } },
  { title: 'AR-3: at the attr URL', variant: { useAttrUrl: true } },
  { title: "CO-3: at the attr URL, by the core's shim", variant: { useAttrUrl: true, disableAttrUrl: true } },
  {
    title: 'CO-3: an earlier result, which the core posts after the start',
    variant: { useAttrUrl: true, disableAttributesAtStart: true },
    withEarlierResult: true,
  },
]

for (const keyType of ['RSA', 'EC'] as const) {
  for (const { title, variant, withEarlierResult } of ways) {
    describe(`the whole walk with ${keyType} keys; ${title}`, () => {
      let installation: Installation
      let browser: Browser
      before(async () => {
        installation = await startInstallation({ keyType, ...variant })
        browser = await openBrowser()
      })
      after(async () => {
        await browser?.close()
        await installation?.close()
      })

      it('ends with a citizen and an agent who knows who it is', async () => {
        const anna = await installation.addAgent({
          email: 'anna@example.nl',
          name: 'Anna de Vries',
          team: 'burgerzaken',
        })
        const desk = await createDeskAgent(await openContext(browser), installation.balie)
        await desk.signIn(anna)

        const citizen = await createCitizen(await openContext(browser, 'phone'))
        if (withEarlierResult) {
          await citizen.page.goto(await startWithEarlierResult(installation))
        } else {
          await citizen.choose(installation.core, 'Verhuizing doorgeven')
          await citizen.authenticate()
        }
        await citizen.page.waitForURL(/\/chat\/s\/[\w-]{22}$/)
        await citizen.begin()
        await citizen.say('Goedemiddag, ik ben verhuisd.')

        await desk.take('Verhuizing doorgeven')
        await expect(desk.identity).toContainText('Geverifieerd')
        await expect(desk.identity).toContainText(SANNE.fullname)
        await expect(desk.identity).toContainText(SANNE.address)
        await expect(desk.identity).not.toContainText(SANNE.bsn)
        await desk.identity.getByRole('button', { name: 'Tonen: Burgerservicenummer' }).click()
        await expect(desk.identity).toContainText(SANNE.bsn)

        await desk.say('Dag mevrouw Jansen, waar woont u nu?')
        await expect(citizen.page.getByRole('log')).toContainText('waar woont u nu?')
        await citizen.say('In de Dorpsstraat.')
        await expect(desk.page.getByRole('log')).toContainText('In de Dorpsstraat.')
        const conversation = [
          'Goedemiddag, ik ben verhuisd.',
          'Dag mevrouw Jansen, waar woont u nu?',
          'In de Dorpsstraat.',
        ]
        assert.deepEqual(await citizen.said(), conversation)
        assert.deepEqual(await desk.said(), conversation)

        await desk.close()
        await expect(citizen.page.getByRole('heading', { name: 'Het gesprek is afgelopen' })).toBeVisible()
        await expect(desk.identity).not.toContainText(SANNE.fullname)
      })

      it('P1: leaves no attribute and no message in the log of Balie', () => {
        const output = installation.balieOutput()
        for (const canary of [...Object.values(SANNE), 'Goedemiddag', 'result=']) {
          assert.ok(!output.includes(canary), canary)
        }
      })
    })
  }
}

/** As a portal does where the user had authenticated before: hands the core a result that is there already. */
async function startWithEarlierResult(installation: Installation): Promise<string> {
  const answer = await fetch(`${installation.core}/start`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({
      purpose: 'report_move',
      comm_method: 'chat',
      auth_result: await authResult(installation.keys, SANNE),
    }),
  })
  assert.equal(answer.status, 200)
  const { client_url } = (await answer.json()) as { client_url: string }
  return client_url
}
