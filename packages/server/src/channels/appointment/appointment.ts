import type { Keyring, Outbound, Outbox, Session, Settings } from '@balie/sdk'
import { fastifyRoutes } from '@balie/sdk/fastify'
import type { Config } from '../../config/config.ts'
import type { Activity } from '../../conversation/activity.ts'
import type { AppointmentViews } from '../../conversation/appointment-views.ts'
import type { Bus } from '../../conversation/bus.ts'
import { channelSettings } from '../../conversation/channel-settings.ts'
import type { CitizenViews } from '../../conversation/citizen-view.ts'
import { createCoalescedWork } from '../../conversation/coalesced-work.ts'
import type { ConversationChannel } from '../../conversation/conversation-channel.ts'
import type { Addresses } from '../../http/addresses.ts'
import type { Listener } from '../../http/listener.ts'
import { pageForPeople } from '../../http/page-for-people.ts'
import { createMailJobs } from '../../jobs/mail-jobs.ts'
import type { Log } from '../../log.ts'
import { createMailTransport } from '../../mail/create-mail-transport.ts'
import { type AgentCalendars, createAgentCalendars } from '../../scheduling/agent-calendars.ts'
import { senderOf } from '../../scheduling/appointment-facts-of.ts'
import { type Bookings, createBookings } from '../../scheduling/bookings.ts'
import { createContactCodes } from '../../scheduling/contact-codes.ts'
import { createAppointmentViews } from '../../scheduling/create-appointment-views.ts'
import { deliverAppointmentMail } from '../../scheduling/deliver-appointment-mail.ts'
import { createFreeTimes, type FreeTimesOfPurposes } from '../../scheduling/free-times.ts'
import { hasAppointments } from '../../scheduling/scheduling-purpose.ts'
import { createSettledAppointments } from '../../scheduling/settle-appointments.ts'
import type { Store } from '../../store/pool.ts'
import { appointmentRoutes } from './appointment-routes.ts'

export interface AppointmentOptions {
  readonly config: Config
  readonly addresses: Addresses
  readonly keyring: Keyring
  readonly database: Store
  readonly bus: Bus
  /** The channel in which meetings are held: its messages, its page for the citizen. */
  readonly meeting: {
    readonly settings: Settings
    readonly channel: ConversationChannel
    readonly activity: Pick<Activity, 'note'>
    readonly views: CitizenViews
  }
  readonly outbound: Outbound
  readonly outbox: Outbox
  readonly log: Log
  readonly report: (cause: unknown) => void
}

/** The communication method `appointment`: a meeting is scheduled, and held later in another channel (FL-7). */
export interface AppointmentMethod {
  readonly settings: Settings
  readonly views: AppointmentViews
  readonly bookings: Bookings
  readonly freeTimes: FreeTimesOfPurposes
  readonly calendars: AgentCalendars
  /** Told of each committed change of a session: carries out what follows from the end of an appointment. */
  follow(session: Session): Promise<void>
  /** Its own settings for its own sessions. */
  settingsOf(session: Session): Settings | undefined
  internalRoutes(app: Listener): Promise<void>
  publicRoutes(app: Listener): Promise<void>
  /** Begins to send mail. */
  start(): Promise<void>
  /** To be called every second or so. */
  beat(): void
  close(): Promise<void>
}

const METHOD = 'appointment'

export function createAppointment(options: AppointmentOptions): AppointmentMethod {
  const { config, addresses, keyring, database, bus, meeting, outbound, outbox, log, report } = options
  const { clock, random, store } = meeting.settings
  const purposes = new Map([...config.purposes].filter(([, purpose]) => hasAppointments(purpose)))
  const settings = channelSettings({
    ...{
      config: { ...config, purposes },
      addresses,
      keyring,
      store,
      outbound,
      outbox,
      clock,
      random,
      report,
    },
    channel: { ...meeting.channel, method: METHOD },
    schedules: true,
  })
  const transport = config.mail && createMailTransport({ ...config.mail, from: senderOf(config) })
  const sendsMail = transport !== undefined
  const { schedule } = config
  const calendars = createAgentCalendars({ database: database.db, schedule, clock })
  const freeTimes = createFreeTimes({ database: database.db, calendars, schedule, clock })
  const bookings = createBookings({
    ...{ pool: database.pool, settings, schedule, purposes: config.purposes, freeTimes, sendsMail },
  })
  const host = () => new URL(addresses.externalUrl).hostname
  const codes = createContactCodes({
    ...{ database: database.db, settings, transport, organisation: config.displayName, host },
  })
  const views = createAppointmentViews({
    ...{ database: database.db, settings, codes, zone: schedule.zone, sendsMail },
  })
  const settled = createSettledAppointments({ pool: database.pool, settings })
  const mails = transport && createMailJobs({ pool: database.pool, clock, log })
  const sweep = createCoalescedWork(async () => {
    await settled.sweep()
  }, report)

  function tellTeam({ purpose }: Session): void {
    const team = config.purposes.get(purpose)?.team
    if (team !== undefined) bus.announce({ tag: 'appointments', team })
  }

  return {
    settings,
    views,
    bookings,
    freeTimes,
    calendars,
    async follow(session) {
      if (!session.appointment) return
      tellTeam(session)
      if (session.conversation.state !== 'ended') return
      await settled.settle(session)
      mails?.beat()
    },
    settingsOf: (session) => (session.method === METHOD ? settings : undefined),
    async internalRoutes(app) {
      await app.register(fastifyRoutes(settings, 'internal'), { prefix: `/${METHOD}` })
    },
    async publicRoutes(app) {
      await app.register(async (scope: Listener) => {
        pageForPeople(scope, config.displayName)
        await scope.register(fastifyRoutes(settings, 'public'), { prefix: `/${METHOD}` })
      })
      const parts = { settings, bookings, freeTimes, codes, views: meeting.views, activity: meeting.activity }
      await app.register((scope: Listener) =>
        appointmentRoutes(scope, {
          ...{ ...parts, config, addresses, database: database.db },
          onBooked: () => mails?.beat(),
        }),
      )
    },
    async start() {
      if (!transport || !mails) return
      const parts = { config, addresses, database: database.db, settings, purposes, transport, bus }
      await mails.start((name) => deliverAppointmentMail(parts, name))
    },
    beat() {
      sweep.ask()
      mails?.beat()
    },
    async close() {
      await sweep.idle()
      await mails?.stop()
      transport?.close()
    },
  }
}
