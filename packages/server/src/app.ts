import { type Clock, createOutbound, deliverUpdate, type Keyring, type Random } from '@balie/sdk'
import { type AppointmentMethod, createAppointment } from './channels/appointment/appointment.ts'
import { type Chat, createChat } from './channels/chat/chat.ts'
import type { Config } from './config/config.ts'
import { createDesk } from './desk/desk.ts'
import { createReport } from './errors/report.ts'
import { type Addresses, createAddresses } from './http/addresses.ts'
import { drain } from './http/drain.ts'
import { createInternalListener } from './http/internal-listener.ts'
import { listen } from './http/listen.ts'
import type { Listener } from './http/listener.ts'
import { createLiveServer } from './http/live-server.ts'
import { createMetrics } from './http/metrics.ts'
import { createPublicListener } from './http/public-listener.ts'
import { servePages } from './http/serve-pages.ts'
import { tellUnable } from './http/tell-unable.ts'
import { countJobs } from './jobs/count-jobs.ts'
import { countMails } from './jobs/count-mails.ts'
import { createUpdateJobs } from './jobs/update-jobs.ts'
import { createUpkeep } from './jobs/upkeep.ts'
import { countUpdates } from './jobs/waiting-updates.ts'
import type { Log } from './log.ts'
import { createNodeBus } from './nodes/node-bus.ts'
import { createPostgresWire } from './nodes/postgres-wire.ts'
import { createRedisWire } from './nodes/redis-wire.ts'
import { type StopStep, stopInOrder } from './stop-in-order.ts'
import { createDatabasePulse } from './store/database-pulse.ts'
import { databaseReadiness } from './store/database-readiness.ts'
import { liveCounts } from './store/live-counts.ts'
import { poolStanding, type Store } from './store/pool.ts'

export interface AppOptions {
  readonly config: Config
  /** The master keys: from the configuration, or the one kept in the data directory. */
  readonly keyring: Keyring
  /** The database, migrated. The app does not close it. */
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  /** Where the built pages are. Those of @balie/web when absent. */
  readonly pages?: string
  /** True: the listeners can describe their routes as OpenAPI, after `ready()`, with `swagger()`. For tools. */
  readonly describe?: boolean
}

/** Balie, wired together. */
export interface App {
  readonly publicListener: Listener
  readonly internalListener: Listener
  readonly addresses: Addresses
  /** What happens in a conversation can be made to happen by it, past the desk: for tests and tools. */
  readonly chat: Pick<Chat, 'settings' | 'channel' | 'beat'>
  /** The same for appointments. */
  readonly appointment: Pick<AppointmentMethod, 'settings' | 'bookings' | 'freeTimes' | 'beat'>
  /**
   * Listens.
   *
   * @throws {BalieError} START_REFUSED when an address or port cannot be had
   */
  start(): Promise<{ readonly publicUrl: string; readonly internalUrl: string }>
  /**
   * Says that it is not ready any more, lets go of pages (`drain_seconds`), takes no more requests, closes sockets, waits for
   * the requests that run.
   */
  close(): Promise<void>
  /** The parts of `close`, to be run in this order by whoever has more to stop. */
  readonly stops: readonly StopStep[]
}

/** Between two looks at what time brings about, milliseconds. */
const BEAT = 1000

/** All wiring, by explicit import. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, keyring, store, log, clock, random } = options
  const { addresses, listening } = createAddresses(config)
  const ask = databaseReadiness(store.pool)
  const database = async () => (pulse.isAway ? ({ ready: false, database: 'down' } as const) : await ask())
  const metrics = createMetrics({
    conversations: () => liveCounts(store.db),
    sessionUpdates: () => countUpdates(store.db),
    mails: () => countMails(store.db, clock.now()),
    jobs: () => countJobs(store.db),
    isDatabaseReady: async () => (await database()).ready,
    pool: () => poolStanding(store.pool),
    nodes: () => bus.standing,
  })
  const shared = { log, random, metrics, trustProxy: config.trustProxy, describe: options.describe ?? false }
  const publicListener = await createPublicListener({
    ...shared,
    addresses,
    requestsPerMinute: config.requestsPerMinute,
  })
  let isStopping = false
  const pulse = createDatabasePulse(store.pool, () => {
    log.warn('the database has not been heard for some seconds: this node cannot serve')
    store.dropConnections()
  })
  let beats = 0

  /** Every second while this node cannot serve. */
  function sendElsewhere(): void {
    beats += 1
    tellUnable(live, beats)
    // Whoever asks again by one of these would come to this node again, past a proxy that knows better.
    for (const { server } of [publicListener, internalListener]) server.closeIdleConnections()
  }

  const internalListener = await createInternalListener({
    ...shared,
    async readiness() {
      const now = await database()
      return { ...now, ready: now.ready && !isStopping, stopping: isStopping }
    },
  })
  await servePages(publicListener, {
    displayName: config.displayName,
    ...(options.pages !== undefined && { directory: options.pages }),
  })

  const node = Buffer.from(random(12)).toString('base64url')
  const report = createReport(log, () => metrics.authResult('refused'))
  const bus = createNodeBus({
    wire: config.redisUrl
      ? createRedisWire({ url: config.redisUrl.reveal(), stream: `balie:${config.externalUrl}`, report })
      : createPostgresWire(store.pool, report),
    ...{ node, report },
  })
  const jobs = createUpdateJobs({ pool: store.pool, log })
  const upkeep = createUpkeep({ config, database: store, clock, report })
  const outbound = createOutbound()
  const chat = createChat({
    config,
    addresses,
    keyring,
    database: store,
    bus,
    node,
    agentNames: { nameOf: (id) => desk.agentNames.nameOf(id) },
    outbound,
    outbox: jobs.outbox,
    clock,
    random,
    metrics,
    report,
    scheduling: {
      get views() {
        return appointment.views
      },
      follow: (session) => appointment.follow(session),
      settingsOf: (session) => appointment.settingsOf(session),
    },
  })
  const appointment = createAppointment({
    ...{ config, addresses, keyring, database: store, bus, outbound, outbox: jobs.outbox, log, report },
    meeting: chat,
  })
  const { settings, channel } = chat
  const desk = createDesk({
    config,
    addresses,
    database: store,
    bus,
    settings,
    channel,
    log,
    clock,
    metrics,
    scheduling: appointment,
  })
  await chat.internalRoutes(internalListener)
  await chat.publicRoutes(publicListener)
  await appointment.internalRoutes(internalListener)
  await appointment.publicRoutes(publicListener)
  await desk.routes(publicListener)
  const live = createLiveServer(publicListener, {
    ...{ addresses, clock, metrics, trustProxy: config.trustProxy },
    connectionsPerMinute: config.requestsPerMinute,
  })
  chat.namespace(live)
  desk.namespace(live)
  let beat: NodeJS.Timeout | undefined
  const stops: readonly StopStep[] = [
    {
      name: 'pages',
      patience: config.drainTime + 1_000,
      stop() {
        isStopping = true
        return drain(live, config.drainTime)
      },
    },
    {
      name: 'listeners',
      patience: 6_500,
      stop() {
        clearInterval(beat)
        pulse.close()
        return Promise.all([publicListener.close(), internalListener.close()])
      },
    },
    {
      name: 'conversations',
      patience: 4_000,
      stop() {
        desk.close()
        return chat.close()
      },
    },
    {
      name: 'jobs',
      patience: 7_000,
      stop: () => Promise.all([appointment.close(), upkeep.close(), jobs.stop()]),
    },
    { name: 'nodes', patience: 2_000, stop: () => bus.close() },
  ]

  return {
    publicListener,
    internalListener,
    addresses,
    chat,
    appointment,
    async start() {
      await bus.open()
      await chat.start()
      await jobs.start((job) => deliverUpdate(settings, job))
      await appointment.start()
      const ports = {
        internal: await listen(internalListener, config.internalListener, 'internal'),
        public: await listen(publicListener, config.publicListener, 'public'),
      }
      listening(ports)
      beat = setInterval(() => {
        void pulse.beat()
        if (pulse.isAway) sendElsewhere()
        bus.beat()
        chat.beat()
        appointment.beat()
        upkeep.beat()
      }, BEAT)
      return { publicUrl: addresses.externalUrl, internalUrl: addresses.internalUrl }
    },
    stops,
    async close() {
      await stopInOrder(stops, log)
    },
  }
}
