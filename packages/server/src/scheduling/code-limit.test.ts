import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { paths } from '@balie/desk-api'
import { type AppointmentOffice, HOUR, MINUTE, openAppointmentOffice } from '../testing/appointment-office.ts'
import { CODE_HOLDS } from './contact-codes.ts'

describe('codes for addresses', () => {
  let office: AppointmentOffice
  before(async () => {
    office = await openAppointmentOffice()
  })
  after(() => office.close())

  /** Somebody new asks for a code. @returns the session, and the status of the answer */
  async function asks(address: string): Promise<readonly [string, number]> {
    const { browser, handle } = await office.comes(undefined, 'open_question')
    const { status } = await browser.post(paths.contactAddress, handle, { address, locale: 'nl' })
    return [handle, status]
  }
  const rows = async (text: string, values: unknown[] = []) =>
    (await office.database.pool.query<Record<string, unknown>>(text, values)).rows
  const until = async (holds: () => Promise<boolean>) => {
    while (!(await holds())) await new Promise(setImmediate)
  }

  it('R4: five an hour for one address, however it is written and whoever asks, over restarts', async () => {
    const victim = [
      'canary@burger.test',
      'Canary@Burger.Test',
      ' canary@burger.test',
      'CANARY@burger.test',
      'canary@burger.test ',
    ]
    for (const address of victim) assert.equal((await asks(address))[1], 200, address)
    assert.equal((await asks('canary@burger.test'))[1], 429)
    await office.restart()
    assert.equal((await asks('canary@burger.test'))[1], 429)
    assert.equal((await asks('other@burger.test'))[1], 200)
    // P1: who it was cannot be read.
    assert.doesNotMatch(JSON.stringify(await rows('select * from contact_code_counts')), /canary/i)

    await office.pass(HOUR)
    await until(async () => (await rows('select 1 from contact_code_counts')).length === 0)
    assert.equal((await asks('canary@burger.test'))[1], 200)
  })

  it('R4: a window that has passed counts no more, also before it is forgotten', async () => {
    for (let i = 0; i < 5; i += 1) assert.equal((await asks('bert@burger.test'))[1], 200)
    office.clock.advance(HOUR - 1)
    assert.equal((await asks('bert@burger.test'))[1], 429)
    office.clock.advance(1)
    assert.equal((await asks('bert@burger.test'))[1], 200)
  })

  it('P2: an address that is not confirmed in time is kept no longer', async () => {
    const [session] = await asks('carla@burger.test')
    const kept = () =>
      rows(
        `select 1 from appointment_contacts
         where session_id = $1 and (sealed is not null or code_digest is not null or code_until is not null)`,
        [session],
      )
    await office.pass(CODE_HOLDS - MINUTE)
    await office.restart()
    assert.equal((await kept()).length, 1)
    await office.pass(MINUTE)
    await until(async () => (await kept()).length === 0)
  })
})
