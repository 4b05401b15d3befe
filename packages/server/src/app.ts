import type { Clock, Keyring, Random } from '@balie/sdk'
import type { Config } from './config/config.ts'
import { type Addresses, createAddresses } from './http/addresses.ts'
import { createInternalListener } from './http/internal-listener.ts'
import { listen } from './http/listen.ts'
import type { Listener } from './http/listener.ts'
import { createMetrics } from './http/metrics.ts'
import { createPublicListener } from './http/public-listener.ts'
import { servePages } from './http/serve-pages.ts'
import type { Log } from './log.ts'
import { databaseReadiness } from './store/database-readiness.ts'
import type { Store } from './store/pool.ts'

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
  /**
   * Listens.
   *
   * @throws {BalieError} START_REFUSED when an address or port cannot be had
   */
  start(): Promise<{ readonly publicUrl: string; readonly internalUrl: string }>
  /** Takes no more requests, closes sockets, waits for the requests that run. */
  close(): Promise<void>
}

/** All wiring, by explicit import. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, store, log, random } = options
  const { addresses, listening } = createAddresses(config)
  const metrics = createMetrics({ conversations: async () => ({}) })
  const shared = { log, random, metrics, trustProxy: config.trustProxy, describe: options.describe ?? false }
  const publicListener = await createPublicListener({
    ...shared,
    addresses,
    requestsPerMinute: config.requestsPerMinute,
  })
  const internalListener = await createInternalListener({
    ...shared,
    readiness: databaseReadiness(store.pool),
  })
  await servePages(publicListener, {
    displayName: config.displayName,
    ...(options.pages !== undefined && { directory: options.pages }),
  })
  return {
    publicListener,
    internalListener,
    addresses,
    async start() {
      const ports = {
        internal: await listen(internalListener, config.internalListener, 'internal'),
        public: await listen(publicListener, config.publicListener, 'public'),
      }
      listening(ports)
      return { publicUrl: addresses.externalUrl, internalUrl: addresses.internalUrl }
    },
    async close() {
      await Promise.all([publicListener.close(), internalListener.close()])
    },
  }
}
