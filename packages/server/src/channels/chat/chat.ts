import {
  type Clock,
  changeSession,
  type Keyring,
  type Outbound,
  type Outbox,
  PASSED_AT_ONCE,
  passTime,
  type Random,
  type Session,
  type Settings,
} from '@balie/sdk'
import { fastifyRoutes } from '@balie/sdk/fastify'
import type { Server } from 'socket.io'
import type { Config } from '../../config/config.ts'
import { type Activity, createActivity } from '../../conversation/activity.ts'
import type { AgentNames } from '../../conversation/agent-names.ts'
import type { AppointmentViews } from '../../conversation/appointment-views.ts'
import type { Bus } from '../../conversation/bus.ts'
import { channelSettings } from '../../conversation/channel-settings.ts'
import { type CitizenViews, createCitizenViews } from '../../conversation/citizen-view.ts'
import { createCoalescedWork } from '../../conversation/coalesced-work.ts'
import type { ConversationChannel } from '../../conversation/conversation-channel.ts'
import { createReveals } from '../../conversation/reveals.ts'
import type { Addresses } from '../../http/addresses.ts'
import type { Listener } from '../../http/listener.ts'
import type { Metrics } from '../../http/metrics.ts'
import { pageForPeople } from '../../http/page-for-people.ts'
import { createCitizenMessages } from '../../store/citizen-messages.ts'
import { createCitizenPlaces } from '../../store/citizen-places.ts'
import { countAuthResults } from '../../store/count-auth-results.ts'
import { createDataKeys } from '../../store/data-keys.ts'
import { createMessageStore } from '../../store/message-store.ts'
import type { Store } from '../../store/pool.ts'
import { createSessionStore } from '../../store/session-store.ts'
import { createWaitingLine } from '../../store/waiting-line.ts'
import { authenticationRoutes } from './authentication-routes.ts'
import { createChatChannel } from './chat-channel.ts'
import { type OpenCitizenNamespace, openCitizenNamespace } from './citizen-namespace.ts'
import { citizenRoutes } from './citizen-routes.ts'
import { createNodeLife } from './node-life.ts'
import { createPresence } from './presence.ts'

export interface ChatOptions {
  readonly config: Config
  readonly addresses: Addresses
  readonly keyring: Keyring
  readonly database: Store
  readonly bus: Bus
  /** The name of this node. */
  readonly node: string
  readonly agentNames: AgentNames
  readonly outbound: Outbound
  readonly outbox: Outbox
  readonly clock: Clock
  readonly random: Random
  readonly metrics: Metrics
  readonly report: (cause: unknown) => void
  /** What schedules meetings that are held here: told of each committed change, and asked for its views. */
  readonly scheduling: {
    readonly views: AppointmentViews
    follow(session: Session): Promise<void>
    /** The settings of the method of a session, where it is not this one's. */
    settingsOf(session: Session): Settings | undefined
  }
}

/** The communication method `chat`. */
export interface Chat {
  readonly settings: Settings
  readonly channel: ConversationChannel
  readonly activity: Pick<Activity, 'note'>
  readonly views: CitizenViews
  /** Mounts what components ask: start and attr URL (B10). */
  internalRoutes(app: Listener): Promise<void>
  /** Mounts what browsers ask: landing, begin, the citizen's page. */
  publicRoutes(app: Listener): Promise<void>
  /** Opens the namespace `/citizen`. */
  namespace(io: Server): void
  /** To be called before anyone can come in: from here on this node lives. */
  start(): Promise<void>
  /** To be called every second: what time alone brings about, and what failed before. Never throws. */
  beat(): void
  /** Waits for what is under way. Close the sockets before. */
  close(): Promise<void>
}

/** Between two times that used auth results are forgotten, milliseconds. */
const FORGET_EVERY = 10 * 60 * 1000
/** How often a beat at most goes on at once where more is due than `passTime` looks at. */
const GOES = 20

export function createChat(options: ChatOptions): Chat {
  const { config, addresses, keyring, database, bus, outbound, outbox, clock, random, metrics, report } =
    options
  const { pool } = database
  const sessions = createSessionStore(pool, clock)
  const store = countAuthResults(sessions, () => metrics.authResult('accepted'))
  const messages = createMessageStore(pool)
  const dataKeys = createDataKeys(pool, keyring)
  const activity = createActivity({ clock, report }, (id, side, at) =>
    changeSession(settings, id, { tag: 'active', at, side }),
  )
  const channel = createChatChannel({
    ...{ addresses, messages, dataKeys, bus, clock, random, metrics, activity },
    citizenMessages: createCitizenMessages(pool),
    follow: (session) => options.scheduling.follow(session),
  })
  const settings = channelSettings({
    ...{ config, addresses, keyring, store, channel, outbound, outbox, clock, random, report },
  })
  const views = createCitizenViews({
    displayName: config.displayName,
    purposes: config.purposes,
    store,
    line: createWaitingLine(pool),
    agentNames: options.agentNames,
    receipts: channel.receipts,
    hiddenUpTo: channel.hiddenUpTo,
    appointments: lazyViews(options),
    canAuthenticate: settings.core !== undefined,
    clock,
  })
  const places = createCitizenPlaces(pool, options.node)
  const presence = createPresence(settings, places)
  const life = createNodeLife({ settings, places, sessions, presence })
  const parts = { settings, channel, views, activity }
  let open: OpenCitizenNamespace | undefined
  let forgotAt = clock.now()

  const timed = createCoalescedWork(async () => {
    for (let go = 0; go < GOES && (await passTime(settings)) === PASSED_AT_ONCE; go += 1);
    if (clock.now() - forgotAt < FORGET_EVERY) return
    forgotAt = clock.now()
    await sessions.forgetUsedResults()
  }, report)

  return {
    settings,
    channel,
    activity,
    views,
    async internalRoutes(app) {
      await app.register(fastifyRoutes(settings, 'internal'), { prefix: '/chat' })
    },
    async publicRoutes(app) {
      await app.register(async (scope: Listener) => {
        pageForPeople(scope, config.displayName)
        await scope.register(fastifyRoutes(settings, 'public'), { prefix: '/chat' })
      })
      const reveals = createReveals(database.db)
      await app.register((scope: Listener) => citizenRoutes(scope, { ...parts, ...config, reveals }))
      await app.register((scope: Listener) =>
        authenticationRoutes(scope, {
          ...parts,
          ...config,
          settingsOf: (session) => options.scheduling.settingsOf(session) ?? settings,
        }),
      )
    },
    namespace(io) {
      open = openCitizenNamespace(io, { ...parts, bus, presence, metrics })
    },
    start: () => life.start(),
    beat() {
      timed.ask()
      activity.beat()
      life.beat()
      open?.retry()
    },
    async close() {
      await timed.idle()
      await life.idle()
      await open?.close()
      await activity.close()
    },
  }
}

/** What schedules is made after this. */
function lazyViews({ scheduling }: ChatOptions): AppointmentViews {
  return {
    planning: (...of) => scheduling.views.planning(...of),
    booked: (...of) => scheduling.views.booked(...of),
    get zone() {
      return scheduling.views.zone
    },
  }
}
