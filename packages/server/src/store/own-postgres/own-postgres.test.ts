import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { createLog } from '../../log.ts'
import { testDirectory } from '../../testing/test-database.ts'
import { livingOwnPostgres } from './living-own-postgres.ts'
import { type OwnPostgres, startOwnPostgres } from './own-postgres.ts'
import { isAlive } from './postmaster.ts'

const log = createLog({ level: 'silent' })
const program = fileURLToPath(new URL('../../testing/start-and-hold.ts', import.meta.url))

describe('our own PostgreSQL', () => {
  let dataDirectory: string
  let own: OwnPostgres | undefined
  const start = async () => {
    own = await startOwnPostgres({ dataDirectory, log, durable: false })
    return own
  }
  beforeEach(async () => {
    dataDirectory = await testDirectory()
  })
  afterEach(async () => {
    await own?.close()
    own = undefined
    await rm(dataDirectory, { recursive: true, force: true })
  })

  it('starts where there was nothing, keeps what it was told, and stops', async () => {
    const first = await start()
    const pid = first.pid()
    await query(first, 'create table kept (what text)')
    await query(first, `insert into kept values ('this')`)
    await first.close()
    assert.ok(pid !== undefined && !isAlive(pid), 'it is gone when close returns')
    assert.deepEqual(await query(await start(), 'select what from kept'), [{ what: 'this' }])
  })

  it('keeps its password to itself', async () => {
    await start()
    const { mode } = await stat(join(dataDirectory, 'postgresql', 'password'))
    assert.equal(mode & 0o777, 0o600)
    const password = await readFile(join(dataDirectory, 'postgresql', 'password'), 'utf8')
    assert.ok(password.trim().length >= 43)
    const url = new URL((await livingOwnPostgres(dataDirectory))?.reveal() ?? '')
    url.password = 'guess'
    await assert.rejects(new Client(url.href).connect(), { code: '28P01' })
  })

  it('is taken over when the server before was killed, with what it held', async () => {
    const { child, pid } = await inChild(dataDirectory)
    await kill(child)
    assert.ok(isAlive(pid), 'PostgreSQL outlives a server that is killed')
    const own = await start()
    assert.equal(own.pid(), pid, 'the same PostgreSQL, not a second one')
    assert.deepEqual(await query(own, 'select what from held'), [{ what: 'committed' }])
  })

  it('recovers when both were killed', async () => {
    const { child, pid } = await inChild(dataDirectory)
    await kill(child)
    process.kill(pid, 'SIGKILL')
    await until(() => !isAlive(pid))
    assert.deepEqual(await query(await start(), 'select what from held'), [{ what: 'committed' }])
  })

  it('refuses a second server in the same directory, and says who is there', async () => {
    const { child, pid } = await inChild(dataDirectory)
    try {
      await assert.rejects(start(), (error: { code?: string; detail?: string }) => {
        assert.equal(error.code, 'START_REFUSED')
        assert.match(
          error.detail ?? '',
          new RegExp(`another Balie \\(process ${child.pid}\\) uses ${dataDirectory}`),
        )
        return true
      })
      assert.ok(isAlive(pid), 'and leaves the PostgreSQL of the first alone')
    } finally {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
  })

  it('has one server when several start at once on nothing', async () => {
    const starts = await Promise.allSettled(
      Array.from({ length: 3 }, () => startOwnPostgres({ dataDirectory, log, durable: false })),
    )
    const started = starts.filter((one) => one.status === 'fulfilled')
    const refused = starts.filter((one) => one.status === 'rejected')
    own = started[0]?.value
    assert.equal(
      started.length,
      1,
      JSON.stringify(refused.map(({ reason }) => reason.detail ?? String(reason))),
    )
    assert.ok(refused.every(({ reason }) => reason.code === 'START_REFUSED'))
  })

  it('is started again when it dies, at the same address', async () => {
    const own = await start()
    const first = own.pid()
    assert.ok(first !== undefined)
    process.kill(first, 'SIGKILL')
    await until(async () => (await query(own, 'select 1 as one').catch(() => [])).length === 1)
    assert.notEqual(own.pid(), first)
  })

  it('is not misled by a process id that belongs to another process now', async () => {
    await (await start()).close()
    const stranger = spawn('sleep', ['60'])
    try {
      const file = join(dataDirectory, 'postgresql', 'cluster', 'postmaster.pid')
      await writeFile(
        file,
        [stranger.pid, dataDirectory, 1, 5432, '', '127.0.0.1', '1 1', 'ready   '].join('\n'),
      )
      await query(await start(), 'select 1')
    } finally {
      stranger.kill()
    }
  })

  it('makes nothing of a half cluster that a cut-off start left', async () => {
    await mkdir(join(dataDirectory, 'postgresql.new-999999', 'cluster'), { recursive: true })
    await start()
    await assert.rejects(stat(join(dataDirectory, 'postgresql.new-999999')), { code: 'ENOENT' })
  })

  it('says what is in the way: a file, a version, a closed directory', async () => {
    const refusedWith = async (words: RegExp, at = dataDirectory) => {
      await assert.rejects(
        startOwnPostgres({ dataDirectory: at, log }),
        (error: { code?: string; detail?: string }) => {
          assert.equal(error.code, 'START_REFUSED')
          assert.match(error.detail ?? '', words)
          return true
        },
      )
    }
    await writeFile(join(dataDirectory, 'file'), '')
    await refusedWith(/a file where a directory must be/, join(dataDirectory, 'file'))
    await mkdir(join(dataDirectory, 'postgresql', 'cluster'), { recursive: true })
    await writeFile(join(dataDirectory, 'postgresql', 'cluster', 'PG_VERSION'), '16\n')
    await writeFile(join(dataDirectory, 'postgresql', 'password'), 'x\n')
    await refusedWith(/made by PostgreSQL 16 and Balie brings 18/)
    if (process.getuid?.() === 0) {
      const closed = join(dataDirectory, 'closed')
      await mkdir(closed)
      await chmod(closed, 0o700)
      await refusedWith(/user postgres, who cannot pass .*closed/, join(closed, 'data'))
    }
  })
})

async function query(own: OwnPostgres, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: own.databaseUrl.reveal(), connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query(sql)).rows
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** A server of its own process, which has started PostgreSQL and committed a row. */
async function inChild(dataDirectory: string): Promise<{ child: ChildProcess; pid: number }> {
  const child = spawn(process.execPath, ['--conditions=source', program, dataDirectory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  assert.ok(child.stdout)
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return { child, pid: Number(line) }
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

/** Looks until it is so; the runner's time limit ends it otherwise. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(20)
}
