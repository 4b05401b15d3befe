// Prints what a Balie of this version leaves in its database, for upgrade.test.ts of later versions:
//   node --conditions=source packages/server/src/testing/fill-state.ts > .../vectors/state-NNNN.json
// state-0005.json was made by it in the tree of the commit before 0007-nodes.sql, with `filled-state.ts`,
// `store/backup/` and the master key of `test-app.ts` of the commit that added it.
import assert from 'node:assert/strict'
import { type CitizenView, type FreeTimes, paths } from '@balie/desk-api'
import { createTestClock } from '@balie/sdk/testing'
import { Client } from 'pg'
import { findBackupTables, tableName } from '../store/backup/backup-tables.ts'
import { MONDAY_MORNING } from './appointment-office.ts'
import { startFarSide } from './far-side.ts'
import type { FilledState } from './filled-state.ts'
import { STATE_KEY, STATE_PERSON, stateConfig } from './filled-state.ts'
import { type Begun, runTestApp } from './test-app.ts'
import { createTestDatabase } from './test-database.ts'

const clock = createTestClock(MONDAY_MORNING)
const database = await createTestDatabase()
const far = await startFarSide(clock)
far.answers.update = 500
// No mail server there: what is due waits.
const config = stateConfig(far, 'smtp://127.0.0.1:1')
const balie = await runTestApp({ database, clock, config, masterKey: STATE_KEY })
const agent = await balie.agent()
const desk = await agent.connect()

async function comes(session: string, purpose = 'report_move', method: 'chat' | 'appointment' = 'chat') {
  const begun = await balie.begun(purpose, method)
  const result = await balie.succes(STATE_PERSON, far.sessionUrl(session))
  assert.equal(await balie.deliver(begun.attrUrl ?? '', result), 200)
  return begun
}

async function talks({ browser, handle }: Begun, isTaken: boolean) {
  const page = browser.page(handle)
  assert.ok((await page.says('Goedemiddag.')).ok)
  if (!isTaken) return
  assert.equal((await agent.post(paths.take, handle)).status, 200)
  const message = { id: `answer-to-${handle.slice(0, 8)}`, text: 'Waarmee kan ik u helpen?' }
  assert.ok((await desk.socket.timeout(8000).emitWithAck('send', { conversation: handle, message })).ok)
  await page.until(() => page.messages.length === 2)
  assert.ok((await page.says('Ik ben verhuisd.')).ok)
}

const waiting = await comes('waiting')
await talks(waiting, false)
const open = await comes('open')
await talks(open, true)
const ended = await comes('ended')
await talks(ended, true)
assert.equal((await agent.post(paths.close, ended.handle)).status, 200)
const leaving = await comes('leaving')
await talks(leaving, true)
assert.equal((await leaving.browser.logout(leaving.handle)).status, 200)
await far.until(() => far.updates.some(({ session }) => session === 'leaving'))
const booked = await comes('booked', 'move', 'appointment')
const { body } = await booked.browser.get<FreeTimes>(paths.freeTimes, booked.handle)
const starts = (body as FreeTimes).days[0]?.starts[0]
for (const [path, more] of [
  [paths.holdTime, {}],
  [paths.book, { locale: 'nl', zone: 'Europe/Amsterdam' }],
] as const) {
  const { status } = await booked.browser.post<CitizenView>(path, booked.handle, { starts, ...more })
  assert.equal(status, 200)
}

// While all of them are there, as a backup of a server that is killed would have it.
const client = new Client({ connectionString: database.databaseUrl.reveal() })
await client.connect()
const tables = []
for (const table of await findBackupTables(client)) {
  const name = tableName(table)
  const { rows } = await client.query(`select to_jsonb(t) as row from ${name} t`)
  tables.push({ name, columns: table.columns, rows: rows.map(({ row }) => row) })
}
const { rows } = await client.query<{ migration: number; at: Date }>(
  'select max(number) as migration, now() as at from migrations',
)
await client.end()
const person = ({ browser, handle }: Begun) => ({ cookie: browser.cookie, handle })
const state: FilledState = {
  migration: rows[0]?.migration ?? 0,
  at: clock.now(),
  databaseAt: rows[0]?.at.getTime() ?? 0,
  origin: far.origin,
  people: {
    waiting: person(waiting),
    open: person(open),
    ended: person(ended),
    leaving: person(leaving),
    booked: person(booked),
  },
  tables,
}
process.stdout.write(`${JSON.stringify(state, undefined, 1)}\n`)
await balie.close()
await far.close()
await database.close()
