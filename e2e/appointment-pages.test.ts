import { after, before, describe, it } from 'node:test'
import type { Browser } from '@playwright/test'
import { type SmtpSink, startSmtpSink } from '../packages/server/src/cli/demo/smtp-sink.ts'
import { createDeskAgent } from './browser/agent.ts'
import { type Client, createClient, times } from './browser/appointments.ts'
import { press, type, walkTo } from './browser/by-keyboard.ts'
import { expect } from './browser/expect.ts'
import { expectSound } from './browser/expect-sound.ts'
import type { Language } from './browser/names.ts'
import { openBrowser } from './browser/open-browser.ts'
import { eventIn, linkIn } from './installation/appointment-mail.ts'
import { appointmentVariant } from './installation/appointment-variant.ts'
import { type Agent, type Installation, startInstallation } from './installation/installation.ts'

const MINUTE = 60_000

describe('WCAG 2.2 AA: the pages of appointments, as far as a machine can tell', () => {
  let smtp: SmtpSink
  let installation: Installation
  let browser: Browser
  let anna: Agent

  before(async () => {
    smtp = await startSmtpSink()
    installation = await startInstallation(appointmentVariant(smtp))
    browser = await openBrowser()
    anna = await installation.addAgent({
      email: 'anna@example.nl',
      name: 'Anna de Vries',
      team: 'burgerzaken',
    })
  })
  after(async () => {
    await browser?.close()
    await installation?.close()
    await smtp?.close()
  })

  const open = (width: number, language: Language) =>
    browser.newContext({
      locale: language === 'nl' ? 'nl-NL' : 'en-GB',
      timezoneId: 'Europe/Amsterdam',
      viewport: { width, height: 800 },
    })

  /** Arrives, and walks to a free time and to the button that makes it an appointment. */
  async function booksByKeyboard({ page, words, ...citizen }: Client, person: Record<string, string>) {
    await citizen.choose(installation.core, citizen.names.move, 'Testinlog', words.channel)
    await citizen.authenticate(citizen.names.succeeded, person)
    await expectSound(page, 'citizen: before')
    await press(page, page.getByRole('button', { name: words.make }))
    await expect(times(page).first()).toBeVisible()
    await expectSound(page, 'citizen: free times')
    await press(page, times(page).nth(2))
    await expect(page.getByRole('heading', { name: words.choice })).toBeVisible()
    await expectSound(page, 'citizen: a time held')
    await press(page, page.getByRole('button', { name: words.fix }))
    await expect(page.getByText(words.mailed)).toBeVisible()
    await expectSound(page, 'citizen: made')
  }

  for (const [width, language] of [
    [320, 'en'],
    [1280, 'nl'],
  ] as const) {
    it(`booking, moving, meeting and cancelling by keyboard only, at ${width} px (${language})`, async () => {
      const citizen = await createClient(await open(width, language), language)
      const desk = await createDeskAgent(await open(width, language), installation.balie, language)
      const { page, words, names } = citizen
      const person = {
        fullname: `Sanne ${width}`,
        bsn: `bsn-${width}`,
        email: `sanne${width}@burger.test`,
        address: 'Dorpsstraat 1',
      }
      await booksByKeyboard(citizen, person)

      await press(page, page.getByRole('button', { name: words.otherTime }))
      await expect(times(page).first()).toBeVisible()
      await expectSound(page, 'citizen: another time')
      await press(page, times(page).nth(4))
      await press(page, page.getByRole('button', { name: words.fixMoved }))
      await expect(page.getByText(words.moved)).toBeVisible()
      await expectSound(page, 'citizen: moved')

      const mail = await smtp.until(
        ({ recipients, calendar }) =>
          recipients.includes(person.email) && /SEQUENCE:1/.test(calendar?.content ?? ''),
      )
      const stranger = await createClient(await open(width, language), language)
      await stranger.page.goto(linkIn(mail))
      await expect(stranger.page.getByRole('heading', { name: words.elsewhere })).toBeVisible()
      await expectSound(stranger.page, 'citizen: elsewhere')
      await press(stranger.page, stranger.page.getByRole('button', { name: words.elsewhereLogIn }))
      await stranger.authenticate(names.succeeded, { fullname: 'Iemand Anders', bsn: 'bsn-other' })
      await expect(stranger.page.getByText(words.notTheirs)).toBeVisible()
      await expectSound(stranger.page, 'citizen: not theirs')

      await desk.goTo('/desk/appointments', anna)
      await expect(desk.page.getByText(words.anotherPerson).first()).toBeVisible()
      const week = desk.page.getByRole('radio', { name: words.week, exact: true })
      const day = desk.page.getByRole('radio', { name: words.day, exact: true })
      // There are two: a narrow screen begins with the day.
      for (const scope of width < 800 ? [day, week] : [week, day, week]) {
        if (!(await scope.isChecked())) await desk.page.keyboard.press('ArrowRight')
        else await walkTo(desk.page, scope)
        await expect(scope).toBeChecked()
        await expectSound(desk.page, 'desk: appointments')
      }
      await press(desk.page, desk.page.getByRole('button', { name: words.table }))
      await expect(desk.page.getByRole('table')).toBeVisible()
      await expectSound(desk.page, 'desk: table')
      await press(
        desk.page,
        desk.page.getByRole('button', { name: new RegExp(`^${words.deskMove}: `) }).first(),
      )
      await expect(desk.page.getByRole('dialog').locator('.free-time').first()).toBeVisible()
      await expectSound(desk.page, 'desk: moving')
      await desk.page.keyboard.press('Escape')
      await press(
        desk.page,
        desk.page.getByRole('button', { name: new RegExp(`^${words.deskCancel}: `) }).first(),
      )
      await expectSound(desk.page, 'desk: cancelling')
      await desk.page.keyboard.press('Escape')
      await desk.goTo('/desk/hours', anna)
      await expect(desk.page.getByRole('heading', { name: words.hours })).toBeVisible()
      await expectSound(desk.page, 'desk: hours')

      await installation.moveClock(eventIn(mail).starts - 5 * MINUTE - Date.now())
      await page.reload()
      await citizen.logsInAgain(person)
      await press(page, page.getByRole('button', { name: words.enter }))
      await expect(page.getByText(words.waiting)).toBeVisible()
      await expectSound(page, 'citizen: waiting room')
      await desk.goTo('/desk', anna)
      await expect(desk.page.getByRole('button', { name: `${names.take}: ${names.move}` })).toBeVisible()
      await expectSound(desk.page, 'desk: somebody waits')
      await desk.page.keyboard.press('t')
      await expect(desk.page.getByRole('textbox', { name: names.message })).toBeVisible()
      await expectSound(desk.page, 'desk: the meeting')
      await press(desk.page, desk.page.getByRole('button', { name: words.extend }))
      await expectSound(desk.page, 'desk: extending')
      await press(desk.page, desk.page.getByRole('dialog').getByRole('button', { name: words.quarter }))
      await type(page, citizen.box, 'Zonder muis')
      await expect(desk.page.getByRole('log')).toContainText('Zonder muis')
      await expectSound(page, 'citizen: the meeting')
      await press(desk.page, desk.page.getByRole('button', { name: names.closeConversation }))
      await press(desk.page, desk.page.getByRole('button', { name: names.closeYes }))
      await expect(page.getByRole('heading', { name: names.ended })).toBeVisible()
      await expectSound(page, 'citizen: over')

      const second = await createClient(await open(width, language), language)
      await booksByKeyboard(second, { ...person, bsn: `bsn-${width}-second` })
      await press(second.page, second.page.getByRole('button', { name: words.cancel }))
      await expectSound(second.page, 'citizen: cancel?')
      await press(second.page, second.page.getByRole('button', { name: words.cancelYes }))
      await expect(second.page.getByRole('heading', { name: words.cancelled })).toBeVisible()
      await expectSound(second.page, 'citizen: cancelled')
      for (const one of [page, stranger.page, second.page, desk.page]) await one.context().close()
    })
  }

  it('a code for an address, by keyboard only, at 320 px', async () => {
    const citizen = await createClient(await open(320, 'en'), 'en')
    const { page, words, names } = citizen
    await citizen.choose(installation.core, names.question, names.without, words.channel)
    await press(page, page.getByRole('button', { name: words.make }))
    await expect(times(page).first()).toBeVisible()
    await press(page, times(page).nth(9))
    await expect(page.getByLabel(words.address)).toBeVisible()
    await expectSound(page, 'citizen: an address')
    await type(page, page.getByLabel(words.address), 'open@burger.test')
    const { text } = await smtp.until(({ recipients }) => recipients.includes('open@burger.test'))
    await expect(page.getByLabel(words.code)).toBeVisible()
    await expectSound(page, 'citizen: a code')
    await type(page, page.getByLabel(words.code), /\b\d{6}\b/.exec(text)?.[0] ?? '')
    await expect(page.getByText('o•••@burger.test')).toBeVisible()
    // Half a minute after beginning nobody expects a result any more.
    await installation.moveClock(installation.now() + MINUTE - Date.now())
    await walkTo(page, page.getByRole('button', { name: words.fix }))
    await expectSound(page, 'citizen: an address confirmed')
    await page.context().close()
  })
})
