// Makes the pictures of the README: a real installation, a real conversation, in Chromium.
// Run it with `npm run screenshots`.
import { fileURLToPath } from 'node:url'
import { createDeskAgent } from './browser/agent.ts'
import { createCitizen } from './browser/citizen.ts'
import { expect } from './browser/expect.ts'
import { openBrowser } from './browser/open-browser.ts'
import { beginWithoutBrowser } from './installation/http-citizen.ts'
import { startInstallation } from './installation/installation.ts'

const picture = (name: string) => fileURLToPath(new URL(`../docs/images/${name}.png`, import.meta.url))

const installation = await startInstallation({ keyType: 'EC', useAttrUrl: true })
const browser = await openBrowser()
try {
  const anna = await installation.addAgent({
    email: 'anna@example.nl',
    name: 'Anna de Vries',
    team: 'burgerzaken',
  })
  const phone = { locale: 'nl-NL', viewport: { width: 390, height: 760 }, deviceScaleFactor: 2 }
  const wide = { locale: 'nl-NL', viewport: { width: 1280, height: 760 }, deviceScaleFactor: 1.5 }
  const citizen = await createCitizen(await browser.newContext(phone))
  const desk = await createDeskAgent(await browser.newContext(wide), installation.balie)

  await citizen.choose(installation.core, 'Verhuizing doorgeven')
  await citizen.authenticate()
  await citizen.begin()
  await citizen.say('Goedemiddag. Ik ga verhuizen en wil dat doorgeven.')
  await desk.signIn(anna)
  await beginWithoutBrowser(installation)
  await desk.take('Verhuizing doorgeven')
  await desk.say('Dag mevrouw Jansen, dat kan. Per wanneer verhuist u, en naar welk adres?')
  await expect(citizen.page.getByRole('log')).toContainText('welk adres?')
  await citizen.say('Per 1 december, naar Kerkplein 3 in Voorbeeld.')
  await desk.say('Dank u wel. Ik zet het meteen voor u klaar.')
  await expect(citizen.page.getByRole('log')).toContainText('meteen voor u klaar')
  await expect(desk.page.getByRole('log').getByText('Gelezen').last()).toBeVisible()
  await citizen.page.screenshot({ path: picture('citizen') })
  await desk.page.screenshot({ path: picture('desk') })
  process.stdout.write(`written: ${picture('citizen')}, ${picture('desk')}\n`)
} finally {
  await browser.close()
  await installation.close()
}
