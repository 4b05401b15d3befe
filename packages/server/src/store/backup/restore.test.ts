import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { cp, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, describe, it, type TestContext } from 'node:test'
import { pathToFileURL } from 'node:url'
import { createDataKey, type KeyName, systemClock, systemRandom } from '@balie/sdk'
import { sessionRecord } from '@balie/sdk/testing'
import { masterKeyring } from '../../config/master-keyring.ts'
import { LOGOUT } from '../../jobs/queues.ts'
import { openCuttableDatabase } from '../../testing/cuttable-database.ts'
import { DIES_AT_COMMIT } from '../../testing/dies-at-commit.ts'
import { createTestDatabase, type TestDatabase, testDirectory } from '../../testing/test-database.ts'
import { migrate } from '../migrate.ts'
import { MIGRATIONS } from '../migration.ts'
import { createSessionStore } from '../session-store.ts'
import { backUp } from './back-up.ts'
import { findBackupTables, tableName } from './backup-tables.ts'
import { type BackupPlace, readBackup } from './read-backup.ts'
import { restore } from './restore.ts'

const watch = { progress: () => undefined, signal: new AbortController().signal }
const keyring = masterKeyring([randomBytes(32).toString('base64')])
const NAMES: readonly KeyName[] = ['attributes', 'transcript']

/** A session with two keys. @returns its id */
async function begin(database: TestDatabase): Promise<string> {
  const { session, ...record } = sessionRecord()
  const keys = Object.fromEntries(
    NAMES.map((name) => [name, createDataKey(keyring, session.id, name, systemRandom).wrappedKey]),
  )
  await createSessionStore(database.pool, systemClock).insert({ ...record, session, keys })
  return session.id
}

async function empty(t: TestContext): Promise<TestDatabase> {
  const database = await createTestDatabase({ migrated: false })
  t.after(() => database.close())
  return database
}

async function tablesOf({ pool }: TestDatabase): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname in ('public', 'pgboss')`,
  )
  return rows.map(({ name }) => name)
}

describe('restore', () => {
  let database: TestDatabase
  let directory: string
  let place: BackupPlace & { keysFrom: string }
  let first: string
  const make = (name = '') => {
    const to = join(directory, `data${name}`)
    const keysTo = join(directory, `keys${name}`)
    return backUp({ pool: database.pool, clock: systemClock, ...watch, to, keysTo })
  }
  const load = async (into: TestDatabase, from: BackupPlace = place, keys = keyring) =>
    restore(await readBackup(from, watch), { pool: into.pool, keyring: keys, ...watch })
  const changeManifest = async (path: string, change: (text: string) => string) => {
    const file = join(path, 'manifest.json')
    await writeFile(file, change(await readFile(file, 'utf8')))
  }
  before(async () => {
    database = await createTestDatabase()
    first = await begin(database)
  })
  after(() => database.close())
  beforeEach(async () => {
    directory = await testDirectory()
    place = { from: join(directory, 'data'), keysFrom: join(directory, 'keys') }
    await make()
  })
  afterEach(() => rm(directory, { recursive: true }))

  const sessions = 'balie.sessions.copy.gz'
  const damages: readonly [string, RegExp, () => Promise<void>][] = [
    ['a file that was cut off', /sessions.*cut off/, () => truncate(join(place.from, sessions), 30)],
    [
      'a file with one other byte',
      /sessions.*changed/,
      async () => {
        const bytes = await readFile(join(place.from, sessions))
        bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
        await writeFile(join(place.from, sessions), bytes)
      },
    ],
    ['a file that is missing', /sessions.*is missing/, () => rm(join(place.from, sessions))],
    [
      'keys that were cut off',
      /session_keys.*cut off/,
      () => truncate(join(place.keysFrom, 'balie.session_keys.copy.gz'), 30),
    ],
    [
      'no manifest: a backup that was cut off',
      /no whole backup/,
      () => rm(join(place.from, 'manifest.json')),
    ],
    ['no keys where they should be', /no whole backup/, () => rm(place.keysFrom, { recursive: true })],
    ['a damaged manifest', /changed or damaged/, () => truncate(join(place.from, 'manifest.json'), 40)],
    [
      'a manifest that leads elsewhere',
      /changed or damaged/,
      () => changeManifest(place.from, (text) => text.replaceAll('balie.sessions', '../balie.sessions')),
    ],
    [
      'directories that were swapped',
      /give it as --keys-from/,
      async () => {
        await rename(place.from, join(directory, 'other'))
        await rename(place.keysFrom, place.from)
        await rename(join(directory, 'other'), place.keysFrom)
      },
    ],
    [
      'files of a newer Balie',
      /newer Balie/,
      () => changeManifest(place.from, (text) => text.replace('"format": 1', '"format": 2')),
    ],
    [
      'a migration of a newer Balie',
      /0099-later, which this Balie does not know/,
      () =>
        changeManifest(place.from, (text) =>
          text.replace(
            '"migrations": [',
            '"migrations": [{ "number": 99, "name": "0099-later", "checksum": "" },',
          ),
        ),
    ],
    [
      'a changed migration',
      /another 0001-sessions/,
      () => changeManifest(place.from, (text) => text.replace(/"checksum": "../, '"checksum": "xx')),
    ],
  ]
  for (const [what, detail, damage] of damages) {
    it(`refuses ${what}, and touches nothing`, async (t) => {
      const other = await empty(t)
      await damage()
      await assert.rejects(load(other), { code: 'RESTORE_REFUSED', detail })
      assert.deepEqual(await tablesOf(other), [])
    })
  }

  const misfits: readonly [string, RegExp, (text: string) => string][] = [
    ['jobs of a newer Balie', /jobs of the backup/, (text) => text.replace(/"jobs": \d+/, '"jobs": 9999')],
    ['a column that is not there', /column other/, (text) => text.replace('"fingerprint"', '"other"')],
    ['a table that is not there', /table other/, (text) => text.replace('"used_results"', '"other"')],
    [
      'other rows than its manifest says',
      /has 1 rows and not 7/,
      (text) => text.replace('"rows": 1', '"rows": 7'),
    ],
  ]
  for (const [what, detail, change] of misfits) {
    it(`refuses ${what}, and no row of it is there`, async (t) => {
      const other = await empty(t)
      await changeManifest(place.from, change)
      await assert.rejects(load(other), { code: 'RESTORE_REFUSED', detail })
      const { rows } = await other.pool.query('select from sessions')
      assert.equal(rows.length, 0)
      // What it left is not in the way of another one.
      await make('2')
      await load(other, { from: join(directory, 'data2'), keysFrom: join(directory, 'keys2') })
    })
  }

  it('refuses a database that holds anything, and leaves that', async (t) => {
    const other = await createTestDatabase()
    t.after(() => other.close())
    const there = await begin(other)
    await assert.rejects(load(other), { code: 'RESTORE_REFUSED', detail: /not empty: .*sessions/ })
    assert.deepEqual((await other.pool.query('select id from sessions')).rows, [{ id: there }])
    const foreign = await empty(t)
    await foreign.pool.query('create table theirs (what text)')
    await assert.rejects(load(foreign), { code: 'RESTORE_REFUSED', detail: /not of Balie/ })
    assert.deepEqual(await tablesOf(foreign), ['theirs'])
  })

  it('brings back every row of every table as it was, whatever is in it', async (t) => {
    const odd = 'tab\t, line\n, back\\slash, \\N, "quoted", \\., é, 👋'
    const all = await createTestDatabase()
    t.after(() => all.close())
    const id = await begin(all)
    const { pool } = all
    await pool.query(
      `insert into agent (id, name, email, email_verified, teams) values ('a', $1, 'a@b.nl', true, $2)`,
      [odd, JSON.stringify([odd])],
    )
    await pool.query(
      `insert into agent_session (id, expires_at, token, updated_at, agent_id)
       values ('s', 'infinity', 't', '2026-10-25T02:30:00.123456+01', 'a')`,
    )
    await pool.query(`insert into agent_hours values ('a', '[[],[{"from":1}]]')`)
    await pool.query(`insert into sealed values ($1, 'attributes', $2)`, [id, randomBytes(5000)])
    await pool.query(
      `insert into appointment_times values ('t', $1, 'a', 'p', '2026-11-28', 1, 2, '[0,3)', 'booked', null, 0)`,
      [id],
    )
    await pool.query(`insert into appointment_mails values ($1, 'booked', 0, 0, 5, 'due', null, null)`, [id])
    await pool.query(`insert into chat_conversations values ($1, 1)`, [id])
    await pool.query(
      `insert into chat_messages (session_id, seq, sender, client_id, at, sealed) values ($1, 1, 'citizen', $2, 9, '')`,
      [id, odd],
    )
    await pool.query(`insert into pgboss.job (name, data) values ($1, $2)`, [LOGOUT, JSON.stringify({ odd })])
    const [to, keysTo] = [join(directory, 'all'), join(directory, 'all-keys')]
    await backUp({ pool, clock: systemClock, ...watch, to, keysTo })
    const other = await empty(t)
    // Other habits of writing moments there.
    await other.pool.query(
      `do $$ begin execute format('alter database %I set datestyle to %L', current_database(), 'SQL, DMY'); end $$`,
    )
    await load(other, { from: to, keysFrom: keysTo })
    const tables = await findTables(pool)
    assert.ok(tables.length > 20)
    for (const table of tables) assert.deepEqual(await rowsOf(other, table), await rowsOf(all, table), table)
  })

  it('is all or nothing: when it is stopped or cut off halfway no row is there', async (t) => {
    const other = await empty(t)
    const stopping = new AbortController()
    const backup = await readBackup(place, watch)
    const stopped = restore(backup, {
      pool: other.pool,
      progress: (table) => table === 'sessions' && stopping.abort(),
      signal: stopping.signal,
    })
    await assert.rejects(stopped, { code: 'RESTORE_REFUSED', detail: /was stopped/ })
    assert.equal((await other.pool.query('select from sessions')).rows.length, 0)
    const cuttable = await openCuttableDatabase(other)
    let cut: Promise<void> | undefined
    const cutOff = restore(backup, {
      ...{ ...watch, pool: cuttable.pool },
      progress: (table) => {
        if (table === 'session_keys') cut ??= cuttable.cut()
      },
    })
    await assert.rejects(cutOff, { code: 'RESTORE_REFUSED', detail: /went away/ })
    await cut
    await cuttable.close()
    assert.equal((await other.pool.query('select from sessions')).rows.length, 0)
  })

  describe('when something goes wrong at the end', () => {
    let folder: string
    let from: BackupPlace
    /** A backup of a Balie with one more migration. */
    const makeWith = async (t: TestContext, sql: string) => {
      folder = join(directory, 'migrations')
      await cp(MIGRATIONS, folder, { recursive: true })
      await writeFile(join(folder, '0098-more.sql'), sql)
      const url = pathToFileURL(`${folder}/`)
      const source = await empty(t)
      await migrate(source.pool, { folder: url })
      await begin(source)
      from = { from: join(directory, 'more'), keysFrom: join(directory, 'more-keys'), folder: url }
      const { from: to, keysFrom: keysTo = '' } = from
      await backUp({ pool: source.pool, clock: systemClock, ...watch, to, keysTo, folder: url })
    }
    const sessionsOf = async ({ pool }: TestDatabase) =>
      (await pool.query('select from sessions')).rows.length

    it('says that all rows are there when a newer migration fails, and a start goes on from there', async (t) => {
      await makeWith(t, 'select 1;')
      await writeFile(join(folder, '0099-broken.sql'), 'select nonsense;')
      const other = await empty(t)
      const detail = /^all rows .* failed \(42703\); do not restore again: start Balie/
      await assert.rejects(load(other, from), { code: 'RESTORE_UNFINISHED', detail })
      assert.equal(await sessionsOf(other), 1)
      await writeFile(join(folder, '0099-broken.sql'), 'select 2;')
      assert.deepEqual(await migrate(other.pool, { folder: pathToFileURL(`${folder}/`) }), ['0099-broken'])
    })

    it('is done when PostgreSQL cannot count the rows any more', async (t) => {
      await makeWith(t, 'select 1;')
      await writeFile(
        join(folder, '0099-ends-others.sql'),
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = 'balie backup';`,
      )
      const other = await empty(t)
      assert.equal((await load(other, from)).keys, 2)
      assert.equal(await sessionsOf(other), 1)
    })

    it('says that nobody knows when the database goes away during the commit', async (t) => {
      await makeWith(t, DIES_AT_COMMIT)
      const other = await empty(t)
      const detail = /^the database went away at the very end, so either everything is in it or nothing/
      await assert.rejects(load(other, from), { code: 'RESTORE_UNFINISHED', detail })
    })
  })

  it('P2: with keys of later, what had been erased by then stays unreadable; keys of others stay out', async (t) => {
    const second = await begin(database)
    await make('2')
    await database.pool.query(`delete from session_keys where session_id = $1 and name = 'attributes'`, [
      first,
    ])
    const third = await begin(database)
    await make('3')
    const other = await empty(t)
    const done = await load(other, { from: join(directory, 'data2'), keysFrom: join(directory, 'keys3') })
    assert.equal(done.keys, 3)
    const { rows } = await other.pool.query('select session_id, name from session_keys')
    const found = rows.map(({ session_id, name }) => `${session_id} ${name}`).sort()
    assert.deepEqual(found, [`${first} transcript`, `${second} attributes`, `${second} transcript`].sort())
    assert.ok(!found.some((one) => one.startsWith(third)))
  })

  it('refuses a master key that opens none of the keys, and tells of keys that are closed', async (t) => {
    const other = await empty(t)
    const wrong = masterKeyring([randomBytes(32).toString('base64')])
    await assert.rejects(load(other, place, wrong), { code: 'RESTORE_REFUSED', detail: /master key/ })
    assert.equal((await other.pool.query('select from sessions')).rows.length, 0)
    const closed = Buffer.from(createDataKey(wrong, first, 'feedback', systemRandom).wrappedKey)
    await database.pool.query(`insert into session_keys values ($1, 'feedback', $2)`, [first, closed])
    await make('2')
    const from = { from: join(directory, 'data2'), keysFrom: join(directory, 'keys2') }
    assert.equal((await load(other, from)).closedKeys, 1)
  })

  it('brings a backup of an older Balie up to date, and goes on numbering', async (t) => {
    const folder = join(directory, 'migrations')
    await cp(MIGRATIONS, folder, { recursive: true })
    await writeFile(
      join(folder, '0098-numbered.sql'),
      'create table numbered (\n  id serial,\n  what text\n);\n',
    )
    const url = pathToFileURL(`${folder}/`)
    const old = await empty(t)
    await migrate(old.pool, { folder: url })
    await old.pool.query(`insert into numbered (what) values ('a'), ('b')`)
    const [to, keysTo] = [join(directory, 'old'), join(directory, 'old-keys')]
    await backUp({ pool: old.pool, clock: systemClock, ...watch, to, keysTo, folder: url })
    await writeFile(join(folder, '0099-upper.sql'), 'update numbered set what = upper(what);')
    const other = await empty(t)
    const from = { from: to, keysFrom: keysTo, folder: url }
    await load(other, from)
    await other.pool.query(`insert into numbered (what) values ('c')`)
    const { rows } = await other.pool.query('select id, what from numbered order by id')
    assert.deepEqual(
      rows.map(({ id, what }) => `${id}${what}`),
      ['1A', '2B', '3c'],
    )
    const later = await empty(t)
    await migrate(later.pool, { folder: url })
    await assert.rejects(load(later, from), { code: 'RESTORE_REFUSED', detail: /0099-upper already/ })
  })
})

async function findTables(pool: TestDatabase['pool']): Promise<string[]> {
  const client = await pool.connect()
  const tables = await findBackupTables(client)
  client.release()
  return tables.map(tableName)
}

async function rowsOf({ pool }: TestDatabase, table: string): Promise<unknown> {
  return (await pool.query(`select to_jsonb(t) as row from ${table} t order by to_jsonb(t)::text`)).rows
}
