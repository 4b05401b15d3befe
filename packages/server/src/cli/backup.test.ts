import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { stringify } from 'smol-toml'
import { createLog } from '../log.ts'
import { type RunningBalie, startBalie } from '../main.ts'
import { migrate } from '../store/migrate.ts'
import { livingOwnPostgres } from '../store/own-postgres/living-own-postgres.ts'
import { startOwnPostgres } from '../store/own-postgres/own-postgres.ts'
import { openStore } from '../store/pool.ts'
import { DIES_AT_COMMIT } from '../testing/dies-at-commit.ts'
import { createTestBrowser } from '../testing/test-browser.ts'
import { testConfig, testConfigTable } from '../testing/test-config.ts'
import { testDirectory } from '../testing/test-database.ts'

const program = fileURLToPath(new URL('./balie.ts', import.meta.url))
const log = createLog({ level: 'silent' })

/** `balie` as a process of its own. */
function run(...words: string[]): Promise<{ code: unknown; out: string; err: string }> {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] }
  return new Promise((resolve) => {
    execFile(process.execPath, ['--conditions=source', program, ...words], { env }, (error, out, err) =>
      resolve({ code: error ? error.code : 0, out, err }),
    )
  })
}

describe('balie backup and balie restore, with a PostgreSQL of its own', () => {
  let directory: string
  let balie: RunningBalie | undefined
  /** A configuration on a data directory, in a file and as it is read. */
  const configOf = async (name: string) => {
    const data_directory = join(directory, name)
    const changes = { database_url: undefined, master_key: undefined, data_directory }
    const file = join(directory, `${name}.toml`)
    await writeFile(file, stringify(testConfigTable(changes)))
    return { data_directory, file, config: testConfig(changes) }
  }
  const start = async (config: Awaited<ReturnType<typeof configOf>>['config']) => {
    balie = await startBalie({ config, log })
    return balie
  }
  const stop = async () => {
    await balie?.close()
    balie = undefined
  }
  const [to, keysTo] = ['data', 'keys']
  const places = (kind: 'to' | 'from', name: string) => [
    ...[`--${kind}`, join(directory, `${to}-${name}`)],
    ...[`--keys-${kind}`, join(directory, `${keysTo}-${name}`)],
  ]
  before(async () => {
    directory = await testDirectory()
  })
  after(async () => {
    await stop()
    await rm(directory, { recursive: true })
  })

  it('backs up beside the server, and goes on in a new data directory', async () => {
    const old = await configOf('old')
    const running = await start(old.config)
    const answer = await fetch(`${running.internalUrl}/chat/start_communication`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ purpose: 'report_move' }),
    })
    const { client_url: clientUrl } = (await answer.json()) as Record<string, string>
    const browser = createTestBrowser(running.publicUrl)
    const handle = await browser.land(clientUrl ?? '')
    assert.equal((await browser.begin(handle)).status, 200)
    const page = browser.page(handle)
    assert.ok((await page.says('before')).ok)

    const databaseUrl = await livingOwnPostgres(old.data_directory)
    assert.ok(databaseUrl)
    const store = openStore({ databaseUrl, log })
    await store.pool.query('create table scratch (id int)')
    await store.close()

    const made = await run('backup', '--config', old.file, ...places('to', 'a'))
    assert.equal(made.code, 0)
    assert.match(made.err, /^Left out, .*: table scratch\.\n$/)
    assert.match(made.out, /Backed up as of .*rows of \d+ tables/)
    assert.match(made.out, /keep only those of the newest/)
    assert.ok(made.out.includes(join(old.data_directory, 'master.key')))
    assert.ok((await page.says('the server goes on')).ok)
    const masterKey = await readFile(join(old.data_directory, 'master.key'), 'utf8')
    for (const name of ['data-a', 'keys-a'])
      for (const file of await readdir(join(directory, name)))
        assert.ok(!(await readFile(join(directory, name, file))).includes(masterKey.trim()))

    const refused = await run('restore', '--config', old.file, ...places('from', 'a'))
    assert.equal(refused.code, 1)
    assert.match(refused.err, /another Balie \(process \d+\) uses .*stop that one first/)
    assert.ok((await page.says('also after a restore that was refused')).ok)
    browser.close()
    await stop()
    const full = await run('restore', '--config', old.file, ...places('from', 'a'))
    assert.equal(full.code, 1)
    assert.match(full.err, /the database is not empty/)

    const copy = join(directory, 'copy of master.key')
    await copyFile(join(old.data_directory, 'master.key'), copy)
    const next = await configOf('next')
    const keyless = await run('restore', '--config', next.file, ...places('from', 'a'))
    assert.equal(keyless.code, 1)
    assert.match(keyless.err, /no master key in .*--master-key-from/)
    await assert.rejects(stat(next.data_directory), { code: 'ENOENT' })
    const given = ['--master-key-from', copy]
    const restored = await run('restore', '--config', next.file, ...places('from', 'a'), ...given)
    assert.deepEqual([restored.code, restored.err], [0, ''])
    assert.match(restored.out, /Restored as of/)
    assert.equal((await stat(join(next.data_directory, 'master.key'))).mode & 0o777, 0o600)

    const second = await start(next.config)
    const same = createTestBrowser(second.publicUrl)
    same.cookie = browser.cookie
    const again = same.page(handle)
    assert.ok((await again.says('after')).ok)
    await again.until(() => again.messages.length === 2)
    assert.deepEqual(
      again.messages.map(({ text }) => text),
      ['before', 'after'],
    )
    same.close()
    await stop()
  })

  it('backs up when no server runs, and stops what it started', async () => {
    const old = await configOf('next')
    const made = await run('backup', '--config', old.file, ...places('to', 'b'))
    assert.deepEqual([made.code, made.err], [0, ''])
    await assert.rejects(stat(join(old.data_directory, 'postgresql', 'cluster', 'postmaster.pid')), {
      code: 'ENOENT',
    })
  })

  it('takes a wrong master key out again, and then takes the right one', async () => {
    const other = await configOf('other')
    const wrong = join(directory, 'wrong.key')
    await writeFile(wrong, `${Buffer.alloc(32, 7).toString('base64')}\n`)
    const restore = (key: string) =>
      run('restore', '--config', other.file, ...places('from', 'b'), '--master-key-from', key)
    const refused = await restore(wrong)
    assert.equal(refused.code, 1)
    assert.match(refused.err, /opens none of the keys/)
    assert.equal((await restore(join(directory, 'copy of master.key'))).code, 0)
  })

  it('leaves the master key where rows may be that it opens', async () => {
    const dying = await configOf('dying')
    const own = await startOwnPostgres({ dataDirectory: dying.data_directory, log, durable: false })
    const store = openStore({ databaseUrl: own.databaseUrl, log })
    try {
      await migrate(store.pool)
      await store.pool.query(DIES_AT_COMMIT)
    } finally {
      await store.close()
      await own.close()
    }
    const given = ['--master-key-from', join(directory, 'copy of master.key')]
    const { code, err } = await run('restore', '--config', dying.file, ...places('from', 'b'), ...given)
    assert.equal(code, 1)
    assert.match(err, /either everything is in it or nothing/)
    assert.ok(await stat(join(dying.data_directory, 'master.key')))
  })

  it('begins anew after it was killed, on the PostgreSQL that it left behind', async () => {
    const killed = await configOf('killed')
    const given = ['--master-key-from', join(directory, 'copy of master.key')]
    const words = ['restore', '--config', killed.file, ...places('from', 'b'), ...given]
    const child = spawn(process.execPath, ['--conditions=source', program, ...words], { stdio: 'ignore' })
    while (!(await livingOwnPostgres(killed.data_directory).catch(() => undefined)))
      assert.equal(child.exitCode, null)
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    assert.deepEqual(await ended, [null, 'SIGKILL'])
    assert.ok(await livingOwnPostgres(killed.data_directory))
    const { code, err } = await run(...words)
    assert.deepEqual([code, err], [0, ''])
    assert.equal(await livingOwnPostgres(killed.data_directory), undefined)
  })

  it('removes older backups as docs/backup.md tells, and none when the new one fails', async () => {
    const text = await readFile(new URL('../../../../docs/backup.md', import.meta.url), 'utf8')
    const [script] = /(?<=```sh\n)now=[^`]+/.exec(text) ?? []
    assert.ok(script)
    const place = join(directory, 'scheduled')
    const old = ['backup/data/old', 'backup-keys/old'].map((path) => join(place, path))
    for (const path of old) {
      await mkdir(path, { recursive: true })
      await utimes(path, 0, 0)
    }
    const scheduled = (name: string) => {
      const words = `balie() { '${process.execPath}' --conditions=source '${program}' "$@"; }\n`
      const here = script
        .replaceAll('/backup', join(place, 'backup'))
        .replace('balie.toml', join(directory, name))
      const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] }
      return promisify(execFile)('sh', ['-c', words + here], { env })
    }
    await assert.rejects(scheduled('none-yet.toml'), { code: 1 })
    for (const path of old) assert.ok(await stat(path))
    await scheduled('next.toml')
    const kept = await readdir(join(place, 'backup', 'data'))
    assert.deepEqual(await readdir(join(place, 'backup-keys')), kept)
    assert.equal(kept.length, 1)
    assert.ok(!kept.includes('old'))
  })

  it('makes no database only to back it up', async () => {
    const none = await configOf('none')
    const { code, err } = await run('backup', '--config', none.file, ...places('to', 'c'))
    assert.equal(code, 1)
    assert.match(err, /no database of Balie in/)
    await assert.rejects(stat(none.data_directory), { code: 'ENOENT' })
  })
})
