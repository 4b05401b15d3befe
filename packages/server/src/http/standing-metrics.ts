import { Counter, Gauge, type Registry } from 'prom-client'

/** What is asked for at each reading. Of what cannot be told nothing is shown, and the rest still is. */
export interface StandingSources {
  /** How many conversations are in each state that has not ended. */
  readonly conversations: () => Promise<Readonly<Record<string, number>>>
  /** How many updates for authentication plugins wait, and how many are for the operator. */
  readonly sessionUpdates: () => Promise<Readonly<Record<'waiting' | 'dead', number>>>
  /** How many mails about appointments should have been sent by now, and how many were refused in a day. */
  readonly mails: () => Promise<Readonly<Record<'late' | 'refused', number>>>
  /** What waits in each queue of jobs; seconds. */
  readonly jobs: () => Promise<
    Readonly<Record<string, { readonly waiting: number; readonly oldest: number }>>
  >
  /** Whether the database can be used now, as on `/readyz`. */
  readonly isDatabaseReady: () => Promise<boolean>
  /** The connections of the pool: in use, idle; and how many queries wait for one. */
  readonly pool: () => Readonly<Record<'in_use' | 'idle' | 'waiting', number>>
  /** Other nodes that are heard, and how often something of them was missed. */
  readonly nodes: () => { readonly others: number; readonly missed: number }
}

/** Gauges of how things stand at the moment of reading. */
export function standingMetrics(registry: Registry, sources: StandingSources): void {
  const registers = [registry]

  /** One series for each value of the label. */
  function gauge(
    name: string,
    help: string,
    label: string,
    read: () => Promise<Readonly<Record<string, number>>> | Readonly<Record<string, number>>,
  ): void {
    new Gauge({
      ...{ name, help, registers },
      labelNames: [label],
      async collect() {
        this.reset()
        const values = await Promise.resolve(read()).catch(() => ({}))
        for (const [value, count] of Object.entries(values)) this.set({ [label]: value }, count)
      },
    })
  }

  gauge('balie_conversations', 'Conversations that have not ended, by state.', 'state', sources.conversations)
  gauge(
    'balie_session_updates',
    'Updates for authentication plugins: waiting to be delivered, and dead: a logout not delivered in a day.',
    'state',
    sources.sessionUpdates,
  )
  gauge(
    'balie_appointment_mails',
    'Mails about appointments: late, due for more than a minute; refused, in the last day, by the address.',
    'state',
    sources.mails,
  )
  const jobsOf = async (what: 'waiting' | 'oldest') =>
    Object.fromEntries(Object.entries(await sources.jobs()).map(([queue, jobs]) => [queue, jobs[what]]))
  gauge('balie_jobs_waiting', 'Jobs that wait for their turn or to be tried again, by queue.', 'queue', () =>
    jobsOf('waiting'),
  )
  gauge('balie_jobs_oldest_seconds', 'Age of the oldest job that waits, by queue.', 'queue', () =>
    jobsOf('oldest'),
  )
  gauge(
    'balie_database_connections',
    'Connections of the pool: in use and idle; waiting: queries that wait for one.',
    'state',
    sources.pool,
  )
  new Gauge({
    name: 'balie_database_ready',
    help: '1 when the database can be used, as on /readyz.',
    registers,
    async collect() {
      this.set((await sources.isDatabaseReady()) ? 1 : 0)
    },
  })
  new Gauge({
    name: 'balie_other_nodes',
    help: 'Other nodes that this one hears.',
    registers,
    collect() {
      this.set(sources.nodes().others)
    },
  })
  new Counter({
    name: 'balie_announcements_missed_total',
    help: 'How often something that other nodes told was missed; what pages show was read again then.',
    registers,
    collect() {
      this.reset()
      this.inc(sources.nodes().missed)
    },
  })
}
