import {
  begin,
  type CoreSettings,
  systemClock as clock,
  createAuthResult,
  createMemoryOutbox,
  createOutbound,
  hashSecret,
  importEncryptionKey,
  importSigningKey,
  land,
  systemRandom as random,
  randomText,
  receiveAuthResult,
  Secret,
  type Settings,
  startCommunication,
} from '@balie/sdk'
import { createChatChannel } from '../channels/chat/chat-channel.ts'
import { createBus } from '../conversation/bus.ts'
import { createAgentAccount } from '../desk/agent-accounts.ts'
import { createDesk } from '../desk/desk.ts'
import { createAddresses } from '../http/addresses.ts'
import { listen } from '../http/listen.ts'
import { createLiveServer } from '../http/live-server.ts'
import { createMetrics } from '../http/metrics.ts'
import { createPublicListener } from '../http/public-listener.ts'
import { createLog } from '../log.ts'
import { createAgentCalendars } from '../scheduling/agent-calendars.ts'
import { createBookings } from '../scheduling/bookings.ts'
import { createFreeTimes } from '../scheduling/free-times.ts'
import { createCitizenMessages } from '../store/citizen-messages.ts'
import { createDataKeys } from '../store/data-keys.ts'
import { createMessageStore } from '../store/message-store.ts'
import { createSessionStore } from '../store/session-store.ts'
import { type AgentPage, createAgentPage } from './agent-page.ts'
import { testConfig, testKeys } from './test-config.ts'
import { createTestDatabase } from './test-database.ts'

export const PASSWORD = 'paard batterij nietje'

/** A citizen who has begun. */
export interface Citizen {
  readonly conversation: string
  readonly writes: (text: string) => Promise<unknown>
  /** The authentication plugin posts the result. */
  authenticate(attributes: Record<string, string>): Promise<void>
  /** Another browser opens the client URL. */
  landElsewhere(): Promise<void>
}

/**
 * A desk on real PostgreSQL, HTTP and sockets, with everything that it logs.
 *
 * @param core where citizens authenticate during a conversation; nowhere when absent
 */
export async function openDesk({ core }: { readonly core?: CoreSettings } = {}) {
  const { decryption, signing } = testKeys()
  const config = testConfig()
  if (!config.keyring) throw new Error('the test configuration has a master key')
  const lines: string[] = []
  const log = createLog({ level: 'trace', destination: { write: (line) => lines.push(line) } })
  const database = await createTestDatabase()
  const { addresses, listening } = createAddresses(config)
  const bus = createBus()
  const metrics = createMetrics({
    conversations: async () => ({}),
    sessionUpdates: async () => ({ waiting: 0, dead: 0 }),
    mails: async () => ({ late: 0, refused: 0 }),
    jobs: async () => ({}),
    isDatabaseReady: async () => true,
    pool: () => ({ in_use: 0, idle: 0, waiting: 0 }),
    nodes: () => ({ others: 0, missed: 0 }),
  })
  const channel = createChatChannel({
    addresses,
    messages: createMessageStore(database.pool),
    citizenMessages: createCitizenMessages(database.pool),
    activity: { note: () => undefined },
    dataKeys: createDataKeys(database.pool, config.keyring),
    bus,
    clock,
    random,
    metrics,
    follow: async () => undefined,
  })
  const settings: Settings = {
    clock,
    random,
    store: createSessionStore(database.pool, clock),
    channel,
    purposes: config.purposes,
    decryptionKey: config.decryptionKey,
    verificationKey: config.verificationKey,
    keyring: config.keyring,
    externalUrl: 'http://localhost/chat',
    internalUrl: 'http://localhost/chat',
    useAttrUrl: true,
    ...(core && { core }),
    outbound: createOutbound(),
    sessionUrlOrigins: [],
    outbox: createMemoryOutbox((cause) => log.warn({ err: cause }, 'not told')),
    report: (cause) => log.warn({ err: cause }, 'reported'),
  }
  const { schedule, purposes } = config
  const calendars = createAgentCalendars({ database: database.db, schedule, clock })
  const freeTimes = createFreeTimes({ database: database.db, calendars, schedule, clock })
  const bookings = createBookings({
    ...{ pool: database.pool, settings, schedule, purposes, freeTimes, sendsMail: false },
  })
  const desk = createDesk({
    config,
    addresses,
    database,
    bus,
    settings,
    channel,
    log,
    clock,
    metrics,
    scheduling: { bookings, freeTimes, calendars, beat: () => undefined },
  })
  const listener = await createPublicListener({
    log,
    random,
    metrics,
    trustProxy: [],
    addresses,
    requestsPerMinute: 0,
    describe: false,
  })
  await desk.routes(listener)
  const io = createLiveServer(listener, {
    addresses,
    clock,
    metrics,
    trustProxy: [],
    connectionsPerMinute: 0,
  })
  desk.namespace(io)
  listener.addHook('preClose', async () => desk.close())
  const port = await listen(listener, { address: '127.0.0.1', port: 0 }, 'public')
  listening({ public: port, internal: 1 })
  const pages: AgentPage[] = []

  return {
    ...{
      metrics,
      settings,
      channel,
      bus,
      lines,
      addresses,
      io,
      desk,
      database: database.db,
      pool: database.pool,
    },
    url: addresses.origin,

    addAgent: (name: string, teams: string[], email = `${name.toLowerCase()}@voorbeeld.nl`) =>
      createAgentAccount(
        { database: database.db, clock, random },
        { email, name, teams, password: new Secret('password', PASSWORD) },
      ),

    /** A browser in which nobody is signed in. */
    page(): AgentPage {
      const page = createAgentPage(addresses.origin)
      pages.push(page)
      return page
    },

    async signIn(email: string): Promise<AgentPage> {
      const page = this.page()
      const answer = await page.signIn(email, PASSWORD)
      if (answer.status !== 200) throw new Error(`sign-in gave ${answer.status}`)
      return page
    },

    /** A citizen starts, lands and begins, authenticated or not (yet). */
    async citizen(purpose: string, attributes?: Record<string, string>): Promise<Citizen> {
      const { client_url, attr_url } = await startCommunication(settings, { purpose })
      const clientSecret = client_url.split('/').at(-1) ?? ''
      const attrSecret = attr_url?.split('/').at(-1) ?? ''
      const browser = hashSecret(randomText(random, 32))
      const page = await land(settings, { clientSecret, browser })
      const authenticate = async (given: Record<string, string>) =>
        receiveAuthResult(settings, attrSecret, await result(given))
      if (attributes) await authenticate(attributes)
      const { id } = await begin(settings, page.split('/').at(-1) ?? '', browser)
      return {
        conversation: id,
        writes: (text) => channel.send(id, { side: 'citizen', browser }, { id: randomText(random, 9), text }),
        authenticate,
        async landElsewhere() {
          await land(settings, { clientSecret, browser: hashSecret(randomText(random, 32)) })
        },
      }
    },

    async close(): Promise<void> {
      for (const page of pages) page.close()
      await listener.close()
      await database.close()
    },
  }

  function result(attributes: Record<string, string>): Promise<string> {
    return createAuthResult(
      { status: 'succes', attributes },
      {
        clock,
        signingKey: importSigningKey({ type: 'EC', key: signing.privateKey }),
        encryptionKey: importEncryptionKey({ type: 'EC', key: decryption.publicKey }),
      },
    )
  }
}

export type DeskUnderTest = Awaited<ReturnType<typeof openDesk>>
