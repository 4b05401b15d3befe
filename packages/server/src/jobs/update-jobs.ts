import { IdContactError, type Outbox, type UpdateJob } from '@balie/sdk'
import type { Pool } from 'pg'
import type { JobResult, JobWithMetadata } from 'pg-boss'
import { problemFor } from '../errors/problem.ts'
import type { Log } from '../log.ts'
import { createBoss } from './boss.ts'
import { ACTIVITY, ACTIVITY_KEPT, LOGOUT } from './queues.ts'
import { createSessionLocks } from './session-locks.ts'

/** The updates for authentication plugins, as jobs in the database: what was added survives a kill (SF-6, O3, V1). */
export interface UpdateJobs {
  /** Takes jobs from when `start` has returned. */
  readonly outbox: Outbox
  /**
   * Begins to deliver what waits, also what a server before this one left.
   *
   * @param deliver `deliverUpdate` of the sdk; what it throws is tried again
   */
  start(deliver: (job: UpdateJob) => Promise<void>): Promise<void>
  /** Begins nothing more, and waits some seconds for what is under way; what is not done by then is tried again. */
  stop(): Promise<void>
}

export interface UpdateJobsParts {
  /** Migrated. */
  readonly pool: Pool
  readonly log: Log
}

/**
 * How many deliveries of a kind run at once: a plugin that does not answer holds one for five seconds. Signs of activity
 * are many and go in batches, which end together; each logout goes by itself.
 */
const WORKERS = {
  [ACTIVITY]: { localConcurrency: 3, batchSize: 20, burstWhenBatchFull: true },
  [LOGOUT]: { localConcurrency: 8 },
} as const
/** By when pg-boss usually has noted what became of a job, milliseconds. */
const NOTED_WITHIN = 50
/** Longest wait for deliveries under way when stopping, milliseconds. */
const STOP_WITHIN = 6_000

export function createUpdateJobs({ pool, log }: UpdateJobsParts): UpdateJobs {
  const boss = createBoss(pool, { supervise: true })
  const locks = createSessionLocks(pool)
  const working = new Set<string>()
  let isAway = false

  boss.on('error', (error: unknown) => {
    // What workers emit is the members of an error, not an error.
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
    const away = code === 'STORE_UNAVAILABLE'
    // Each worker tries every second.
    if (away && !isAway) log.warn({ code }, 'the jobs wait for the database')
    if (!away)
      log.error({ code, err: error instanceof Error ? error : new Error('a worker') }, 'the jobs failed')
    isAway = away
  })

  async function work(queue: keyof typeof WORKERS, deliver: (job: UpdateJob) => Promise<void>) {
    const options = {
      ...WORKERS[queue],
      // The jobs of one session would only wait for each other.
      localGroupConcurrency: 1,
      pollingIntervalSeconds: 1,
      includeMetadata: true,
      perJobResults: true,
    } as const
    await boss.work<UpdateJob, unknown, typeof options>(queue, options, async (jobs) => {
      isAway = false
      const results = await Promise.all(jobs.map((job) => attempt(job, deliver)))
      // The next one of the session can be had when pg-boss has noted these.
      setTimeout(wake, NOTED_WITHIN, queue).unref()
      return results
    })
    working.add(queue)
  }

  /** Has a job looked for at once, rather than at the next look. */
  function wake(queue: string): void {
    const idle = boss.getWipData().filter(({ name, count }) => name === queue && count === 0)
    for (const { id } of idle) boss.notifyWorker(id)
  }

  async function attempt(
    job: JobWithMetadata<UpdateJob>,
    deliver: (job: UpdateJob) => Promise<void>,
  ): Promise<JobResult> {
    const { id, data } = job
    const done = { id, status: 'completed' } as const
    // By the clock of the database, like everything in a job.
    const waited = job.startedOn.getTime() - job.createdOn.getTime()
    if (data.update === 'user_active' && waited > ACTIVITY_KEPT) return done
    try {
      await locks.hold(data.session, () => deliver(data))
      return done
    } catch (cause) {
      const { code } = problemFor(cause)
      const about = { session: data.session, update: data.update, tries: job.retryCount + 1, code }
      const isLast = job.retryCount >= job.retryLimit
      if (isLast && data.update === 'logout')
        log.error(about, 'a logout could not be delivered; see balie feedback')
      else log.info({ ...about, ...detailOf(cause) }, 'a session update was not delivered; tried again')
      // The code alone: what an error says may name a component.
      return { id, status: 'failed', output: { code } }
    }
  }

  return {
    outbox: {
      async add(job) {
        const { session, update, url } = job
        const queue = update === 'logout' ? LOGOUT : ACTIVITY
        if (!working.has(queue)) throw new IdContactError('STORE_UNAVAILABLE', 'the jobs do not run')
        const singletonKey = update === 'logout' ? `${session} ${url}` : session
        await boss.send(queue, { session, update, url }, { singletonKey, group: { id: session } })
        wake(queue)
      },
    },
    async start(deliver) {
      await boss.start()
      await work(LOGOUT, deliver)
      await work(ACTIVITY, deliver)
    },
    async stop() {
      working.clear()
      await boss.stop({ graceful: true, timeout: STOP_WITHIN, close: false })
      await locks.close()
    },
  }
}

function detailOf(cause: unknown): { readonly detail?: string } {
  return cause instanceof IdContactError ? { detail: cause.detail } : {}
}
