import assert from 'node:assert/strict'
import { type CitizenView, type FreeTimes, paths } from '@balie/desk-api'
import { createTestClock, type TestClock } from '@balie/sdk/testing'
import { type SmtpSink, startSmtpSink } from '../cli/demo/smtp-sink.ts'
import type { Table } from '../config/table.ts'
import type { Store } from '../store/pool.ts'
import type { AgentPage } from './agent-page.ts'
import { type FarSide, startFarSide } from './far-side.ts'
import { type Begun, runTestApp, type TestApp } from './test-app.ts'
import type { TestBrowser } from './test-browser.ts'
import { createTestDatabase } from './test-database.ts'

/** Monday 19 October 2026, 8.00 in Amsterdam: six days before the clock goes back. */
export const MONDAY_MORNING = Date.parse('2026-10-19T06:00:00Z')

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE

/** Balie with an SMTP server, a core, an authentication plugin and one agent, by a clock that the test moves. */
export interface AppointmentOffice {
  readonly clock: TestClock
  readonly database: Store
  readonly far: FarSide
  readonly smtp: SmtpSink
  /** The one that runs now. */
  readonly balie: TestApp
  readonly agent: AgentPage
  /** Somebody who began, authenticated as this person where one is given. */
  comes(person?: Readonly<Record<string, string>>, purpose?: string, sessionUrl?: string): Promise<Begun>
  /** The same, who has an appointment at the first free time, or at this one. */
  booked(
    person: Readonly<Record<string, string>>,
    starts?: number,
  ): Promise<Begun & { readonly starts: number }>
  /** The first free time for a citizen. */
  firstFree(citizen: Begun): Promise<number>
  /** Authenticates in a browser for a session, as this person; it comes back. */
  authenticates(browser: TestBrowser, handle: string, person: Readonly<Record<string, string>>): Promise<void>
  /** Stops Balie, and starts another one on the same database. Browsers and agents of before stay behind. */
  restart(): Promise<void>
  /** Moves the clock, and has done what time brings about. */
  pass(milliseconds: number): Promise<void>
  close(): Promise<void>
}

/**
 * @param change other keys of the configuration
 * @param given a database that is migrated; one of its own when absent. It is closed either way
 */
export async function openAppointmentOffice(change: Table = {}, given?: Store): Promise<AppointmentOffice> {
  const clock = createTestClock(MONDAY_MORNING)
  const [database, far, smtp] = await Promise.all([
    given ?? createTestDatabase(),
    startFarSide(clock),
    startSmtpSink({ refuses: (to) => to.startsWith('weg@') }),
  ])
  const options = {
    ...{ database, clock },
    config: {
      ...far.config,
      smtp_url: smtp.url,
      mail_from: 'afspraken@voorbeeld.test',
      purposes: OFFICE_PURPOSES,
      ...change,
    },
  }
  let balie = await runTestApp(options)
  const agent = await balie.agent()

  async function comes(person?: Readonly<Record<string, string>>, purpose = 'move', sessionUrl?: string) {
    const citizen = await balie.begun(purpose, 'appointment')
    if (person) await balie.deliver(citizen.attrUrl ?? '', await balie.succes(person, sessionUrl))
    return citizen
  }

  async function firstFree({ browser, handle }: Begun): Promise<number> {
    const { status, body } = await browser.get<FreeTimes>(paths.freeTimes, handle)
    assert.equal(status, 200)
    const starts = (body as FreeTimes).days[0]?.starts[0]
    assert.ok(starts)
    return starts
  }

  return {
    ...{ clock, database, far, smtp, agent, comes, firstFree },
    get balie() {
      return balie
    },
    async restart() {
      await balie.close()
      balie = await runTestApp(options)
    },
    async booked(person, wanted) {
      const citizen = await comes(person)
      const starts = wanted ?? (await firstFree(citizen))
      const held = await citizen.browser.post<CitizenView>(paths.holdTime, citizen.handle, { starts })
      assert.equal(held.status, 200, JSON.stringify(held.body))
      const body = { starts, locale: 'nl', zone: 'Europe/Amsterdam' }
      const booked = await citizen.browser.post<CitizenView>(paths.book, citizen.handle, body)
      assert.equal(booked.status, 200, JSON.stringify(booked.body))
      return { ...citizen, starts }
    },
    async authenticates(browser, handle, person) {
      const { status } = await browser.authenticate(handle, 'digid')
      assert.equal(status, 200)
      const start = far.starts.at(-1)
      assert.ok(start?.attrUrl)
      assert.equal(await balie.deliver(start.attrUrl, await balie.succes(person)), 200)
      await browser.land(start.commUrl)
    },
    async pass(milliseconds) {
      clock.advance(milliseconds)
      balie.chat.beat()
      balie.appointment.beat()
    },
    async close() {
      await balie.close()
      await smtp.close()
      await far.close()
      await database.close()
    },
  }
}

const words = (text: string) => ({ nl: text, en: text })

/** What citizens of the office come for. */
export const OFFICE_PURPOSES: readonly Table[] = [
  {
    tag: 'move',
    name: words('Geheime verhuizing'),
    team: 'burgerzaken',
    required: ['fullname', 'bsn'],
    allowed: ['email', 'phone'],
    identifying: ['bsn'],
    sensitive: ['bsn'],
    labels: { fullname: words('Naam'), phone: words('Telefoon') },
    retention_days: 7,
    appointment: { email_attribute: 'email', keep_until_meeting: ['phone'], after_minutes: 10 },
  },
  {
    tag: 'open_question',
    name: words('Vraag'),
    team: 'burgerzaken',
    allowed: ['fullname'],
    allow_unauthenticated: true,
    appointment: { duration_minutes: 20, mail_names_purpose: true },
  },
  { tag: 'talk_only', name: words('Praten'), team: 'burgerzaken', allow_unauthenticated: true },
]
