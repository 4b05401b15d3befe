import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { IdContactError, type UpdateJob } from '@balie/sdk'
import { createLog } from '../log.ts'
import { openCuttableDatabase } from '../testing/cuttable-database.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { createBoss } from './boss.ts'
import { ACTIVITY, DEAD_LOGOUT, LOGOUT } from './queues.ts'
import { createUpdateJobs, type UpdateJobs } from './update-jobs.ts'

type Deliver = (job: UpdateJob) => Promise<void>

const logout = (session: string, url = 0): UpdateJob => ({ session, update: 'logout', url })
const activity = (session: string, url = 0): UpdateJob => ({ session, update: 'user_active', url })
const ignored: Deliver = async () => undefined

describe('jobs for session updates', () => {
  let database: TestDatabase
  const running: UpdateJobs[] = []
  let lines: string[] = []
  const log = createLog({ level: 'debug', destination: { write: (line) => void lines.push(line) } })

  before(async () => {
    database = await createTestDatabase()
  })
  after(() => database.close())
  afterEach(async () => {
    for (const jobs of running.splice(0)) await jobs.stop()
    await database.pool.query('truncate pgboss.job')
    lines = []
  })

  /** A server's jobs. */
  async function start(deliver: Deliver): Promise<UpdateJobs> {
    const jobs = createUpdateJobs({ pool: database.pool, log })
    running.push(jobs)
    await jobs.start(deliver)
    return jobs
  }

  async function stop(jobs: UpdateJobs): Promise<void> {
    running.splice(running.indexOf(jobs), 1)
    await jobs.stop()
  }

  async function rows(queue: string) {
    const { rows } = await database.pool.query(
      'select data, state::text, retry_count, output, created_on from pgboss.job where name = $1 order by created_on',
      [queue],
    )
    return rows
  }

  /** Waits until it is so, as told by `look`. */
  async function until<T>(look: () => Promise<T | undefined | false> | T | undefined | false): Promise<T> {
    for (;;) {
      const found = await look()
      if (found !== undefined && found !== false) return found
      await wait(20)
    }
  }

  it('SF-6: delivers what is added at once, with identifiers only', async () => {
    const told: UpdateJob[] = []
    const jobs = await start(async (job) => void told.push(job))
    const before = performance.now()
    await jobs.outbox.add(logout('one', 2), ignoring)
    await until(() => told.length === 1)
    assert.ok(performance.now() - before < 1_000)
    assert.deepEqual(told, [logout('one', 2)])
    await jobs.outbox.add(activity('one'), ignoring)
    await until(() => told.length === 2)
    const [row] = await until(async () => (await rows(LOGOUT)).filter(({ state }) => state === 'completed'))
    assert.deepEqual(row?.data, logout('one', 2))
  })

  it('V1: delivers after a restart what was added before it', async () => {
    const first = await start(() => new Promise(() => undefined))
    // Eight of these never end; the others wait.
    for (let i = 0; i < 12; i += 1) await first.outbox.add(logout(`session-${i}`), ignoring)
    await until(async () => (await rows(LOGOUT)).filter(({ state }) => state === 'active').length === 8)
    const told = new Set<string>()
    running.pop()
    const stopped = first.stop()
    await start(async ({ session }) => void told.add(session))
    await stopped
    await until(() => told.size === 12)
  })

  it('SF-7: many logouts of one session hold up no other session', async () => {
    const silent = Promise.withResolvers<void>()
    const told: UpdateJob[] = []
    const jobs = await start(async (job) => {
      if (job.session === 'silent') await silent.promise
      told.push(job)
    })
    for (let url = 0; url < 16; url += 1) await jobs.outbox.add(logout('silent', url), ignoring)
    await jobs.outbox.add(logout('other'), ignoring)
    await until(() => told.length === 1)
    assert.deepEqual(told, [logout('other')])
    silent.resolve()
    await until(() => told.length === 17)
  })

  it('O3: gives a job of a server that was killed to another one', async () => {
    const gone = createBoss(database.pool, { supervise: false })
    gone.on('error', () => undefined)
    await gone.start()
    await gone.send(LOGOUT, logout('killed'), { singletonKey: 'killed 0' })
    // It takes the job and is never heard of again.
    assert.equal((await gone.fetch(LOGOUT)).length, 1)
    await database.pool.query(`update pgboss.job set started_on = started_on - interval '1 minute'`)
    const told: UpdateJob[] = []
    await start(async (job) => void told.push(job))
    await until(() => told.length === 1)
    assert.deepEqual(told, [logout('killed')])
    await gone.stop({ graceful: false, close: false })
  })

  it('O3: tries again what fails, first within seconds, later ever less often, for a day', async () => {
    let tries = 0
    const jobs = await start(async () => {
      tries += 1
      if (tries < 3) throw new IdContactError('UPDATE_REFUSED', 'canary-in-the-detail of http://auth.canary')
    })
    await jobs.outbox.add(logout('again'), ignoring)
    await until(() => tries === 3)
    const { rows: planned } = await database.pool.query(
      'select retry_limit, retry_delay, retry_delay_max from pgboss.queue where name = $1',
      [LOGOUT],
    )
    const { retry_limit, retry_delay, retry_delay_max } = planned[0]
    const least = Array.from({ length: retry_limit }, (_, n) =>
      Math.min(retry_delay_max, retry_delay * 2 ** n),
    )
    const hours = least.reduce((sum, seconds) => sum + seconds, 0) / 3600
    assert.ok(hours > 23.5 && hours < 25, `${hours} hours`)
    assert.equal(JSON.stringify(await rows(LOGOUT)).includes('canary'), false)
  })

  it('O2: adds the same job once while it waits, and a newer sign of activity while one is on its way', async () => {
    const gate = Promise.withResolvers<void>()
    const told: UpdateJob[] = []
    const jobs = await start(async (job) => {
      await gate.promise
      told.push(job)
    })
    for (let time = 0; time < 3; time += 1) await jobs.outbox.add(logout('same'), ignoring)
    assert.equal((await rows(LOGOUT)).length, 1)
    await jobs.outbox.add(activity('same'), ignoring)
    await until(async () => (await rows(ACTIVITY)).some(({ state }) => state === 'active'))
    for (let time = 0; time < 20; time += 1) await jobs.outbox.add(activity('same', 1), ignoring)
    const added = await rows(ACTIVITY)
    assert.ok(added.length > 1 && added.filter(({ state }) => state === 'created').length <= 1)
    gate.resolve()
    await until(async () => (await rows(ACTIVITY)).every(({ state }) => state === 'completed'))
    await until(() => told.some(({ update }) => update === 'logout'))
    assert.equal(told.filter(({ update }) => update === 'logout').length, 1)
  })

  it('SF-6: gives one job of a session at a time, over two servers', async () => {
    let under = 0
    let most = 0
    let done = 0
    const deliver: Deliver = async () => {
      under += 1
      most = Math.max(most, under)
      await wait(15)
      under -= 1
      done += 1
    }
    const [first, second] = [await start(deliver), await start(deliver)]
    for (let url = 0; url < 12; url += 1) {
      await (url % 2 ? first : second).outbox.add(logout('turns', url), ignoring)
    }
    await first.outbox.add(activity('turns'), ignoring)
    await until(() => done === 13)
    assert.equal(most, 1)
  })

  it('SF-6: a sign of activity that waited for long is not sent', async () => {
    const quiet = await start(ignored)
    await stop(quiet)
    const boss = createBoss(database.pool, { supervise: false })
    boss.on('error', () => undefined)
    await boss.start()
    await boss.send(ACTIVITY, activity('late'), { singletonKey: 'late' })
    await boss.stop({ graceful: false, close: false })
    await database.pool.query(`update pgboss.job set created_on = created_on - interval '2 minutes'`)
    const told: UpdateJob[] = []
    await start(async (job) => void told.push(job))
    await until(async () => (await rows(ACTIVITY)).every(({ state }) => state === 'completed'))
    assert.deepEqual(told, [])
  })

  it('SF-6: delivers many signs of activity in little time', async () => {
    let told = 0
    const jobs = await start(async () => {
      told += 1
    })
    const before = performance.now()
    await Promise.all(Array.from({ length: 100 }, (_, i) => jobs.outbox.add(activity(`many-${i}`), ignoring)))
    await until(() => told === 100)
    assert.ok(performance.now() - before < 10_000)
  })

  it('one plugin that does not answer does not hold up the others', async () => {
    const silent = Promise.withResolvers<void>()
    const told: UpdateJob[] = []
    const jobs = await start(async (job) => {
      if (job.session.startsWith('silent')) await silent.promise
      told.push(job)
    })
    for (let i = 0; i < 5; i += 1) await jobs.outbox.add(logout(`silent-${i}`), ignoring)
    await jobs.outbox.add(logout('other'), ignoring)
    await until(() => told.length === 1)
    assert.deepEqual(told, [logout('other')])
    silent.resolve()
    await until(() => told.length === 6)
  })

  it('O3: a logout that could not be delivered in a day is kept for the operator, and logged', async () => {
    const jobs = await start(async () => {
      throw new IdContactError('UPDATE_REFUSED', 'answered with status 500')
    })
    await jobs.outbox.add(logout('dead', 1), ignoring)
    await until(async () => (await rows(LOGOUT)).some(({ state }) => state === 'retry'))
    await database.pool.query(`update pgboss.job set retry_count = retry_limit - 1, start_after = now()`)
    const [dead] = await until(async () => {
      const found = await rows(DEAD_LOGOUT)
      return found.length > 0 && found
    })
    assert.deepEqual(dead.data, logout('dead', 1))
    const line = lines.map((one) => JSON.parse(one)).find(({ level }) => level === 'error')
    assert.equal(line?.session, 'dead')
    assert.equal(line?.code, 'UPDATE_REFUSED')
    assert.equal(line?.tries, 59)
  })

  it('waits while the database is away, says so once, and goes on', async () => {
    const cuttable = await openCuttableDatabase(database)
    const told: UpdateJob[] = []
    const jobs = createUpdateJobs({ pool: cuttable.pool, log })
    await jobs.start(async (job) => void told.push(job))
    await cuttable.cut()
    await assert.rejects(jobs.outbox.add(logout('away'), ignoring), { code: 'STORE_UNAVAILABLE' })
    const said = () => lines.map((line) => JSON.parse(line)).filter(({ level }) => level !== 'info')
    await until(() => said().length > 0)
    await wait(1_500)
    assert.deepEqual(
      said().map(({ level, msg }) => [level, msg]),
      [['warn', 'the jobs wait for the database']],
    )
    await cuttable.restore()
    await until(() =>
      jobs.outbox.add(logout('back'), ignoring).then(
        () => true,
        () => false,
      ),
    )
    await until(() => told.length === 1)
    await jobs.stop()
    await cuttable.close()
  })

  it('takes nothing before it was started, nor after it was stopped: time brings it up again', async () => {
    const jobs = createUpdateJobs({ pool: database.pool, log })
    await assert.rejects(jobs.outbox.add(logout('early'), ignoring), { code: 'STORE_UNAVAILABLE' })
    await jobs.start(ignored)
    await jobs.stop()
    await assert.rejects(jobs.outbox.add(logout('late'), ignoring), { code: 'STORE_UNAVAILABLE' })
  })
})

/** An outbox in the database gives jobs to `start`'s deliver, not to this. */
const ignoring = async () => assert.fail('called')
