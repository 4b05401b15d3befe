import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import path from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { Secret } from '@balie/sdk'
import { createLog } from '../../packages/server/src/log.ts'
import { openStore } from '../../packages/server/src/store/pool.ts'
import { withTestPostgres } from './test-postgres.ts'

test('a run gets a PostgreSQL in which it may make databases, and its exit code is passed on', async () => {
  const open = (url: string) =>
    openStore({ databaseUrl: new Secret('database address', url), log: createLog({ level: 'silent' }) })
  let address = ''
  const code = await withTestPostgres(async (databaseUrl) => {
    address = databaseUrl
    const store = open(databaseUrl)
    await store.pool.query('create database made_by_a_test')
    await store.close()
    return 3
  })
  assert.equal(code, 3)
  await assert.rejects(open(address).pool.query('select 1'), 'it is gone afterwards')
})

test('the command passes on a failure', async () => {
  const command = path.join(import.meta.dirname, 'with-postgres.ts')
  const script = 'process.exitCode = process.env.BALIE_TEST_DATABASE_URL ? 5 : 6'
  const run = promisify(execFile)(process.execPath, [
    '--conditions=source',
    command,
    process.execPath,
    '-e',
    script,
  ])
  await assert.rejects(run, { code: 5 })
})
