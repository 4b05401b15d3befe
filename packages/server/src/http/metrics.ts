import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What is counted. No label holds anything about a person; every label has a handful of values. */
export interface Metrics {
  request(done: {
    readonly listener: string
    /** The template, never the address. */
    readonly route: string
    readonly status: number
    readonly ms: number
  }): void
  socketOpened(side: 'citizen' | 'agent'): void
  socketClosed(side: 'citizen' | 'agent'): void
  messageStored(from: 'citizen' | 'agent'): void
  authResult(outcome: 'accepted' | 'refused'): void
  /** The page that Prometheus reads. */
  text(): Promise<{ readonly body: string; readonly contentType: string }>
}

export interface MetricsOptions {
  /** How many conversations are in each state that has not ended; asked at each reading. */
  readonly conversations: () => Promise<Readonly<Record<string, number>>>
  /** How many updates for authentication plugins wait, and how many are for the operator; asked at each reading. */
  readonly sessionUpdates: () => Promise<Readonly<Record<'waiting' | 'dead', number>>>
  /** How many mails about appointments should have been sent by now, and how many were refused in a day; asked at each reading. */
  readonly mails: () => Promise<Readonly<Record<'late' | 'refused', number>>>
}

/** The metrics of one server, in a registry of their own. */
export function createMetrics(options: MetricsOptions): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
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
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
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
  new Gauge({
    name: 'balie_conversations',
    help: 'Conversations that have not ended, by state.',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset()
      // Without a database there is nothing to say, and the other series still matter.
      const states = await options.conversations().catch(() => ({}))
      for (const [state, count] of Object.entries(states)) this.set({ state }, count)
    },
  })
  new Gauge({
    name: 'balie_session_updates',
    help: 'Updates for authentication plugins: waiting to be delivered, and dead: a logout not delivered in a day.',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset()
      const states = await options.sessionUpdates().catch(() => ({}))
      for (const [state, count] of Object.entries(states)) this.set({ state }, count)
    },
  })
  new Gauge({
    name: 'balie_appointment_mails',
    help: 'Mails about appointments: late, due for more than a minute; refused, in the last day, by the address.',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset()
      const states = await options.mails().catch(() => ({}))
      for (const [state, count] of Object.entries(states)) this.set({ state }, count)
    },
  })
  for (const side of ['citizen', 'agent']) sockets.set({ side }, 0)
  for (const from of ['citizen', 'agent']) messages.inc({ from }, 0)
  for (const outcome of ['accepted', 'refused']) authResults.inc({ outcome }, 0)
  return {
    request({ listener, route, status, ms }) {
      requests.inc({ listener, route, status: `${Math.floor(status / 100)}xx` })
      duration.observe({ listener, route }, ms / 1000)
    },
    socketOpened: (side) => sockets.inc({ side }),
    socketClosed: (side) => sockets.dec({ side }),
    messageStored: (from) => messages.inc({ from }),
    authResult: (outcome) => authResults.inc({ outcome }),
    text: async () => ({ body: await registry.metrics(), contentType: registry.contentType }),
  }
}
