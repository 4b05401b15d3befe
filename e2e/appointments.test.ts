import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from '@playwright/test'
import { type SmtpSink, startSmtpSink } from '../packages/server/src/cli/demo/smtp-sink.ts'
import type { SunkMail } from '../packages/server/src/cli/demo/sunk-mail.ts'
import { createDeskAgent, type DeskAgent } from './browser/agent.ts'
import { type Client, createClient, times } from './browser/appointments.ts'
import { expect } from './browser/expect.ts'
import { openBrowser, openContext } from './browser/open-browser.ts'
import { eventIn, linkIn } from './installation/appointment-mail.ts'
import { appointmentVariant } from './installation/appointment-variant.ts'
import { type Agent, type Installation, startInstallation } from './installation/installation.ts'
import { searchFiles } from './installation/search-files.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('FL-7, AC-5: appointments', () => {
  let smtp: SmtpSink
  let installation: Installation
  let browser: Browser
  let anna: Agent
  let desk: DeskAgent

  before(async () => {
    smtp = await startSmtpSink()
    installation = await startInstallation(appointmentVariant(smtp))
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
    await smtp?.close()
  })

  /** kill -9, in the middle of whatever it does, and up again. */
  async function killed(): Promise<void> {
    await installation.killBalie()
    await installation.startBalie()
  }

  /** Moves the clock of all components to a moment. */
  const at = (moment: number) => installation.moveClock(moment - Date.now())

  const mailTo = (address: string, subject: RegExp): Promise<SunkMail> =>
    smtp.until((mail) => mail.recipients.includes(address) && subject.test(mail.subject))

  async function client(size: 'phone' | 'wide' = 'phone', language: 'nl' | 'en' = 'nl'): Promise<Client> {
    return createClient(await openContext(browser, size, language), language)
  }

  /** Somebody of their own address with an appointment at a free time of the page that begins with a day. */
  async function withAppointment(name: string, place: number): Promise<Client & { readonly mail: SunkMail }> {
    const one = await client()
    const person = { fullname: name, bsn: `bsn-${name}`, email: `${name.toLowerCase()}@burger.test` }
    await one.arrives(installation.core, person)
    await one.chooses(place)
    await one.books()
    return { ...one, mail: await mailTo(person.email, /^Afspraak/) }
  }

  it('the whole story, on a phone and in another browser, with the server killed between every two steps', async () => {
    const canaries = {
      fullname: 'canary-Sanne',
      bsn: 'canary-bsn',
      email: 'sanne@burger.test',
      address: 'canary-straat 1',
    }
    const citizen = await client()
    const { page, words } = citizen
    await citizen.arrives(installation.core, canaries)
    await killed()
    // Over the night in which the clock goes back.
    await page.getByRole('button', { name: words.laterDays }).click()
    const monday = page.getByRole('button', { name: /^maandag 26 oktober om 10\.30 uur/ })
    await expect(monday).toBeVisible()
    await killed()
    await monday.click()
    await expect(page.getByRole('heading', { name: words.choice })).toBeVisible()
    await killed()
    await citizen.books()
    await killed()
    // Its job was in the hands of the server that was killed: it is taken up again when it has been out for too long.
    await expect(page.getByText(words.mailed)).toBeVisible({ timeout: 90_000 })
    await expect(page.getByText(words.released)).toBeVisible()

    const mail = await mailTo(canaries.email, /^Afspraak met Gemeente Voorbeeld op maandag 26 oktober 2026/)
    const starts = Date.parse('2026-10-26T09:30:00Z')
    assert.deepEqual(
      [eventIn(mail).method, eventIn(mail).sequence, eventIn(mail).starts],
      ['REQUEST', 0, starts],
    )
    // P1, P2: what it was made with is nowhere, sealed or not, but for what is kept, sealed.
    const secrets = [canaries.fullname, canaries.bsn, canaries.address]
    const searched = await searchFiles(installation.dataDirectory, secrets)
    assert.ok(searched.files > 100)
    assert.deepEqual(searched.found, [])
    for (const secret of secrets) {
      assert.ok(!mail.raw.includes(secret) && !mail.text.includes(secret), 'an attribute in the mail')
      assert.ok(!installation.balieOutput().includes(secret), 'an attribute in the log')
    }
    assert.doesNotMatch(mail.text + mail.subject, /Verhuizing/)

    await at(starts - 24 * HOUR + MINUTE)
    await killed()
    await mailTo(canaries.email, /^Herinnering/)
    await killed()
    await at(starts - HOUR + MINUTE)
    await smtp.until((one) => one.text !== '' && one.messageId.includes('.reminder.0.60'))
    await at(starts - 16 * MINUTE)

    const other = await client('wide')
    await other.page.goto(linkIn(mail))
    await expect(other.page.getByRole('heading', { name: words.elsewhere })).toBeVisible()
    await expect(other.page.getByRole('main')).not.toContainText('26 oktober')
    await killed()
    await other.logsInAgain({ ...canaries, fullname: 'Sanne nu' })
    await expect(other.page.getByText(words.later)).toBeVisible()
    await killed()
    await at(starts - 14 * MINUTE)
    // The page goes by the server's clock, which does not jump for others.
    await other.page.reload()
    await other.page.getByRole('button', { name: words.enter }).click()
    await expect(other.page.getByText(words.waiting)).toBeVisible()
    await killed()
    // A reload, and the waiting room is as it was.
    await other.page.reload()
    await expect(other.page.getByText(words.waiting)).toBeVisible()
    await desk.goTo('/desk', anna)
    await desk.take(desk.names.move)
    await expect(desk.identity).toContainText('Sanne nu')
    await expect(desk.identity).toContainText(words.given)
    await expect(desk.identity).toContainText(canaries.address)
    await killed()
    await desk.say('Goedemorgen')
    await expect.poll(() => other.said()).toEqual(['Goedemorgen'])
    await other.say('Dag Anna')
    await expect.poll(() => desk.said()).toEqual(['Goedemorgen', 'Dag Anna'])
    await killed()
    await desk.close()
    await expect(other.page.getByRole('heading', { name: other.names.ended })).toBeVisible()
    // The browser in which it was booked has nothing of it any more.
    await page.reload()
    await expect(page.getByRole('heading', { name: words.elsewhere })).toBeVisible()
    const reminders = smtp
      .mails()
      .filter(
        ({ recipients, subject }) => recipients.includes(canaries.email) && /^Herinnering/.test(subject),
      )
    assert.equal(reminders.length, 2)
  })

  it('AC-9: somebody else is shown nothing of it, and the agent is told', async () => {
    const { mail, words } = await withAppointment('Carla', 3)
    await killed()
    const stranger = await client('wide')
    await stranger.page.goto(linkIn(mail))
    await killed()
    await stranger.logsInAgain({ fullname: 'Iemand Anders', bsn: 'bsn-other' })
    await expect(stranger.page.getByText(words.notTheirs)).toBeVisible()
    await killed()
    await expect(stranger.page.getByRole('main')).not.toContainText('Verhuizing')
    await desk.goTo('/desk/appointments', anna)
    await expect(desk.page.getByText(words.anotherPerson).first()).toBeVisible()
    await expect(desk.page.getByRole('main')).not.toContainText('Iemand Anders')
    // AC-8: failed, shown, and tried again by the right person.
    await stranger.page.getByRole('button', { name: words.elsewhereLogIn }).click()
    await stranger.authenticate(stranger.names.notSucceeded)
    await expect(stranger.page.getByText(stranger.names.logInFailed)).toBeVisible()
    await killed()
    await stranger.logsInAgain({ fullname: 'Carla', bsn: 'bsn-Carla', email: 'carla@burger.test' })
    await expect(stranger.page.getByRole('heading', { name: words.mine, exact: true })).toBeVisible()
  })

  it('is moved twice, by the citizen and by the agent, and calendars follow', async () => {
    const { mail, page, words, names } = await withAppointment('Daan', 6)
    await killed()
    await page.getByRole('button', { name: words.otherTime }).click()
    await times(page).nth(8).click()
    await expect(page.getByRole('heading', { name: words.choice })).toBeVisible()
    await killed()
    await page.getByRole('button', { name: words.fixMoved }).click()
    await expect(page.getByText(words.moved)).toBeVisible()
    const moved = await mailTo('daan@burger.test', /^Nieuwe tijd/)
    assert.deepEqual([eventIn(moved).uid, eventIn(moved).sequence], [eventIn(mail).uid, 1])
    await killed()
    await desk.goTo('/desk/appointments', anna)
    await desk.page.getByRole('button', { name: words.table }).click()
    const time = new Intl.DateTimeFormat('nl-NL', { timeStyle: 'short', timeZone: 'Europe/Amsterdam' })
    const clock = time.format(eventIn(moved).starts).replace(':', '.').replace(/^0/, '')
    await desk.page
      .getByRole('button', { name: new RegExp(`^Verplaatsen: 0?${clock.replace('.', '\\.')}`) })
      .first()
      .click()
    const dialog = desk.page.getByRole('dialog')
    await dialog.locator('.free-time').nth(20).click()
    await dialog.getByRole('button', { name: 'Verplaatsen' }).click()
    const again = await smtp.until(
      (one) => one.recipients.includes('daan@burger.test') && /SEQUENCE:2/.test(one.calendar?.content ?? ''),
    )
    assert.equal(eventIn(again).uid, eventIn(mail).uid)
    await killed()
    await expect(page.getByText(names.move)).toBeVisible()
    await page.reload()
    await expect(page.getByRole('heading', { name: words.mine, exact: true })).toBeVisible()
  })

  it('is cancelled by a button, and not by a scanner that opens everything in the mail', async () => {
    const { mail, page, words } = await withAppointment('Eva', 10)
    const links = [...`${mail.text}\n${mail.html}`.matchAll(/https?:\/\/[^\s"<>]+/g)].map(([link]) => link)
    assert.ok(links.length > 0)
    await killed()
    for (const link of new Set(links)) {
      for (const method of ['GET', 'HEAD']) await (await fetch(link, { method })).text()
      const scanner = await (await openContext(browser)).newPage()
      await scanner.goto(link)
      for (const button of await scanner.getByRole('button').all())
        if (/afzeggen|cancel/i.test((await button.textContent()) ?? '')) assert.fail('a button that cancels')
      await scanner.context().close()
    }
    await killed()
    await page.reload()
    await expect(page.getByRole('heading', { name: words.mine, exact: true })).toBeVisible()
    await page.getByRole('button', { name: words.cancel }).click()
    await page.getByRole('button', { name: words.cancelYes }).click()
    await expect(page.getByRole('heading', { name: words.cancelled })).toBeVisible()
    const cancelled = await mailTo('eva@burger.test', /^Afgezegd/)
    assert.deepEqual([eventIn(cancelled).method, eventIn(cancelled).sequence], ['CANCEL', 1])
    assert.equal(eventIn(cancelled).uid, eventIn(mail).uid)
    await killed()
    await page.reload()
    await expect(page.getByRole('heading', { name: words.cancelled })).toBeVisible()
  })

  it('without a login an address is confirmed by a code, and the browser that booked comes in', async () => {
    const citizen = await client()
    const { page, words, names } = citizen
    await citizen.choose(installation.core, names.question, names.without, words.channel)
    await page.getByRole('button', { name: words.make }).click()
    await citizen.chooses(12)
    await page.getByLabel(words.address).fill('open@burger.test')
    await page.getByRole('button', { name: words.sendCode }).click()
    const { text } = await mailTo('open@burger.test', /code/i)
    await page.getByLabel(words.code).fill('000000')
    await page.getByRole('button', { name: words.confirm, exact: true }).click()
    await expect(page.getByText('Deze code klopt niet')).toBeVisible()
    await page.getByLabel(words.code).fill(/\b\d{6}\b/.exec(text)?.[0] ?? '')
    await page.getByRole('button', { name: words.confirm, exact: true }).click()
    await expect(page.getByText('o•••@burger.test')).toBeVisible()
    // Half a minute after beginning nobody expects a result any more.
    await at(installation.now() + MINUTE)
    await citizen.books()
    const mail = await mailTo('open@burger.test', /^Afspraak/)
    await at(eventIn(mail).starts - 5 * MINUTE)
    await page.reload()
    await page.getByRole('button', { name: words.enter }).click()
    await expect(page.getByText(words.waiting)).toBeVisible()
  })

  it('who does not come is told so, and the time is recorded', async () => {
    const { mail, page, words } = await withAppointment('Fatima', 14)
    await killed()
    await at(eventIn(mail).starts + 31 * MINUTE)
    await expect(page.getByRole('heading', { name: words.missed })).toBeVisible({ timeout: 30_000 })
    await mailTo('fatima@burger.test', /^Gemist/)
    await killed()
    await desk.goTo('/desk/appointments', anna)
    await expect(desk.page.getByText(words.notCome).first()).toBeVisible()
  })
})
