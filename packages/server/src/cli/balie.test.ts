import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, it, type TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { stringify } from 'smol-toml'
import { isTable, type Table } from '../config/table.ts'
import { createBoss } from '../jobs/boss.ts'
import { LOGOUT } from '../jobs/queues.ts'
import { testConfigTable } from '../testing/test-config.ts'
import { createTestDatabase, type TestDatabase, testDirectory } from '../testing/test-database.ts'
import { COMMANDS } from './commands.ts'
import { runBalie } from './run-balie.ts'

const program = fileURLToPath(new URL('./balie.ts', import.meta.url))

/** Runs a command to its end, in this process. */
async function run(words: readonly string[], environment: Record<string, string> = {}, input = '') {
  let out = ''
  const { lines, code } = await runBalie(words, {
    environment,
    say: (line) => {
      out += `${line}\n`
    },
    note: () => undefined,
    read: async () => input,
    stop: new AbortController().signal,
  })
  return { code, out, err: lines.join('\n') }
}

/** `balie` as a process of its own, as a person would start it. */
function start(t: TestContext, words: readonly string[], environment: Record<string, string> = {}) {
  const child: ChildProcess = spawn(process.execPath, ['--conditions=source', program, ...words], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
  })
  t.after(() => child.kill('SIGTERM'))
  let out = ''
  let err = ''
  const heard = new EventEmitter()
  child.stdout?.setEncoding('utf8').on('data', (part) => {
    out += part
    heard.emit('more')
  })
  child.stderr?.setEncoding('utf8').on('data', (part) => {
    err += part
  })
  const ended = once(child, 'close').then(([code]) => ({ code, out, err }))
  return {
    child,
    ended,
    /** Waits until it has said something. */
    async said(words: RegExp): Promise<string> {
      while (!words.test(out)) {
        const more = await Promise.race([once(heard, 'more').then(() => true), ended.then(() => false)])
        if (!more) assert.fail(`it ended without saying ${words}: ${out}${err}`)
      }
      return out
    },
  }
}

describe('balie', () => {
  let directory: string
  before(async () => {
    directory = await testDirectory()
  })
  after(() => rm(directory, { recursive: true }))

  it('tells what it can', async (t) => {
    const { code, out } = await run(['--help'])
    assert.equal(code, 0)
    for (const word of Object.keys(COMMANDS)) assert.match(out, new RegExp(`^  ${word} `, 'm'))
    assert.equal((await run(['--version'])).out, '0.1.0\n')
    const { code: asProcess, out: same } = await start(t, ['--help']).ended
    assert.deepEqual([asProcess, same], [0, out])
  })

  for (const word of Object.keys(COMMANDS)) {
    it(`tells more about ${word}`, async () => {
      const { code, out } = await run([word, '--help'])
      assert.equal(code, 0)
      assert.match(out, new RegExp(`^balie ${word}`))
    })
  }

  const wrong: [string[], RegExp][] = [
    [[], /balie <command>/],
    [['constructor'], /no command constructor; there are demo, serve/],
    [['serve', '--port', '1'], /Unknown option '--port'/],
    [['serve', 'more'], /Unexpected argument 'more'/],
    [['agent'], /add, list, disable and enable/],
    [['agent', 'add', '--config', 'a', '--data', 'b'], /not both/],
    [['config'], /check/],
    [['reveals', '--since', 'yesterday'], /--since takes a date/],
    [['feedback', 'forget'], /retry/],
    [['demo', '--port', '80000'], /1 to 65530/],
    [['backup', '--to', 'a'], /--keys-to is missing/],
    [['backup', '--to', 'a', '--keys-to', './a'], /must be apart/],
    [['backup', '--to', 'a', '--keys-to', 'a/keys'], /must be apart/],
    [['restore', '--from', 'a'], /--keys-from is missing/],
    [['restore', '--from', 'a', '--keys-from', 'b', '--without-keys'], /not both/],
  ]
  for (const [words, sentence] of wrong) {
    it(`balie ${words.join(' ')}: exit 2 and a sentence`, async () => {
      const { code, err, out } = await run(words)
      assert.equal(code, 2)
      assert.match(err, sentence)
      assert.ok(!err.includes('    at '), 'no stack')
      assert.equal(out, '')
    })
  }

  it('says everything that is wrong with a configuration, and no value of it', async () => {
    const file = join(directory, 'wrong.toml')
    await writeFile(file, stringify(testConfigTable({ master_key: 'canary', teams: [], purpose: 'canary' })))
    const { code, err } = await run(['config', 'check', '--config', file])
    assert.equal(code, 1)
    assert.match(err, /^ {2}master_key: expected 32 bytes in base64/m)
    assert.match(err, /^ {2}purpose is not a key of the configuration; did you mean purposes\?/m)
    assert.ok(!err.includes('canary'))
  })

  it('says when a configuration can be used', async () => {
    const file = join(directory, 'right.toml')
    await writeFile(file, stringify(testConfigTable()))
    const { code, out } = await run(['config', 'check', '--config', file])
    assert.equal(code, 0)
    assert.match(out, /can be used: 2 purposes, 2 teams/)
    assert.match(out, /Warning: .*dangerously_allow_http/)
  })

  it('T12: a component of the far side with a wrong configuration is a sentence too', async () => {
    const file = join(directory, 'core.toml')
    await writeFile(file, '[global]\nserver_url = "http://localhost:0"\n')
    const { code, err } = await run(['core', '--config', file])
    assert.equal(code, 1)
    assert.match(err, /^balie: .*internal_secret/)
    const none = await run(['auth-test', '--config', join(directory, 'none.toml')])
    assert.match(none.err, /none\.toml cannot be read \(ENOENT\)/)
  })

  it('demo names a port that is in use, and how to choose others', async (t) => {
    const port = await takenPort(t)
    const { code, err } = await run(['demo', '--port', String(port), '--data', join(directory, 'demo')])
    assert.equal(code, 1)
    assert.match(err, new RegExp(`port ${port} is in use.*--port .*BALIE_DEMO_PORT`))
  })
})

describe('balie on a database', () => {
  let database: TestDatabase
  let directory: string
  let config: string
  const write = async (name: string, changes: Table) => {
    const file = join(directory, name)
    const database_url = database.databaseUrl.reveal()
    await writeFile(file, stringify(testConfigTable({ database_url, ...changes })))
    return file
  }
  before(async () => {
    database = await createTestDatabase({ migrated: false })
    directory = await testDirectory()
    config = await write('balie.toml', {})
  })
  after(async () => {
    await database.close()
    await rm(directory, { recursive: true })
  })

  it('migrates, once', async () => {
    assert.match((await run(['migrate', '--config', config])).out, /^Done: 0001/)
    assert.equal((await run(['migrate', '--config', config])).out, 'The database is up to date.\n')
  })

  it('makes, lists, disables and enables agents', async () => {
    const agent = (...words: string[]) => run(['agent', ...words, '--config', config])
    const made = await agent('add', '--email', 'anna@example.nl', '--name', 'Anna', '--team', 'burgerzaken')
    assert.equal(made.code, 0, made.err)
    assert.match(made.out, /Password, shown only now: [a-z2-9]{4}(-[a-z2-9]{4}){4}$/m)
    const given = await run(
      [
        'agent',
        'add',
        '--email',
        'b@example.nl',
        '--name',
        'B',
        '--team',
        'burgerzaken',
        '--password-stdin',
        '--config',
        config,
      ],
      {},
      'a long enough password\n',
    )
    assert.equal(given.out, 'B can sign in with b@example.nl.\n')
    assert.equal((await agent('disable', '--email', 'anna@example.nl')).code, 0)
    assert.match((await agent('list')).out, /^anna@example\.nl\tAnna\tburgerzaken\tdisabled$/m)
    assert.equal((await agent('enable', '--email', 'anna@example.nl')).code, 0)
    assert.match((await agent('list')).out, /^anna@example\.nl\tAnna\tburgerzaken$/m)
  })

  for (const [what, words, code, sentence] of [
    [
      'a team that is not there',
      ['add', '--email', 'c@c.nl', '--name', 'C', '--team', 'x'],
      2,
      /burgerzaken/,
    ],
    ['no e-mail address', ['add', '--name', 'C', '--team', 'burgerzaken'], 2, /--email is missing/],
    [
      'somebody who is there',
      ['add', '--email', 'b@example.nl', '--name', 'B', '--team', 'burgerzaken'],
      1,
      /there is an agent/,
    ],
    ['nobody', ['disable', '--email', 'nobody@example.nl'], 1, /no agent/],
  ] as const) {
    it(`agent: ${what} is a sentence`, async () => {
      const answer = await run(['agent', ...words, '--config', config])
      assert.equal(answer.code, code)
      assert.match(answer.err, sentence)
    })
  }

  it('lists what agents saw, by name of the attribute', async () => {
    const reveals = (...words: string[]) => run(['reveals', ...words, '--config', config])
    assert.equal((await reveals()).out, 'Nothing was shown to anybody.\n')
    assert.equal((await reveals('--json')).out, '')
    const { id } = await database.db.selectFrom('agent').select('id').executeTakeFirstOrThrow()
    const email = (await database.db.selectFrom('agent').select('email').executeTakeFirstOrThrow()).email
    const shown = { agent_id: id, verified_at: 1 }
    const [first, second] = [Date.UTC(2026, 9, 31, 9), Date.UTC(2026, 10, 1, 9)]
    await database.db
      .insertInto('reveals')
      .values([
        { ...shown, session_id: 'one', tag: 'fullname', opened: false, at: first },
        { ...shown, session_id: 'two', tag: 'bsn', opened: true, at: second },
      ])
      .execute()
    const lines = async (...words: string[]) => (await reveals(...words)).out.trimEnd().split('\n')
    const all = await lines()
    assert.equal(all.length, 2)
    assert.match(all[0] ?? '', new RegExp(`^2026-10-31T09:00:00.000Z\t${email}\t.*\tshown\tfullname\tone$`))
    assert.deepEqual(await lines('--since', '2026-11-01'), all.slice(1))
    assert.deepEqual(await lines('--session', 'one'), all.slice(0, 1))
    const [parsed] = (await lines('--json', '--session', 'two')).map((line) => JSON.parse(line))
    assert.deepEqual([parsed.agent.email, parsed.tag, parsed.how], [email, 'bsn', 'opened'])
  })

  it('lists logouts that could not be delivered, and tries them again', async () => {
    const feedback = async (...words: string[]) => (await run(['feedback', ...words, '--config', config])).out
    assert.equal(await feedback(), 'Every logout was delivered.\n')
    const boss = createBoss(database.pool, { supervise: false })
    boss.on('error', () => undefined)
    await boss.start()
    await boss.send(LOGOUT, { session: 'handle', update: 'logout', url: 0 }, { singletonKey: 'handle 0' })
    const [job] = await boss.fetch(LOGOUT)
    await boss.fail(LOGOUT, job?.id ?? '', { code: 'UPDATE_REFUSED' })
    assert.match(await feedback(), /^handle\tlogout\twaiting\t\d{4}-.*Z\t1 tries\tUPDATE_REFUSED\n$/)
    assert.equal(await feedback('retry'), 'Logouts that are tried again now: 1.\n')
    assert.equal((await boss.fetch(LOGOUT)).length, 1)
    await boss.stop({ graceful: false, close: false })
  })

  it('backs up, and restores into an empty database once', async (t) => {
    const [data, keys] = [join(directory, 'data'), join(directory, 'keys')]
    const made = await run(['backup', '--config', config, '--to', data, '--keys-to', keys])
    assert.equal(made.code, 0, made.err)
    assert.match(made.out, /^Not in it: master_key of the configuration/m)
    const again = await run([
      'backup',
      '--config',
      config,
      '--to',
      data,
      '--keys-to',
      join(directory, 'more'),
    ])
    assert.equal(again.code, 1)
    assert.match(again.err, /^balie: .*data is not empty/)
    const other = await createTestDatabase({ migrated: false })
    t.after(() => other.close())
    const place = await write('other.toml', { database_url: other.databaseUrl.reveal() })
    const restore = ['restore', '--config', place, '--from', data]
    const restored = await run([...restore, '--without-keys'])
    assert.equal(restored.code, 0, restored.err)
    assert.match(restored.out, /^No keys were given/m)
    assert.match((await run(['agent', 'list', '--config', place])).out, /^anna@example\.nl/m)
    const twice = await run([...restore, '--keys-from', keys])
    assert.equal(twice.code, 1)
    assert.match(twice.err, /^balie: the database is not empty/)
    const notFor = await run([...restore, '--keys-from', keys, '--master-key-from', 'file'])
    assert.equal(notFor.code, 2)
  })

  it('serves until it is told to stop', async (t) => {
    const { child, ended, ...balie } = start(t, ['serve', '--config', config])
    const said = await balie.said(/Balie is ready.*\n/)
    const ready = JSON.parse(said.split('\n').find((line) => line.includes('Balie is ready')) ?? '')
    assert.equal((await fetch(`${ready.internal}/readyz`)).status, 200)
    child.kill('SIGTERM')
    const { code, err } = await ended
    assert.deepEqual([code, err], [0, ''])
  })

  it('a port that is in use ends serve with a sentence', async (t) => {
    const port = await takenPort(t)
    const { code, err } = await run(['serve', '--config', config], { BALIE_PUBLIC_PORT: String(port) })
    assert.equal(code, 1)
    assert.match(err, new RegExp(`port ${port} of 127.0.0.1.*public_port`))
  })

  it('a database that is down is waited for, said and ends serve with a sentence', async (t) => {
    const { code, out, err } = await start(t, ['serve', '--config', config], {
      BALIE_DATABASE_URL: 'postgres://canary:canary@127.0.0.1:1/balie',
      BALIE_DATABASE_WAIT_SECONDS: '1',
    }).ended
    assert.equal(code, 1)
    assert.match(out, /the database cannot be reached; trying again/)
    assert.match(err, /^balie: the database cannot be reached \(ECONNREFUSED\), also not after 1 s/)
    assert.ok(!`${out}${err}`.includes('canary'))
  })

  it('P1: a crash says where, and not what somebody sent', async (t) => {
    const crash = `data:text/javascript,setTimeout(() => { throw new TypeError('canary') }, 200)`
    const { code, err } = await start(t, ['serve', '--config', config], {
      BALIE_DATABASE_URL: 'postgres://a:b@127.0.0.1:1/balie',
      NODE_OPTIONS: `--import="${crash.replaceAll(' ', '%20')}"`,
    }).ended
    assert.equal(code, 1)
    assert.match(err, /an error that nobody expected: TypeError/)
    assert.ok(!err.includes(`TypeError: canary`))
  })

  it('stops waiting for a database when it is told to stop', async (t) => {
    const { child, ended, said } = start(t, ['serve', '--config', config], {
      BALIE_DATABASE_URL: 'postgres://a:b@127.0.0.1:1/balie',
    })
    await said(/trying again/)
    child.kill('SIGINT')
    assert.equal((await ended).code, 0)
  })
})

describe('balie demo', () => {
  let directory: string
  before(async () => {
    directory = await testDirectory()
  })
  after(() => rm(directory, { recursive: true }))

  it('runs everything, lets the command line at its agents, and stops at Ctrl-C', async (t) => {
    const port = await sixFree()
    const { child, ended, ...demo } = start(t, ['demo', '--port', String(port), '--data', directory])
    const said = await demo.said(/Ctrl-C stops everything/)
    for (const url of [`localhost:${port}`, `localhost:${port + 2}/desk`, `localhost:${port + 4}`]) {
      assert.ok(said.includes(`http://${url}`))
      assert.equal((await fetch(`http://${url}`)).status, 200)
    }
    const core: unknown = await (await fetch(`http://127.0.0.1:${port}/session_options`)).json()
    assert.ok(isTable(core))
    assert.deepEqual(Object.keys(core), ['report_move', 'permit_question', 'general_question'])
    assert.equal((await fetch(`http://127.0.0.1:${port + 3}/readyz`)).status, 200)
    assert.match(said, /anna@voorbeeld\.example \(Anna de Vries\)/)
    assert.match(
      (await run(['agent', 'list', '--data', directory])).out,
      /^bram@voorbeeld\.example\tBram Jansen/m,
    )
    child.kill('SIGINT')
    const { code, err } = await ended
    assert.deepEqual([code, err], [0, ''])
  })
})

/** A port on which something listens until the test ends. */
async function takenPort(t: TestContext): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  t.after(() => server.close())
  await once(server, 'listening')
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** The first of six ports in a row that are free now. */
async function sixFree(): Promise<number> {
  for (;;) {
    const servers = [createServer().listen(0, '127.0.0.1')]
    await once(servers[0] ?? assert.fail(), 'listening')
    const address = servers[0]?.address()
    const first = typeof address === 'object' && address ? address.port : 0
    const more = [1, 2, 3, 4, 5].map((step) => createServer().listen(first + step, '127.0.0.1'))
    const free = await Promise.all(
      more.map((server) =>
        Promise.race([once(server, 'listening').then(() => true), once(server, 'error').then(() => false)]),
      ),
    ).catch(() => [false])
    servers.push(...more)
    await Promise.all(
      servers.map((server) => server.listening && new Promise((resolve) => server.close(resolve))),
    )
    if (free.every(Boolean)) return first
  }
}
