import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { type StandingSources, standingMetrics } from './standing-metrics.ts'

/** What is counted. No label holds anything about a person; every label has a handful of values. */
export interface Metrics {
  /** There is such a route: its series begin, so that their number does not change afterwards. */
  route(of: { readonly listener: string; readonly route: string }): void
  request(done: {
    readonly listener: string
    /** The template, never the address. */
    readonly route: string
    readonly status: number
    readonly ms: number
  }): void
  socketOpened(side: 'citizen' | 'agent'): void
  socketClosed(side: 'citizen' | 'agent'): void
  /** @param ms how long the store took, and everything until it can be acknowledged */
  messageStored(from: 'citizen' | 'agent', ms: { readonly store: number; readonly whole: number }): void
  authResult(outcome: 'accepted' | 'refused'): void
  /** Somebody did more of it than allowed, and was refused (R4). */
  tooMany(what: TooMany): void
  /** The page that Prometheus reads. */
  text(): Promise<{ readonly body: string; readonly contentType: string }>
}

/** What there is a limit on, of one visitor or browser. */
export type TooMany = (typeof LIMITED)[number]

const LIMITED = ['requests', 'connections', 'commands', 'messages'] as const
/** Classes of status that a route can answer with. */
const CLASSES = ['2xx', '3xx', '4xx', '5xx']
const GC_KINDS = ['major', 'minor', 'incremental', 'weakcb']
/** These have a series for each kind of thing that happens to be open; their totals stay. */
const BY_KIND = ['nodejs_active_handles', 'nodejs_active_requests', 'nodejs_active_resources']
const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5]

/** The metrics of one server, in a registry of their own. The number of series is constant once the routes are known. */
export function createMetrics(sources: StandingSources): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  for (const name of BY_KIND) registry.removeSingleMetric(name)
  const gc = registry.getSingleMetric('nodejs_gc_duration_seconds')
  if (gc instanceof Histogram) for (const kind of GC_KINDS) gc.zero({ kind })
  const requests = new Counter({
    name: 'balie_http_requests_total',
    help: 'Requests, by route template and class of status.',
    labelNames: ['listener', 'route', 'status'],
    registers,
  })
  const duration = new Histogram({
    name: 'balie_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer.',
    labelNames: ['listener', 'route'],
    buckets: SECONDS,
    registers,
  })
  const sockets = new Gauge({
    name: 'balie_sockets',
    help: 'Open sockets, by side.',
    labelNames: ['side'],
    registers,
  })
  const messages = new Counter({
    name: 'balie_messages_total',
    help: 'Messages stored, by who wrote them.',
    labelNames: ['from'],
    registers,
  })
  const authResults = new Counter({
    name: 'balie_auth_results_total',
    help: 'Auth results, accepted and refused.',
    labelNames: ['outcome'],
    registers,
  })
  const tooMany = new Counter({
    name: 'balie_too_many_total',
    help: 'Refused because one visitor or browser did more than allowed.',
    labelNames: ['of'],
    registers,
  })
  const stored = new Histogram({
    name: 'balie_message_store_seconds',
    help: 'Time in which the store committed a message.',
    buckets: SECONDS,
    registers,
  })
  const acknowledged = new Histogram({
    name: 'balie_message_acknowledged_seconds',
    help: 'Time from the turn of a message until it could be acknowledged: key, sealing, store.',
    buckets: SECONDS,
    registers,
  })
  standingMetrics(registry, sources)
  for (const side of ['citizen', 'agent']) sockets.set({ side }, 0)
  for (const from of ['citizen', 'agent']) messages.inc({ from }, 0)
  for (const of of LIMITED) tooMany.inc({ of }, 0)
  for (const outcome of ['accepted', 'refused']) authResults.inc({ outcome }, 0)
  return {
    route({ listener, route }) {
      for (const status of CLASSES) requests.inc({ listener, route, status }, 0)
      duration.zero({ listener, route })
    },
    request({ listener, route, status, ms }) {
      requests.inc({ listener, route, status: `${Math.floor(status / 100)}xx` })
      duration.observe({ listener, route }, ms / 1000)
    },
    socketOpened: (side) => sockets.inc({ side }),
    socketClosed: (side) => sockets.dec({ side }),
    messageStored(from, { store, whole }) {
      messages.inc({ from })
      stored.observe(store / 1000)
      acknowledged.observe(whole / 1000)
    },
    authResult: (outcome) => authResults.inc({ outcome }),
    tooMany: (of) => tooMany.inc({ of }),
    text: async () => ({ body: await registry.metrics(), contentType: registry.contentType }),
  }
}
