import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { systemClock } from '@balie/sdk'
import { createLog } from './log.ts'
import { type RunningBalie, startBalie } from './main.ts'
import { type FarSide, startFarSide } from './testing/far-side.ts'
import { createGate, type Gate } from './testing/gate.ts'
import { runTestApp } from './testing/test-app.ts'
import { testConfig } from './testing/test-config.ts'
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts'

const KEY = Buffer.alloc(32, 9).toString('base64')
/** A request of which the last byte does not come. */
const UNFINISHED = 'POST /api/auth/sign-in/email HTTP/1.1\r\nhost: balie\r\ncontent-length: 100\r\n\r\n{'

describe('Balie that is told to stop', () => {
  let database: TestDatabase
  let gate: Gate
  let far: FarSide
  before(async () => {
    database = await createTestDatabase()
    far = await startFarSide(systemClock)
  })
  after(async () => {
    await far.close()
    await database.close()
  })

  async function run(): Promise<{ balie: RunningBalie; said: string[] }> {
    gate = await createGate(database.databaseUrl)
    const said: string[] = []
    const log = createLog({ level: 'error', destination: { write: (line) => said.push(line) } })
    const config = testConfig({
      ...far.config,
      database_url: gate.databaseUrl.reveal(),
      drain_seconds: 2,
      master_key: KEY,
    })
    return { balie: await startBalie({ config, log }), said }
  }

  async function hang({ publicUrl }: RunningBalie) {
    const { port } = new URL(publicUrl)
    const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined)
    await once(socket, 'connect')
    socket.write(UNFINISHED)
    return socket
  }

  it('V2: waits some seconds for a request that hangs, and ends well', async () => {
    const { balie, said } = await run()
    const socket = await hang(balie)
    const began = performance.now()
    assert.deepEqual(await balie.close(), [])
    assert.ok(performance.now() - began < 30_000)
    assert.deepEqual(said, [])
    socket.destroy()
    await gate.shut()
  })

  it('V2: ends within 30 s with a stalled database, a silent plugin and a request that hangs, and says what hung', async () => {
    await leaveLogout()
    far.answers.update = 'silence'
    const before = far.updates.length
    const { balie, said } = await run()
    await far.until(() => far.updates.length > before)
    const socket = await hang(balie)
    gate.stall()
    const began = performance.now()
    const left = await balie.close()
    const took = performance.now() - began
    assert.ok(took < 30_000, `${took} ms`)
    assert.ok(left.length > 0)
    for (const part of left) assert.ok(said.some((line) => line.includes(`"part":"${part}"`)))
    socket.destroy()
    await gate.shut()
  })

  /** A logout that nobody takes. */
  async function leaveLogout(): Promise<void> {
    far.answers.update = 500
    const app = await runTestApp({ database, config: far.config, masterKey: KEY })
    const { browser, handle, attrUrl } = await app.begun()
    const result = await app.succes({ fullname: 'Sanne', bsn: '1' }, far.sessionUrl('leaves'))
    assert.equal(await app.deliver(attrUrl ?? '', result), 200)
    assert.equal((await browser.logout(handle)).status, 200)
    await far.until(() => far.updates.some(({ update }) => update === 'logout'))
    await app.close()
  }
})
