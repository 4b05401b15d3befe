import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import {
  type AgentHours,
  type CitizenView,
  type ConversationDetail,
  type DeskAppointments,
  type FreeTimes,
  fillPath,
  type Problem,
  paths,
} from '@balie/desk-api'
import {
  type AppointmentOffice,
  HOUR,
  MINUTE,
  openAppointmentOffice,
} from '../../testing/appointment-office.ts'
import type { Answered, TestBrowser } from '../../testing/test-browser.ts'

const SANNE = {
  fullname: 'canary-Sanne',
  bsn: 'canary-bsn-sanne',
  email: 'sanne@burger.test',
  phone: 'canary-0612',
}
const BERT = { fullname: 'canary-Bert', bsn: 'canary-bsn-bert', email: 'bert@burger.test' }
const BOOK = { locale: 'nl', zone: 'Europe/Amsterdam' }

const scheduled = (view: CitizenView | Problem) => {
  assert.ok('state' in view && view.state === 'scheduled', JSON.stringify(view))
  return view
}
const codeOf = ({ status, body }: Answered<unknown>) => [status, (body as Problem).code]
const stateOf = async (browser: TestBrowser, handle: string) => (await browser.view(handle)).state

describe('FL-7: an appointment', () => {
  let office: AppointmentOffice
  before(async () => {
    office = await openAppointmentOffice()
  })
  after(() => office.close())

  const row = async (id: string) => {
    const { text } = await office.agent.get(`${paths.deskAppointments}?from=2026-10-19&days=31`)
    const { appointments }: DeskAppointments = JSON.parse(text)
    return appointments.find((one) => one.id === id)
  }

  it('is made by somebody verified; what they shared is gone, but for what is to be kept', async () => {
    const { browser, handle } = await office.comes(SANNE)
    const view = await browser.view(handle)
    assert.ok(view.state === 'planning')
    assert.deepEqual(view.planning, {
      ...{ zone: 'Europe/Amsterdam', duration: 30, ways: ['chat'], mayBook: 'yes' },
      contact: { by: 'attribute', address: 's•••@burger.test' },
    })
    const times = (await browser.get<FreeTimes>(paths.freeTimes, handle)).body as FreeTimes
    // Two hours' notice from 8.00 on.
    assert.equal(new Date(times.days[0]?.starts[0] ?? 0).toISOString(), '2026-10-19T08:00:00.000Z')
    assert.equal(times.days.length, 5)
    assert.equal(times.next, '2026-10-26')
    const starts = times.days[0]?.starts[1] ?? 0
    const held = await browser.post<CitizenView>(paths.holdTime, handle, { starts })
    assert.ok('state' in held.body && held.body.state === 'planning')
    assert.equal(held.body.planning.held?.starts, starts)
    const booked = scheduled((await browser.post<CitizenView>(paths.book, handle, { ...BOOK, starts })).body)
    assert.equal(booked.appointment.starts, starts)
    assert.equal(booked.appointment.opens, starts - 15 * MINUTE)
    assert.equal(booked.appointment.needsLogIn, true)
    assert.equal(booked.identity.state, 'released')
    const mail = await office.smtp.until(({ recipients }) => recipients.includes(SANNE.email))
    assert.match(mail.calendar?.content ?? '', /METHOD:REQUEST[\s\S]*SEQUENCE:0/)
    assert.doesNotMatch(mail.raw + mail.text + mail.html, /canary|Geheime/)
    await browser.post(paths.cancelAppointment, handle)
  })

  it('gets a clear answer for a time that is over, too far off, that nobody has, or in no zone', async () => {
    const { browser, handle } = await office.comes(SANNE)
    const hold = (starts: number) => browser.post<CitizenView>(paths.holdTime, handle, { starts })
    assert.deepEqual(codeOf(await hold(office.clock.now() - HOUR)), [400, 'TIME_REFUSED'])
    assert.deepEqual(codeOf(await hold(office.clock.now() + HOUR)), [400, 'TIME_REFUSED'])
    assert.deepEqual(codeOf(await hold(office.clock.now() + 5000 * HOUR)), [400, 'TIME_REFUSED'])
    const night = await hold(Date.parse('2026-10-20T01:00:00Z'))
    assert.deepEqual(codeOf(night), [409, 'SLOT_TAKEN'])
    assert.equal((night.body as Problem).next, Date.parse('2026-10-20T07:00:00Z'))
    const later = { ...BOOK, starts: Date.parse('2026-10-20T07:00:00Z') }
    assert.deepEqual(codeOf(await browser.post(paths.book, handle, later)), [409, 'SLOT_TAKEN'])
    const before = { ...BOOK, starts: office.clock.now() - HOUR }
    assert.deepEqual(codeOf(await browser.post(paths.book, handle, before)), [400, 'TIME_REFUSED'])
    const starts = await office.firstFree({ browser, handle, attrUrl: undefined })
    await hold(starts)
    const nowhere = await browser.post(paths.book, handle, { ...BOOK, starts, zone: 'Europe/Atlantis' })
    assert.deepEqual(codeOf(nowhere), [400, 'ZONE_UNKNOWN'])
    assert.deepEqual(codeOf(await browser.get(`${paths.freeTimes}?from=2026-02-30`, handle)), [
      400,
      'REQUEST_INVALID',
    ])
  })

  it('is not made by somebody who is not verified, nor for a purpose without appointments', async () => {
    const { browser, handle } = await office.comes()
    const starts = await office.firstFree({ browser, handle, attrUrl: undefined })
    await browser.post(paths.holdTime, handle, { starts })
    const book = { ...BOOK, starts }
    assert.deepEqual(codeOf(await browser.post(paths.book, handle, book)), [409, 'CONTACT_UNCONFIRMED'])
    // Once nobody is about to become known, nothing is kept from others.
    await office.pass(31_000)
    const mayBook = async () => {
      const view = await browser.view(handle)
      return view.state === 'planning' ? view.planning.mayBook : undefined
    }
    while ((await mayBook()) !== 'identity_needed') await new Promise(setImmediate)
    const held = await browser.post(paths.holdTime, handle, { starts })
    assert.deepEqual(codeOf(held), [403, 'AUTHENTICATION_NEEDED'])
    await assert.rejects(office.balie.start('talk_only', undefined, 'appointment'), /400/)
  })

  it('B2: shows and does nothing in another browser, by its address alone', async () => {
    const { handle, starts } = await office.booked(SANNE)
    const other = office.balie.browser()
    assert.equal(await stateOf(other, handle), 'elsewhere')
    for (const path of [paths.cancelAppointment, paths.enterMeeting, paths.releaseTime])
      assert.deepEqual(codeOf(await other.post(path, handle)), [403, 'NOT_THE_OWNER'])
    assert.deepEqual(codeOf(await other.post(paths.book, handle, { ...BOOK, starts })), [
      403,
      'NOT_THE_OWNER',
    ])
    assert.equal((await row(handle))?.state, 'scheduled')
  })

  it('is held for one at a time: the next is told at once, and offered another', async () => {
    const one = await office.comes(SANNE)
    const other = await office.comes(BERT)
    const starts = await office.firstFree(one)
    assert.equal((await one.browser.post(paths.holdTime, one.handle, { starts })).status, 200)
    const refused = await other.browser.post(paths.holdTime, other.handle, { starts })
    assert.deepEqual(codeOf(refused), [409, 'SLOT_TAKEN'])
    const next = (refused.body as Problem).next ?? 0
    assert.ok(next > starts)
    // The hold ends by itself.
    await office.pass(11 * MINUTE)
    assert.equal((await other.browser.post(paths.holdTime, other.handle, { starts })).status, 200)
    assert.deepEqual(codeOf(await one.browser.post(paths.book, one.handle, { ...BOOK, starts })), [
      409,
      'SLOT_TAKEN',
    ])
    await other.browser.post(paths.releaseTime, other.handle)
  })

  it('is the time that was seen, in whatever other page another one was chosen, and once', async () => {
    const { browser, handle, ...citizen } = await office.comes(SANNE)
    const times = (await browser.get<FreeTimes>(paths.freeTimes, handle)).body as FreeTimes
    const [seen = 0, other = 0] = times.days[0]?.starts ?? []
    await browser.post(paths.holdTime, handle, { starts: seen })
    await browser.post(paths.holdTime, handle, { starts: other })
    const answer = await browser.post(paths.book, handle, { ...BOOK, starts: seen })
    assert.deepEqual(codeOf(answer), [409, 'SLOT_TAKEN'])
    const press = () => browser.post<CitizenView>(paths.book, handle, { ...BOOK, starts: other })
    const reminders = async () => {
      const { rows } = await office.database.pool.query<{ state: string }>(
        `select state from appointment_mails where session_id = $1 and kind = 'reminder'`,
        [handle],
      )
      return rows.map(({ state }) => state)
    }
    assert.equal(scheduled((await press()).body).appointment.starts, other)
    const before = await reminders()
    // The answer was lost: the same again.
    assert.equal(scheduled((await press()).body).appointment.moved, 0)
    // Its own time, chosen anew by the citizen and by the agent: nothing is lost by it.
    await browser.post(paths.holdTime, handle, { starts: other })
    assert.equal(scheduled((await press()).body).appointment.moved, 0)
    await office.agent.post(paths.deskMoveAppointment, handle, { starts: other })
    assert.deepEqual(await reminders(), before)
    assert.ok(before.includes('due') && citizen.attrUrl)
    await browser.post(paths.cancelAppointment, handle)
  })

  it('is not moved by an agent to what the citizen chose meanwhile', async () => {
    const { browser, handle } = await office.booked(BERT)
    const times = (await browser.get<FreeTimes>(paths.freeTimes, handle)).body as FreeTimes
    const [chosen = 0, wanted = 0] = times.days[2]?.starts ?? []
    await browser.post(paths.holdTime, handle, { starts: chosen })
    assert.equal((await office.agent.post(paths.deskMoveAppointment, handle, { starts: wanted })).status, 200)
    assert.equal(scheduled(await browser.view(handle)).appointment.starts, wanted)
    const late = await browser.post(paths.book, handle, { ...BOOK, starts: chosen })
    assert.deepEqual(codeOf(late), [409, 'SLOT_TAKEN'])
    await browser.post(paths.cancelAppointment, handle)
  })

  it('is moved by the citizen, whose calendar follows, and by the agent', async () => {
    const { browser, handle, starts } = await office.booked(BERT)
    const times = (await browser.get<FreeTimes>(paths.freeTimes, handle)).body as FreeTimes
    const [second = 0, third = 0] = times.days[1]?.starts ?? []
    await browser.post(paths.holdTime, handle, { starts: second })
    const toSecond = { ...BOOK, starts: second }
    const moved = scheduled((await browser.post<CitizenView>(paths.book, handle, toSecond)).body)
    assert.deepEqual([moved.appointment.starts, moved.appointment.moved], [second, 1])
    const told = (method: string, sequence: number) =>
      office.smtp.until(({ calendar: { content = '' } = {} }) =>
        new RegExp(`METHOD:${method}[^]*UID:${handle}@[^]*SEQUENCE:${sequence}\\b`).test(content),
      )
    await told('REQUEST', 1)
    // The time that it had is free again.
    const other = await office.comes(SANNE)
    assert.equal((await other.browser.post(paths.holdTime, other.handle, { starts })).status, 200)
    await other.browser.post(paths.releaseTime, other.handle)
    assert.equal((await office.agent.post(paths.deskMoveAppointment, handle, { starts: third })).status, 200)
    assert.equal(scheduled(await browser.view(handle)).appointment.moved, 2)
    await told('REQUEST', 2)
    assert.equal((await office.agent.post(paths.deskCancelAppointment, handle)).status, 200)
    const view = await browser.view(handle)
    assert.ok(view.state === 'ended')
    assert.equal(view.appointment?.outcome, 'cancelled')
    await told('CANCEL', 3)
    assert.equal((await row(handle))?.cancelledBy, 'agent')
  })

  it('asks an address and a code where none is verified, and bounds both', async () => {
    const citizen = await office.comes(undefined, 'open_question')
    const { browser, handle } = citizen
    // Half a minute after beginning nobody expects a result any more.
    await office.pass(31_000)
    const starts = await office.firstFree(citizen)
    await browser.post(paths.holdTime, handle, { starts })
    assert.deepEqual(codeOf(await browser.post(paths.book, handle, { ...BOOK, starts })), [
      409,
      'CONTACT_UNCONFIRMED',
    ])
    const send = (address: string) => browser.post(paths.contactAddress, handle, { address, locale: 'nl' })
    assert.deepEqual(codeOf(await send('geen adres')), [400, 'CONTACT_REFUSED'])
    assert.deepEqual(codeOf(await send('weg@burger.test')), [422, 'MAIL_REFUSED'])
    assert.equal((await send('open@burger.test')).status, 200)
    const mail = await office.smtp.until(({ recipients }) => recipients.includes('open@burger.test'))
    const code = /\b(\d{6})\b/.exec(mail.text)?.[1] ?? ''
    const wrong = code === '000000' ? '000001' : '000000'
    const confirm = (given: string) => browser.post<CitizenView>(paths.contactCode, handle, { code: given })
    for (let i = 0; i < 4; i++) assert.deepEqual(codeOf(await confirm(wrong)), [422, 'CODE_WRONG'])
    assert.equal((await confirm(code)).status, 200)
    assert.deepEqual(codeOf(await confirm(code)), [409, 'CODE_EXPIRED'])
    const booked = scheduled((await browser.post<CitizenView>(paths.book, handle, { ...BOOK, starts })).body)
    assert.equal(booked.appointment.needsLogIn, false)
    assert.equal(booked.appointment.contact.address, 'o•••@burger.test')
    // Nothing but this browser shows whose it is: it is known, from each visit on, until past the last time of the horizon.
    const page = await fetch(`${office.balie.publicUrl}${fillPath(paths.citizenView, { handle })}`, {
      headers: { cookie: browser.cookie },
    })
    const [cookie = ''] = page.headers.getSetCookie()
    assert.ok(cookie.startsWith(`${browser.cookie};`))
    assert.match(cookie, new RegExp(`Max-Age=${44 * 24 * 3600};`))
    await browser.post(paths.cancelAppointment, handle)
    await office.smtp.until(
      ({ recipients, calendar }) =>
        recipients.includes('open@burger.test') && /METHOD:CANCEL/.test(calendar?.content ?? ''),
    )
  })

  it('AC-5, AC-9: the same person meets the agent anew; another one is shown nothing, and that is recorded', async () => {
    const { handle, starts } = await office.booked(SANNE)
    await office.pass(starts - 16 * MINUTE - office.clock.now())
    const phone = office.balie.browser()
    // AC-8: it did not succeed; both sides see that, and it can be tried again.
    await phone.authenticate(handle, 'digid')
    assert.equal((await row(handle))?.authentication?.state, 'under_way')
    await office.balie.deliver(office.far.starts.at(-1)?.attrUrl ?? '', await office.balie.failed())
    assert.equal((await row(handle))?.authentication?.state, 'failed')
    assert.equal((await phone.view(handle)).authentication.state, 'failed')
    await office.authenticates(phone, handle, BERT)
    const shown = await phone.view(handle)
    assert.ok(shown.state === 'elsewhere')
    assert.equal(shown.authentication.state, 'not_theirs')
    assert.deepEqual(codeOf(await phone.post(paths.enterMeeting, handle)), [403, 'NOT_THE_OWNER'])
    assert.ok((await row(handle))?.anotherPersonAt)

    await office.authenticates(phone, handle, { ...SANNE, fullname: 'canary-fresh' })
    assert.equal(scheduled(await phone.view(handle)).appointment.needsLogIn, false)
    assert.deepEqual(codeOf(await phone.post(paths.enterMeeting, handle)), [409, 'TRANSITION_REFUSED'])
    await office.pass(2 * MINUTE)
    const waiting = (await phone.post<CitizenView>(paths.enterMeeting, handle)).body
    assert.ok('state' in waiting && waiting.state === 'waiting')
    assert.deepEqual([waiting.place, waiting.meeting?.starts], [undefined, starts])
    assert.equal((await row(handle))?.state, 'waiting')

    assert.equal((await office.agent.post(paths.take, handle)).status, 200)
    const detail: ConversationDetail = JSON.parse((await office.agent.get(paths.conversation, handle)).text)
    assert.equal(detail.summary.channel, 'appointment')
    const values = detail.identity.attributes.map(({ tag, value }) => [tag, value])
    assert.deepEqual(values, [
      ['fullname', 'canary-fresh'],
      ['bsn', undefined],
      ['email', SANNE.email],
      ['phone', SANNE.phone],
    ])
    assert.deepEqual(
      detail.meeting?.given.map(({ tag, value }) => [tag, value]),
      [['phone', SANNE.phone]],
    )
    assert.ok(detail.identity.alerts.some(({ tag }) => tag === 'another_person_came'))

    assert.equal((await office.agent.post(paths.extend, handle, { minutes: 15 })).status, 200)
    assert.equal((await row(handle))?.ends, starts + 45 * MINUTE)
    assert.equal((await office.agent.post(paths.close, handle)).status, 200)
    const ended = await phone.view(handle)
    assert.ok(ended.state === 'ended')
    assert.equal(ended.appointment?.outcome, 'held')
    assert.equal(await stateOf(office.balie.browser(), handle), 'elsewhere')
  })

  it('records who did not come, and never drops a citizen who waits before the end', async () => {
    const absent = await office.booked(BERT)
    await office.pass(absent.starts - office.clock.now() + MINUTE)
    assert.equal((await office.agent.post(paths.noShow, absent.handle)).status, 200)
    assert.equal((await row(absent.handle))?.outcome, 'citizen_absent')

    const { browser, handle, starts } = await office.booked(SANNE)
    await office.pass(starts - 10 * MINUTE - office.clock.now())
    await office.authenticates(browser, handle, SANNE)
    await browser.post(paths.enterMeeting, handle)
    const page = browser.page(handle)
    await page.until(() => page.views.at(-1)?.state === 'waiting')
    await office.pass(60 * MINUTE)
    assert.equal(await stateOf(browser, handle), 'waiting')
    await office.pass(40 * MINUTE)
    await page.until(() => page.views.at(-1)?.state === 'ended')
    assert.equal((await row(handle))?.outcome, 'agent_absent')
  })

  it('V2: stands while the mail server is down, and its mail follows; the operator is told', async () => {
    office.smtp.become('busy')
    const { browser, handle } = await office.booked({ ...BERT, email: 'later@burger.test' })
    assert.equal(scheduled(await browser.view(handle)).appointment.mail, 'under_way')
    const warned = () => office.balie.logged.some((line) => line.includes('could not be sent'))
    while (!warned()) await new Promise(setImmediate)
    office.clock.advance(2 * MINUTE)
    const metrics = await (await fetch(`${office.balie.internalUrl}/metrics`)).text()
    assert.match(metrics, /balie_appointment_mails\{state="late"\} [1-9]/)
    office.smtp.become('takes')
    await office.smtp.until(({ recipients }) => recipients.includes('later@burger.test'))
    assert.doesNotMatch(office.balie.logged.join(''), /later@burger|canary/)
  })

  it('stands where the address takes no mail, and says so to citizen and agent', async () => {
    const { browser, handle } = await office.booked({ ...BERT, email: 'weg@burger.test' })
    const refused = async () => scheduled(await browser.view(handle)).appointment.mail === 'refused'
    while (!(await refused())) await new Promise(setImmediate)
    assert.equal((await row(handle))?.mail, 'refused')
  })

  it('SF-3: a logout leaves the appointment as it is, and makes its browser a stranger', async () => {
    const url = office.far.sessionUrl('booked')
    const citizen = await office.comes(SANNE, 'move', url)
    const { browser, handle } = citizen
    const starts = await office.firstFree(citizen)
    await browser.post(paths.holdTime, handle, { starts })
    assert.equal(
      scheduled((await browser.post<CitizenView>(paths.book, handle, { ...BOOK, starts })).body).logout,
      true,
    )
    assert.equal((await browser.logout(handle)).status, 200)
    await office.far.until(() => office.far.updates.some(({ update }) => update === 'logout'))
    assert.equal(await stateOf(browser, handle), 'elsewhere')
    assert.deepEqual(codeOf(await browser.post(paths.cancelAppointment, handle)), [403, 'NOT_THE_OWNER'])
    assert.equal((await row(handle))?.state, 'scheduled')
    await office.authenticates(browser, handle, SANNE)
    assert.equal((await browser.post(paths.cancelAppointment, handle)).status, 200)
  })

  it('is where the agent works: hours, other days, busy times, each checked', async () => {
    const read = async (): Promise<AgentHours> => JSON.parse((await office.agent.get(paths.hours)).text)
    assert.equal((await read()).isDefault, true)
    const set = (path: string, body: unknown) => office.agent.post(path, '', body)
    const night = [[{ starts: '22:00', ends: '02:00' }], [], [], [], [], [], []]
    assert.equal((await set(paths.hours, { weekly: night })).status, 200)
    assert.deepEqual((await read()).weekly.slice(0, 2), [
      [{ starts: '22:00', ends: '24:00' }],
      [{ starts: '00:00', ends: '02:00' }],
    ])
    assert.ok((await read()).outside.length > 0)
    const overlap = [
      [
        { starts: '09:00', ends: '12:00' },
        { starts: '11:00', ends: '13:00' },
      ],
      ...Array.from({ length: 6 }, () => []),
    ]
    const refused = await set(paths.hours, { weekly: overlap })
    assert.deepEqual([refused.status, refused.body['code']], [422, 'HOURS_INVALID'])
    assert.equal((await set(paths.hours, { weekly: null })).status, 200)
    assert.equal((await set(paths.exceptions, { date: '2026-11-03', hours: [] })).status, 200)
    const busy = { from: { date: '2026-11-04', time: '09:00' }, until: { date: '2026-11-04', time: '24:00' } }
    assert.equal((await set(paths.busyTimes, busy)).status, 200)
    const citizen = await office.comes(BERT)
    const { body } = await citizen.browser.get<FreeTimes>(
      `${paths.freeTimes}?from=2026-11-03`,
      citizen.handle,
    )
    assert.equal((body as FreeTimes).days[0]?.date, '2026-11-05')
    const backwards = {
      from: { date: '2026-11-04', time: '09:00' },
      until: { date: '2026-11-03', time: '10:00' },
    }
    assert.equal((await set(paths.busyTimes, backwards)).status, 422)
  })
})
