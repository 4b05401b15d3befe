import assert from 'node:assert/strict'
import { after, before, describe, it, type TestContext } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { paths } from '@balie/desk-api'
import { createTestClock } from '@balie/sdk/testing'
import { type SmtpSink, startSmtpSink } from '../cli/demo/smtp-sink.ts'
import { createLog } from '../log.ts'
import { type AgentPage, createAgentPage } from '../testing/agent-page.ts'
import { type FarSide, startFarSide } from '../testing/far-side.ts'
import {
  type Befallen,
  type FilledState,
  loadState,
  readState,
  STATE_KEY,
  STATE_PERSON,
  stateConfig,
} from '../testing/filled-state.ts'
import { runTestApp, type TestApp } from '../testing/test-app.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { databaseReadiness } from './database-readiness.ts'
import { migrate } from './migrate.ts'
import { MIGRATIONS, readMigrations } from './migration.ts'
import { openStore } from './pool.ts'

const log = createLog({ level: 'silent' })
const SAID = ['Goedemiddag.', 'Waarmee kan ik u helpen?', 'Ik ben verhuisd.']

/** A database that a Balie of that migration has left. */
async function leftBy(state: FilledState, far: FarSide): Promise<TestDatabase> {
  const database = await createTestDatabase({ migrated: false })
  await migrate(database.pool, { upTo: state.migration })
  await loadState(database.pool, state, far)
  return database
}

describe('a database that the Balie before 0007 left, with conversations in it', () => {
  let state: FilledState
  let far: FarSide
  let smtp: SmtpSink
  let database: TestDatabase
  let balie: TestApp
  let desk: AgentPage
  before(async () => {
    state = await readState('state-0005.json')
    const clock = createTestClock(state.at)
    far = await startFarSide(clock)
    smtp = await startSmtpSink()
    database = await leftBy(state, far)
    const ran = await migrate(database.pool)
    assert.ok(ran.length > 0 && ran.every((name) => Number(name.slice(0, 4)) > state.migration), String(ran))
    const config = stateConfig(far, smtp.url)
    balie = await runTestApp({ database, clock, config, masterKey: STATE_KEY })
    desk = createAgentPage(balie.publicUrl)
    const password = 'paard batterij nietje'
    assert.equal((await desk.signIn('anna.de.vries@voorbeeld.nl', password)).status, 200)
  })
  after(async () => {
    desk?.close()
    await balie?.close()
    await smtp?.close()
    await far?.close()
    await database?.close()
  })

  /** Somebody of before, whose page comes back. */
  function comesBack(who: Befallen) {
    const { cookie, handle } = state.people[who]
    const browser = balie.browser()
    browser.cookie = cookie
    return { browser, handle, page: browser.page(handle) }
  }

  it('V1: a conversation goes on where it was, for both sides', async () => {
    const { page, handle } = comesBack('open')
    await page.until(() => page.messages.length === SAID.length)
    assert.deepEqual(
      page.messages.map(({ text }) => text),
      SAID,
    )
    const live = await desk.connect()
    const opened = await live.socket.timeout(8000).emitWithAck('open', { conversation: handle, after: 0 })
    assert.ok(opened.ok)
    assert.ok((await page.says('En nu?')).ok)
    await live.hears('messages', (id, [message]) => id === handle && message?.text === 'En nu?')
    const message = { id: 'after-the-upgrade', text: 'Komt goed.' }
    assert.ok((await live.socket.timeout(8000).emitWithAck('send', { conversation: handle, message })).ok)
    await page.until(() => page.messages.at(-1)?.text === 'Komt goed.')
    assert.equal(page.messages.at(-1)?.seq, SAID.length + 2)
  })

  it('shows the attributes to the agent, and not of who logged out or was closed', async () => {
    for (const [who, isThere] of [
      ['open', true],
      ['ended', false],
      ['leaving', false],
    ] as const) {
      const { status, text } = await desk.get(paths.conversation, state.people[who].handle)
      assert.equal(text.includes(STATE_PERSON.fullname), isThere, `${who}: ${status} ${text}`)
    }
  })

  it('lets an agent take who waited, and keeps an end an end', async () => {
    const { page, handle } = comesBack('waiting')
    await page.until(() => page.views.at(-1)?.state === 'waiting')
    assert.equal((await desk.post(paths.take, handle)).status, 200)
    await page.until(() => page.views.at(-1)?.state === 'open')
    const ended = comesBack('ended')
    assert.equal((await ended.browser.view(ended.handle)).state, 'ended')
    await ended.page.until(() => ended.page.messages.length === SAID.length)
  })

  it('O3: delivers the logout that waited', async () => {
    await far.until(() =>
      far.updates.some(({ session, update }) => session === 'leaving' && update === 'logout'),
    )
    await until(async () => {
      const { rows } = await database.pool.query<{ state: string }>(
        `select record -> 'feedback' ->> 'state' as state from sessions where id = $1`,
        [state.people.leaving.handle],
      )
      return rows[0]?.state !== 'logging_out'
    })
  })

  it('V2: sends the mail about an appointment that waited, once, and lets it be cancelled', async () => {
    await smtp.until(({ recipients }) => recipients.includes(STATE_PERSON.email))
    const { browser, handle } = comesBack('booked')
    assert.equal((await browser.view(handle)).state, 'scheduled')
    assert.equal((await browser.post(paths.cancelAppointment, handle)).status, 200)
    await smtp.until(({ subject }) => /geannuleerd|afgezegd/i.test(subject))
    assert.equal(new Set(smtp.mails().map(({ messageId }) => messageId)).size, smtp.mails().length)
  })

  it('says of the citizens who is there: who came back, and who did not', async () => {
    const other = await createTestDatabase({ migrated: false })
    await migrate(other.pool, { upTo: state.migration })
    await loadState(other.pool, state, far)
    await migrate(other.pool)
    const config = stateConfig(far, smtp.url)
    const clock = createTestClock(state.at)
    const second = await runTestApp({ database: other, clock, config, masterKey: STATE_KEY })
    const { cookie, handle } = state.people.open
    const browser = second.browser()
    browser.cookie = cookie
    const page = browser.page(handle)
    await page.until(() => page.views.length > 0)
    const presence = async (who: Befallen) => {
      const { rows } = await other.pool.query<{ state: string }>(
        `select record -> 'citizen' ->> 'state' as state from sessions where id = $1`,
        [state.people[who].handle],
      )
      return rows[0]?.state
    }
    assert.equal(await presence('waiting'), 'present', 'as it was left')
    await until(async () => (await presence('waiting')) === 'gone')
    assert.equal(await presence('open'), 'present')
    await second.close()
    await other.close()
  })
})

describe('old and new nodes on one database', () => {
  it('ten servers that start at once on an empty one all come up, and each migration ran once', async (t) => {
    const database = await emptyDatabase(t)
    const all = (await readMigrations(MIGRATIONS)).map(({ name }) => name)
    const ran = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const store = openStore({ databaseUrl: database.databaseUrl, log, patience: 30_000, connections: 3 })
        const names = await migrate(store.pool)
        const app = await runTestApp({ database: store })
        try {
          assert.equal((await fetch(`${app.internalUrl}/readyz`)).status, 200)
          await app.start()
        } finally {
          await app.close()
          await store.close()
        }
        return names
      }),
    )
    assert.deepEqual(ran.flat().sort(), all)
    assert.deepEqual(
      ran.map(({ length }) => length).filter((count) => count > 0),
      [all.length],
      'one did it all; the others waited for it',
    )
  })

  it('an old one goes on when a new one has migrated, and is ready', async (t) => {
    const database = await emptyDatabase(t)
    await migrate(database.pool, { upTo: 5 })
    const old = databaseReadiness(database.pool, { upTo: 5 })
    assert.deepEqual(await old(), { ready: true, database: 'ok' })
    const asked = databaseReadiness(database.pool)
    assert.deepEqual(await asked(), { ready: false, database: 'not migrated' })
    await migrate(database.pool)
    assert.deepEqual(await old(), { ready: true, database: 'ok' })
    assert.deepEqual(await asked(), { ready: true, database: 'ok' })
    const askedLater = databaseReadiness(database.pool, { upTo: 5 })
    assert.deepEqual(await askedLater(), { ready: true, database: 'ok' })
  })

  it('what the newer migrations make, the statements of before 0007 need not know', async (t) => {
    const state = await readState('state-0005.json')
    const far = await startFarSide(createTestClock(state.at))
    t.after(() => far.close())
    const database = await emptyDatabase(t)
    // All that a Balie of then wrote goes into the tables as they are now.
    await migrate(database.pool)
    await loadState(database.pool, state, far)
    const { rows } = await database.pool.query<{ table: string; column: string }>(
      `select table_name as table, column_name as column from information_schema.columns
       where table_schema = 'public' and is_nullable = 'NO' and column_default is null`,
    )
    for (const { name, columns } of state.tables) {
      const needed = rows.filter(({ table }) => name === `"${table}"`)
      for (const { column } of needed)
        assert.ok(columns.includes(column), `${name}.${column} is new and needed`)
    }
  })
})

async function emptyDatabase(t: TestContext): Promise<TestDatabase> {
  const database = await createTestDatabase({ migrated: false })
  t.after(() => database.close())
  return database
}

/** Waits until it is so. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(20)
}
