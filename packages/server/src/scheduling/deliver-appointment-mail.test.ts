import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type CitizenView, paths } from '@balie/desk-api'
import { type AppointmentOffice, HOUR, MINUTE, openAppointmentOffice } from '../testing/appointment-office.ts'

const DAY = 24 * HOUR
const BOOK = { locale: 'nl', zone: 'Europe/Amsterdam' }
/** Thursday 22 October, 10.00 in Amsterdam. */
const THURSDAY = Date.parse('2026-10-22T08:00:00Z')

describe('mail about appointments', () => {
  let office: AppointmentOffice
  before(async () => {
    office = await openAppointmentOffice()
  })
  after(() => office.close())

  const person = (name: string) => ({ fullname: `canary-${name}`, bsn: name, email: `${name}@burger.test` })
  const mailsTo = (name: string) =>
    office.smtp.mails().filter(({ recipients }) => recipients.includes(`${name}@burger.test`))
  const untilMail = (name: string, subject: RegExp) =>
    office.smtp.until((mail) => mail.recipients.includes(`${name}@burger.test`) && subject.test(mail.subject))
  const states = async (session: string, kind: string) => {
    const { rows } = await office.database.pool.query<{ minutes: number; state: string }>(
      'select minutes, state from appointment_mails where session_id = $1 and kind = $2 order by minutes',
      [session, kind],
    )
    return rows.map(({ minutes, state }) => `${minutes} ${state}`)
  }
  const until = async (holds: () => Promise<boolean>) => {
    while (!(await holds())) await new Promise(setImmediate)
  }

  it('reminds a day and an hour before, each once, over restarts and two beats at once', async () => {
    const { handle } = await office.booked(person('sanne'), THURSDAY)
    await untilMail('sanne', /^Afspraak/)
    assert.deepEqual(await states(handle, 'reminder'), ['60 due', '1440 due'])
    await office.restart()
    await office.pass(THURSDAY - DAY - office.clock.now() - MINUTE)
    await office.restart()
    assert.equal(mailsTo('sanne').length, 1)
    await office.pass(2 * MINUTE)
    await office.pass(0)
    await until(async () => (await states(handle, 'reminder')).includes('1440 sent'))
    await office.restart()
    await office.pass(THURSDAY - HOUR - office.clock.now() + MINUTE)
    await office.restart()
    await office.pass(0)
    await until(async () => (await states(handle, 'reminder')).includes('60 sent'))
    await office.restart()
    await office.pass(MINUTE)
    await until(async () => {
      const { rows } = await office.database.pool.query(`select 1 from appointment_mails where state = 'due'`)
      return rows.length === 0
    })
    const ids = mailsTo('sanne').map(({ messageId }) => messageId)
    assert.equal(ids.length, 3)
    assert.equal(new Set(ids).size, 3)
  })

  it('V1: sends what was due when the server was killed between noting and queueing it, and that once', async () => {
    const { handle } = await office.booked(person('bert'), THURSDAY + DAY)
    await untilMail('bert', /^Afspraak/)
    // As a server leaves it that was killed after taking the mail up, and before its job was there.
    await office.database.pool.query(
      `update appointment_mails set queued_at = $2 where session_id = $1 and minutes = 1440`,
      [handle, office.clock.now()],
    )
    await office.restart()
    await office.pass(THURSDAY - office.clock.now() + MINUTE)
    await until(async () => (await states(handle, 'reminder')).includes('1440 sent'))
    assert.equal(mailsTo('bert').length, 2)
  })

  it('sends no reminder after a cancellation, and those of the new time after a move', async () => {
    const { browser, handle } = await office.booked(person('carla'), THURSDAY + 4 * DAY)
    await untilMail('carla', /^Afspraak/)
    await browser.post(paths.holdTime, handle, { starts: THURSDAY + 5 * DAY + HOUR })
    assert.equal(
      (await browser.post<CitizenView>(paths.book, handle, { ...BOOK, starts: THURSDAY + 5 * DAY + HOUR }))
        .status,
      200,
    )
    assert.deepEqual(await states(handle, 'reminder'), ['60 dropped', '60 due', '1440 dropped', '1440 due'])
    await untilMail('carla', /gewijzigd|verplaatst|nieuwe/i)
    await browser.post(paths.cancelAppointment, handle)
    await untilMail('carla', /afgezegd|geannuleerd|gaat niet door/i)
    assert.deepEqual(await states(handle, 'reminder'), [
      '60 dropped',
      '60 dropped',
      '1440 dropped',
      '1440 dropped',
    ])
    const before = mailsTo('carla').length
    await office.pass(6 * DAY)
    await until(async () => {
      const { rows } = await office.database.pool.query(`select 1 from appointment_mails where state = 'due'`)
      return rows.length === 0
    })
    assert.equal(mailsTo('carla').length, before)
  })

  it('P2: lets go of the address when the last mail is sent', async () => {
    const { browser, handle } = await office.booked(person('daan'))
    await untilMail('daan', /^Afspraak/)
    await browser.post(paths.cancelAppointment, handle)
    await untilMail('daan', /afgezegd|geannuleerd|gaat niet door/i)
    await until(async () => {
      const { rows } = await office.database.pool.query(
        `select 1 from session_keys where session_id = $1 and name in ('contact', 'kept', 'attributes')`,
        [handle],
      )
      return rows.length === 0
    })
  })

  it('tells who did not come, and names both time zones where they differ', async () => {
    const citizen = await office.comes(person('eva'))
    const starts = await office.firstFree(citizen)
    await citizen.browser.post(paths.holdTime, citizen.handle, { starts })
    const booked = await citizen.browser.post(paths.book, citizen.handle, {
      starts,
      locale: 'en',
      zone: 'America/New_York',
    })
    assert.equal(booked.status, 200)
    const mail = await untilMail('eva', /^Appointment/)
    assert.match(mail.text, /Central European Time/)
    assert.match(mail.text, /Eastern Time/)
    assert.doesNotMatch(mail.text, /canary|Geheime/)
    await office.pass(starts - office.clock.now() + 31 * MINUTE)
    const missed = await untilMail('eva', /missed|not there|did not/i)
    assert.doesNotMatch(missed.raw, /canary/)
    const { rows } = await office.database.pool.query<{ outcome: string }>(
      'select outcome from appointment_outcomes where session_id = $1',
      [citizen.handle],
    )
    assert.deepEqual(rows, [{ outcome: 'citizen_absent' }])
  })
})
