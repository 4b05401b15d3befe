import type { Clock } from '@balie/sdk'
import type { Pool, PoolClient } from 'pg'
import type { JobResult, JobWithMetadata } from 'pg-boss'
import { createCoalescedWork } from '../conversation/coalesced-work.ts'
import { problemFor } from '../errors/problem.ts'
import type { Log } from '../log.ts'
import type { MailName } from '../scheduling/appointment-mails.ts'
import { inTransaction } from '../store/transaction.ts'
import { createBoss } from './boss.ts'
import { MAIL } from './queues.ts'

/** Mail about appointments, as jobs in the database: what is due follows, also after a kill, each once (V1, V2). */
export interface MailJobs {
  /**
   * Begins to send what is due, also what a server before this one left.
   *
   * @param deliver what it throws is tried again
   */
  start(deliver: (name: MailName) => Promise<string | undefined>): Promise<void>
  /** To be called every second or so: queues what has become due. Never throws. */
  beat(): void
  /** Begins nothing more, and waits some seconds for what is under way. */
  stop(): Promise<void>
}

export interface MailJobsParts {
  /** Migrated. */
  readonly pool: Pool
  readonly clock: Clock
  readonly log: Log
}

/** A mail server that does not answer holds one of these for minutes. */
const AT_ONCE = 4
/** What was queued and is due still is queued again after so long, milliseconds: its job may be gone. */
const AGAIN = 60_000
const STOP_WITHIN = 6_000
const LOOK = 200

export function createMailJobs({ pool, clock, log }: MailJobsParts): MailJobs {
  const boss = createBoss(pool, { supervise: false })
  let isAway = false
  let runs = false
  boss.on('error', (error: unknown) => {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
    if (code !== 'STORE_UNAVAILABLE')
      log.error({ code, err: error instanceof Error ? error : new Error('a worker') }, 'the mail jobs failed')
    else if (!isAway) log.warn({ code }, 'the mail jobs wait for the database')
    isAway = code === 'STORE_UNAVAILABLE'
  })

  const queue = createCoalescedWork(
    async () => {
      const now = clock.now()
      const count = await inTransaction(pool, (client) => enqueue(client, now))
      if (count > 0) wake()
      if (count === LOOK) queue.ask()
    },
    (cause) =>
      log.warn({ code: problemFor(cause).code }, 'mail that is due could not be queued; tried again'),
  )

  /** Notes that they are queued and queues them: both, or neither. @returns how many */
  async function enqueue(client: PoolClient, now: number): Promise<number> {
    const { rows } = await client.query<MailName>(
      `update appointment_mails set queued_at = $1
       where (session_id, kind, sequence, minutes) in (
         select session_id, kind, sequence, minutes from appointment_mails
         where state = 'due' and due_at <= $1 and (queued_at is null or queued_at <= $2)
         order by due_at limit ${LOOK} for update skip locked)
       returning session_id as session, kind, sequence, minutes`,
      [now, now - AGAIN],
    )
    const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) }
    for (const { session, kind, sequence, minutes } of rows) {
      const name: MailName = { session, kind, sequence, minutes }
      await boss.send(MAIL, name, { singletonKey: [session, kind, sequence, minutes].join(' '), db })
    }
    return rows.length
  }

  /** Has a job looked for at once, rather than at the next look. */
  function wake(): void {
    for (const { id, name, count } of boss.getWipData())
      if (name === MAIL && count === 0) boss.notifyWorker(id)
  }

  async function attempt(
    { id, data, retryCount }: JobWithMetadata<MailName>,
    deliver: (name: MailName) => Promise<string | undefined>,
  ): Promise<JobResult> {
    const { session, kind } = data
    try {
      const outcome = await deliver(data)
      if (outcome === 'refused')
        log.warn({ session, kind }, 'a mail about an appointment was refused: the address does not take it')
      return { id, status: 'completed' }
    } catch (cause) {
      const { code } = problemFor(cause)
      const about = { session, kind, tries: retryCount + 1, code }
      // Once for each mail: a mail server that is down fills no log.
      if (retryCount === 0)
        log.warn(about, 'a mail about an appointment could not be sent; it is tried again')
      else log.debug(about, 'a mail about an appointment could not be sent again')
      return { id, status: 'failed', output: { code } }
    }
  }

  return {
    async start(deliver) {
      await boss.start()
      const options = {
        localConcurrency: AT_ONCE,
        pollingIntervalSeconds: 1,
        // A third of what the queue allows: one or two may fail.
        heartbeatRefreshSeconds: 10,
        includeMetadata: true,
        perJobResults: true,
      } as const
      await boss.work<MailName, unknown, typeof options>(MAIL, options, (jobs) =>
        Promise.all(jobs.map((job) => attempt(job, deliver))),
      )
      runs = true
    },
    beat() {
      if (runs) queue.ask()
    },
    async stop() {
      runs = false
      await queue.idle()
      await boss.stop({ graceful: true, timeout: STOP_WITHIN, close: false })
    },
  }
}
