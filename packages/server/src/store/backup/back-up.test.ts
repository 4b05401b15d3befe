import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { paths } from '@balie/desk-api'
import { systemClock } from '@balie/sdk'
import { createTestClock } from '@balie/sdk/testing'
import { createAgentPage } from '../../testing/agent-page.ts'
import { openCuttableDatabase } from '../../testing/cuttable-database.ts'
import { type LivelyBalie, PERSON, startLivelyBalie, storedCounts } from '../../testing/lively-balie.ts'
import { runTestApp } from '../../testing/test-app.ts'
import { createTestDatabase, type TestDatabase, testDirectory } from '../../testing/test-database.ts'
import { migrate } from '../migrate.ts'
import { backUp } from './back-up.ts'
import { createBackupProgress } from './backup-progress.ts'
import { readBackup } from './read-backup.ts'
import { restore } from './restore.ts'

const watch = { progress: () => undefined, signal: new AbortController().signal }

describe('backUp', () => {
  let database: TestDatabase
  let directory: string
  let to: string
  let keysTo: string
  const make = (more: Partial<Parameters<typeof backUp>[0]> = {}) =>
    backUp({ pool: database.pool, clock: systemClock, ...watch, to, keysTo, ...more })
  before(async () => {
    database = await createTestDatabase()
  })
  after(() => database.close())
  beforeEach(async () => {
    directory = await testDirectory()
    to = join(directory, 'data')
    keysTo = join(directory, 'keys')
  })
  afterEach(() => rm(directory, { recursive: true }))

  describe('of a running Balie', () => {
    let lively: LivelyBalie
    before(async () => {
      lively = await startLivelyBalie(database)
    })
    after(() => lively.close())

    it('is one moment of it: restored, every conversation goes on, and a logout that waited is delivered', async (t) => {
      await lively.more(10)
      const atLeast = storedCounts(lively)
      const done = await make()
      await lively.more(10)
      await lively.stop()
      const other = await createTestDatabase({ migrated: false })
      t.after(() => other.close())
      const { keyring } = lively.balie.chat.settings
      const restored = await restore(await readBackup({ from: to, keysFrom: keysTo }, watch), {
        pool: other.pool,
        keyring,
        ...watch,
      })
      assert.deepEqual([restored.rows, restored.keys, restored.closedKeys], [done.rows, done.keys, 0])
      await lively.goesOn(other, atLeast)
    })

    it('P2: without the keys nothing of it can be read, and Balie lives with it', async (t) => {
      await make()
      const other = await createTestDatabase({ migrated: false })
      await restore(await readBackup({ from: to }, watch), { pool: other.pool, ...watch })
      const balie = await runTestApp({ database: other })
      t.after(async () => {
        await balie.close()
        await other.close()
      })
      const { store } = balie.chat.settings
      for (const handle of lively.stored.keys()) {
        const record = await store.find({ by: 'id', id: handle })
        assert.ok(record?.sealed.attributes, 'what was sealed is there')
        assert.deepEqual(record.keys, {})
        assert.deepEqual(await balie.chat.channel.since(handle, 0), [])
      }
      const desk = createAgentPage(balie.publicUrl)
      t.after(() => desk.close())
      desk.cookie = lively.agentCookie
      assert.equal((await desk.get(paths.conversations)).status, 200)
      const [one = ''] = lively.stored.keys()
      const { text, body } = await desk.get(paths.conversation, one)
      assert.equal(body['code'], 'SEAL_BROKEN')
      assert.ok(!Object.values(PERSON).some((value) => text.includes(value)))
      assert.equal((await fetch(`${balie.internalUrl}/readyz`)).status, 200)
    })

    it('P2: keeps the keys out of the rest, and what anybody wrote or is out of both', async () => {
      await make()
      const { rows } = await database.pool.query<{ key: string }>(
        `select encode(wrapped_key, 'hex') as key from session_keys`,
      )
      const [data, keys] = await Promise.all([to, keysTo].map(everythingIn))
      assert.ok(rows.length > 3 && rows.every(({ key }) => keys?.includes(key) && !data?.includes(key)))
      for (const text of [...Object.values(PERSON), 'message 1'])
        assert.ok(!data?.includes(text) && !keys?.includes(text))
      assert.deepEqual((await readdir(keysTo)).sort(), ['balie.session_keys.copy.gz', 'manifest.json'])
    })
  })

  it('is for its owner alone', async () => {
    await make()
    for (const path of [to, keysTo]) {
      assert.equal((await stat(path)).mode & 0o777, 0o700)
      for (const name of await readdir(path))
        assert.equal((await stat(join(path, name))).mode & 0o777, 0o600, name)
    }
  })

  it('refuses a directory in which there is something, and leaves that as it was', async () => {
    await make()
    const before = await readdir(to)
    await assert.rejects(make({ keysTo: join(directory, 'other') }), {
      code: 'BACKUP_FAILED',
      detail: /is not empty/,
    })
    await assert.rejects(make({ to: join(directory, 'another') }), { code: 'BACKUP_FAILED' })
    assert.deepEqual(await readdir(to), before)
    assert.deepEqual((await readdir(directory)).sort(), ['data', 'keys'])
  })

  it('leaves nothing when it is stopped halfway', async () => {
    const stopping = new AbortController()
    await database.pool.query(
      `insert into used_results (fingerprint, session_id, until) values ('f', 's', 1) on conflict do nothing`,
    )
    const failed = make({ signal: stopping.signal, progress: () => stopping.abort() })
    await assert.rejects(failed, { code: 'BACKUP_FAILED', detail: /stopped before/ })
    assert.deepEqual(await readdir(directory), [])
  })

  it('leaves nothing when the database goes away halfway', async (t) => {
    const cuttable = await openCuttableDatabase(database)
    t.after(() => cuttable.close())
    let cut: Promise<void> | undefined
    const failed = make({
      pool: cuttable.pool,
      progress: () => {
        cut ??= cuttable.cut()
      },
    })
    await assert.rejects(failed, { code: 'BACKUP_FAILED', detail: /went away/ })
    await cut
    assert.deepEqual(await readdir(directory), [])
  })

  it('P2: leaves out what an operator added, and says so; the rest comes back', async (t) => {
    const source = await createTestDatabase()
    t.after(() => source.close())
    await source.pool.query(
      `create table "Old sessions" as select * from sessions;
       create table scratch as select 'secret of an operator'::text as note;
       alter table sessions add column note text, add column twice text generated always as (id || id) stored`,
    )
    const { leftOut } = await make({ pool: source.pool })
    assert.deepEqual([...leftOut].sort(), ['column note of sessions', 'table Old sessions', 'table scratch'])
    assert.ok(!(await everythingIn(to)).includes('secret of an operator'))
    const other = await createTestDatabase({ migrated: false })
    t.after(() => other.close())
    await restore(await readBackup({ from: to, keysFrom: keysTo }, watch), { pool: other.pool, ...watch })
  })

  it('refuses a name that a restore would not take, of a newer Balie or of whom it does not know', async (t) => {
    const source = await createTestDatabase()
    t.after(() => source.close())
    await source.pool.query(
      `insert into migrations (number, name, checksum) values (9999, '9999-newer', 'x');
       create table newer (id int); create table "Odd" (id int)`,
    )
    const refused = make({ pool: source.pool })
    await assert.rejects(refused, { code: 'BACKUP_FAILED', detail: /name of table Odd.* rename it/ })
    assert.deepEqual(await readdir(directory), [])
    await source.pool.query('drop table "Odd"')
    assert.deepEqual((await make({ pool: source.pool })).leftOut, [])
    assert.ok((await readdir(to)).includes('balie.newer.copy.gz'))
  })

  it('P2: refuses two names of one place, and leaves it empty', async () => {
    await mkdir(to)
    await symlink(to, keysTo)
    await assert.rejects(make(), { code: 'BACKUP_FAILED', detail: /lead to one place/ })
    const inside = make({ keysTo: join(keysTo, 'deeper') })
    await assert.rejects(inside, { code: 'BACKUP_FAILED', detail: /lead to one place/ })
    assert.deepEqual(await readdir(to), [])
  })

  it('P2: says where something is left that it could not remove, and removes the rest', async () => {
    const stopping = new AbortController()
    await database.pool.query(
      `insert into used_results (fingerprint, session_id, until) values ('f', 's', 1) on conflict do nothing`,
    )
    const failed = make({
      signal: stopping.signal,
      progress: () => {
        mkdirSync(join(keysTo, 'a-directory-of-somebody'), { recursive: true })
        writeFileSync(join(keysTo, 'written'), '')
        stopping.abort()
      },
    })
    await assert.rejects(failed, (error: { code?: string; detail?: string }) => {
      assert.equal(error.code, 'BACKUP_FAILED')
      assert.ok(error.detail?.startsWith('the backup was stopped'))
      assert.ok(error.detail?.endsWith(`remove it yourself: ${keysTo}`))
      return true
    })
    assert.deepEqual(await readdir(directory), ['keys'])
    assert.deepEqual(await readdir(keysTo), ['a-directory-of-somebody'])
  })

  it('says why when it cannot write', async () => {
    await writeFile(to, 'a file')
    await assert.rejects(make(), { code: 'BACKUP_FAILED', detail: /cannot be written/ })
    assert.equal(await readFile(to, 'utf8'), 'a file')
  })

  it('refuses a database on which Balie never ran, and leaves it empty', async (t) => {
    const other = await createTestDatabase({ migrated: false })
    t.after(() => other.close())
    await assert.rejects(make({ pool: other.pool }), { code: 'BACKUP_FAILED', detail: /never run/ })
    assert.deepEqual(await readdir(directory), [])
    const { rows } = await other.pool.query(`select from pg_tables where schemaname = 'public'`)
    assert.equal(rows.length, 0)
  })

  it('lets a server of the same version start meanwhile', async () => {
    let started: Promise<unknown> | undefined
    await make({
      progress: () => {
        started ??= migrate(database.pool)
      },
    })
    assert.deepEqual(await started, [])
  })

  it('says how far it is, when it takes long', () => {
    const clock = createTestClock(0)
    const lines: string[] = []
    const told = createBackupProgress(clock, (line) => lines.push(line))
    told('chat_messages', 1_000_000)
    assert.deepEqual(lines, [])
    clock.advance(10_000)
    told('chat_messages', 4_000_000)
    told('chat_messages', 4_000_000)
    assert.deepEqual(lines, ['chat_messages: 5 MB so far'])
  })
})

async function everythingIn(path: string): Promise<string> {
  const files = await Promise.all((await readdir(path)).map((name) => readFile(join(path, name))))
  return files.map((bytes) => (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('latin1')).join('\n')
}
