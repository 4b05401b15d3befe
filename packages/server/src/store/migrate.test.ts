import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import type { PoolClient } from 'pg'
import { createLog } from '../log.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { isMigrated, migrate } from './migrate.ts'
import { openStore } from './pool.ts'

const log = createLog({ level: 'silent' })

describe('migrations', () => {
  let database: TestDatabase
  let folder: URL
  before(async () => {
    database = await createTestDatabase({ migrated: false })
  })
  after(() => database.close())
  beforeEach(async () => {
    folder = pathToFileURL(`${await mkdtemp(join(tmpdir(), 'balie-migrations-'))}/`)
    await write('0001-one.sql', 'create table one (id int);')
    await write('0002-two.sql', 'alter table one add column name text; create table two (id int);')
  })
  afterEach(async () => {
    await rm(folder, { recursive: true })
    await database.pool.query('drop schema public cascade; create schema public')
  })
  const write = (name: string, sql: string) => writeFile(new URL(name, folder), sql)
  const tables = async () => {
    const { rows } = await database.pool.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    )
    return rows.map(({ name }) => name)
  }

  it('run in order, once', async () => {
    assert.equal(await isMigrated(database.pool, { folder }), false)
    assert.deepEqual(await migrate(database.pool, { folder }), ['0001-one', '0002-two'])
    assert.deepEqual(await tables(), ['migrations', 'one', 'two'])
    assert.deepEqual(await migrate(database.pool, { folder }), [])
    assert.equal(await isMigrated(database.pool, { folder }), true)
  })

  it('run once when ten servers start together', async () => {
    const stores = Array.from({ length: 10 }, () => openStore({ databaseUrl: database.databaseUrl, log }))
    const ran = await Promise.all(stores.map(({ pool }) => migrate(pool, { folder })))
    assert.deepEqual(ran.flat().sort(), ['0001-one', '0002-two'])
    await Promise.all(stores.map((store) => store.close()))
  })

  it('that fail leave nothing of themselves, and the earlier ones', async () => {
    await write('0003-three.sql', 'create table three (id int); select nonsense;')
    await assert.rejects(migrate(database.pool, { folder }), /nonsense/)
    assert.deepEqual(await tables(), ['migrations', 'one', 'two'])
    await write('0003-three.sql', 'create table three (id int);')
    assert.deepEqual(await migrate(database.pool, { folder }), ['0003-three'])
  })

  it('that were changed after they ran are refused', async () => {
    await migrate(database.pool, { folder })
    await write('0002-two.sql', 'create table other (id int);')
    await assert.rejects(migrate(database.pool, { folder }), { code: 'MIGRATION_REFUSED' })
    assert.equal(await isMigrated(database.pool, { folder }), false)
  })

  it('of a newer version are refused, by name', async () => {
    await write('0003-three.sql', 'create table three (id int);')
    await migrate(database.pool, { folder })
    await rm(new URL('0003-three.sql', folder))
    await assert.rejects(migrate(database.pool, { folder }), (error: { code?: string; detail?: string }) => {
      assert.equal(error.code, 'MIGRATION_REFUSED')
      assert.match(error.detail ?? '', /0003-three.*newer/)
      return true
    })
  })

  describe('while a table that they change is read in a transaction, as by a backup', () => {
    const notes: string[] = []
    let reader: PoolClient
    /** Until so many queries wait for a table; which ones come and go. */
    const waiting = async (count: number) => {
      for (;;) {
        const { rows } = await reader.query<{ count: number }>(
          `select count(*)::int as count from pg_locks where not granted and relation = 'one'::regclass`,
        )
        if (rows[0]?.count === count) return
      }
    }
    beforeEach(async () => {
      notes.length = 0
      await migrate(database.pool, { folder })
      await write('0003-three.sql', 'create table three (id int); alter table one add column three int;')
      reader = await database.pool.connect()
      await reader.query('begin; lock table one in access share mode')
    })
    afterEach(async () => {
      await reader.query('rollback')
      reader.release()
    })
    const begin = (signal = new AbortController().signal) =>
      migrate(database.pool, { folder, note: (line) => notes.push(line), signal })

    it('wait, and keep nobody else from it', async () => {
      const migrating = begin()
      for (let times = 0; times < 2; times += 1) {
        await waiting(1)
        await database.pool.query(`select three.* from one three`)
        await waiting(0)
      }
      assert.deepEqual(await tables(), ['migrations', 'one', 'two'])
      assert.match(String(notes), /^[^,]+in use, by a backup maybe; waiting[^,]+$/)
      await reader.query('commit')
      assert.deepEqual(await migrating, ['0003-three'])
      assert.deepEqual(await tables(), ['migrations', 'one', 'three', 'two'])
    })

    it('stop waiting when they are told to, and so does a second server that waits for the first', async () => {
      const stopping = [new AbortController(), new AbortController()] as const
      const first = begin(stopping[0].signal)
      await waiting(1)
      const second = begin(stopping[1].signal)
      while (!notes.some((line) => line.startsWith('another server'))) await waiting(0)
      stopping[1].abort()
      await assert.rejects(second, { name: 'AbortError' })
      stopping[0].abort()
      await assert.rejects(first, { name: 'AbortError' })
      assert.deepEqual(await tables(), ['migrations', 'one', 'two'])
    })
  })

  it('wait for the tables of the jobs in the same way', async () => {
    await migrate(database.pool, { folder })
    const holder = await database.pool.connect()
    try {
      await holder.query('begin; lock table pgboss.version in access exclusive mode')
      const told = Promise.withResolvers<string>()
      const migrating = migrate(database.pool, { folder, note: told.resolve })
      assert.match(await told.promise, /in use, by a backup maybe/)
      await holder.query('commit')
      assert.deepEqual(await migrating, [])
    } finally {
      await holder.query('rollback')
      holder.release()
    }
  })

  it('may take longer than the role may', async () => {
    await database.pool.query(
      `do $$ begin execute format('alter role %I in database %I set statement_timeout to 200', current_user, current_database()); end $$`,
    )
    await write('0003-slow.sql', 'select pg_sleep(0.5);')
    assert.deepEqual(await migrate(database.pool, { folder }), ['0001-one', '0002-two', '0003-slow'])
  })

  it('of Balie itself run on an empty database', async () => {
    const names = await migrate(database.pool)
    assert.ok(names.includes('0002-agents'))
    assert.equal(await isMigrated(database.pool), true)
  })
})
