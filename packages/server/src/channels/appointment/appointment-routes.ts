import {
  BookRequest,
  ChosenTime,
  CitizenView,
  ContactAddress,
  ContactCode,
  FreeTimes,
  FreeTimesQuery,
  paths,
} from '@balie/desk-api'
import { arrive, changeSession, IdContactError, readBrowser, type Session, type Settings } from '@balie/sdk'
import Type from 'typebox'
import type { Config } from '../../config/config.ts'
import type { Activity } from '../../conversation/activity.ts'
import type { CitizenViews } from '../../conversation/citizen-view.ts'
import { expectOwner } from '../../conversation/expect-owner.ts'
import { BalieError } from '../../errors/balie-error.ts'
import type { Addresses } from '../../http/addresses.ts'
import { createLimit } from '../../http/limit.ts'
import type { FastifyRequest, Listener } from '../../http/listener.ts'
import { networkOf } from '../../http/network-of.ts'
import { appointmentFile } from '../../mail/appointment-calendar.ts'
import { appointmentFactsOf } from '../../scheduling/appointment-facts-of.ts'
import type { Bookings } from '../../scheduling/bookings.ts'
import type { ContactCodes } from '../../scheduling/contact-codes.ts'
import type { FreeTimesOfPurposes } from '../../scheduling/free-times.ts'
import { isDate } from '../../scheduling/is-date.ts'
import { isZone } from '../../scheduling/is-zone.ts'
import type { Database } from '../../store/database.ts'

const Handle = Type.Object({ handle: Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' }) })
const response = { 200: CitizenView }

const HOUR = 60 * 60_000
/** Codes that one address of the network can have sent in an hour (R4). */
const CODES = 20
/** Times that it can have held in an hour: citizens of one building, but no agenda full (R4). */
const HOLDS = 200

export interface AppointmentRoutesOptions {
  readonly settings: Settings
  readonly bookings: Bookings
  readonly freeTimes: FreeTimesOfPurposes
  readonly codes: ContactCodes
  readonly views: CitizenViews
  readonly activity: Pick<Activity, 'note'>
  readonly config: Config
  readonly addresses: Addresses
  readonly database: Database
  /** Something may be due for the mail. */
  readonly onBooked: () => void
}

/**
 * What the citizen's page asks to make, move, cancel and enter an appointment. Each is for the browser that owns the session, looked
 * up in the store each time (R1); each button answers the view as it is then.
 */
export async function appointmentRoutes(app: Listener, options: AppointmentRoutesOptions): Promise<void> {
  const { settings, bookings, freeTimes, codes, views, activity, config, database } = options
  const { clock } = settings
  const limit = (most: number) =>
    createLimit(clock, config.requestsPerMinute > 0 ? most : Number.POSITIVE_INFINITY, HOUR)
  const codesFrom = limit(CODES)
  const holdsFrom = limit(HOLDS)

  /** Who asks, if the appointment is theirs. */
  async function ownerOf(request: FastifyRequest & { readonly params: { readonly handle: string } }) {
    const browser = readBrowser(settings.externalUrl, request.headers.cookie)
    const session = await expectOwner(settings, request.params.handle, browser)
    if (session.method !== settings.channel.method || browser === undefined) {
      throw new IdContactError('NOT_THE_OWNER', 'no appointment of this browser')
    }
    return { session, browser, view: async () => (await views.of(session.id, browser)).view }
  }

  const times = {
    summary: 'Days on which something is free, a page of them',
    params: Handle,
    querystring: FreeTimesQuery,
    response: { 200: FreeTimes },
  }
  app.get(paths.freeTimes, { schema: times }, async (request) => {
    const { from } = request.query
    if (from !== undefined && !isDate(from))
      throw new BalieError('REQUEST_INVALID', 'a day that does not exist')
    const { session } = await ownerOf(request)
    return freeTimes.page(bookings.purposeOf(expectPlanning(session)), from, session.id)
  })

  const hold = { summary: 'Hold a time for some minutes', params: Handle, body: ChosenTime, response }
  app.post(paths.holdTime, { schema: hold }, async (request) => {
    const { session, view } = await ownerOf(request)
    if (!holdsFrom.take(networkOf(request.ip)))
      throw new BalieError('TOO_MANY_REQUESTS', 'holds from one address')
    await bookings.hold(expectPlanning(session), request.body.starts)
    activity.note(session.id, 'citizen')
    return view()
  })

  app.post(
    paths.releaseTime,
    { schema: { summary: 'Let go of the time that is held', params: Handle, response } },
    async (request) => {
      const { session, view } = await ownerOf(request)
      await bookings.release(session.id)
      return view()
    },
  )

  const contact = {
    summary: 'Have a code sent to an e-mail address',
    params: Handle,
    body: ContactAddress,
    response,
  }
  app.post(paths.contactAddress, { schema: contact }, async (request) => {
    const { session, view } = await ownerOf(request)
    if (!codesFrom.take(networkOf(request.ip)))
      throw new BalieError('TOO_MANY_REQUESTS', 'codes from one address')
    const { address, locale } = request.body
    await codes.send(expectPlanning(session), address, locale)
    activity.note(session.id, 'citizen')
    return view()
  })

  const code = {
    summary: 'Confirm the e-mail address by the code',
    params: Handle,
    body: ContactCode,
    response,
  }
  app.post(paths.contactCode, { schema: code }, async (request) => {
    const { session, browser, view } = await ownerOf(request)
    await codes.confirm(expectPlanning(session), browser, request.body.code)
    activity.note(session.id, 'citizen')
    return view()
  })

  const book = {
    summary: 'Make the appointment, or move it, to the time that is held',
    params: Handle,
    body: BookRequest,
    response,
  }
  app.post(paths.book, { schema: book }, async (request) => {
    const { session, browser, view } = await ownerOf(request)
    const { starts, locale, zone } = request.body
    if (!isZone(zone)) throw new BalieError('ZONE_UNKNOWN', 'a time zone that does not exist')
    await bookings.book(expectPlanning(session), starts, { browser, locale, zone })
    options.onBooked()
    return view()
  })

  app.post(
    paths.cancelAppointment,
    { schema: { summary: 'Cancel the appointment', params: Handle, response } },
    async (request) => {
      const { session, view } = await ownerOf(request)
      const { state } = session.conversation
      if (state !== 'scheduled' && state !== 'waiting' && state !== 'planning') throw over()
      await changeSession(settings, session.id, { tag: 'ended', at: clock.now(), by: 'citizen' })
      return view()
    },
  )

  app.post(
    paths.enterMeeting,
    { schema: { summary: 'Come to the meeting', params: Handle, response } },
    async (request) => {
      const { session, browser, view } = await ownerOf(request)
      await arrive(settings, session.id, browser)
      return view()
    },
  )

  app.get(
    paths.calendarFile,
    { schema: { summary: 'The appointment for a calendar', params: Handle } },
    async (request, reply) => {
      const { session } = await ownerOf(request)
      const { appointment } = session
      if (!appointment || session.conversation.state === 'ended') throw over()
      const row = await database
        .selectFrom('appointment_contacts')
        .select(['locale', 'zone'])
        .where('session_id', '=', session.id)
        .executeTakeFirst()
      const reader = { locale: row?.locale ?? 'nl', zone: row?.zone ?? undefined } as const
      const purpose = config.purposes.get(session.purpose)
      const facts = appointmentFactsOf(options, session, appointment, purpose, reader, clock.now())
      return reply
        .header('cache-control', 'no-store')
        .header(
          'content-disposition',
          `attachment; filename="${reader.locale === 'nl' ? 'afspraak' : 'appointment'}.ics"`,
        )
        .type('text/calendar; charset=utf-8')
        .send(appointmentFile(facts))
    },
  )
}

/** A session in which a time can be chosen. */
function expectPlanning(session: Session): Session {
  const { state } = session.conversation
  if (state === 'planning' || state === 'scheduled') return session
  throw over()
}

function over(): BalieError {
  return new BalieError('APPOINTMENT_OVER', 'an appointment in a state that does not allow this (any more)')
}
