import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { type Problem, paths } from '@balie/desk-api'
import {
  type AppointmentOffice,
  MINUTE,
  OFFICE_PURPOSES,
  openAppointmentOffice,
} from '../../testing/appointment-office.ts'

const SANNE = { fullname: 'Sanne', bsn: '999993653', email: 'sanne@burger.test', phone: '0612345678' }
const BRAM = { fullname: 'Bram', bsn: '999990019', email: 'bram@burger.test', phone: '0687654321' }

let office: AppointmentOffice
before(async () => {
  office = await openAppointmentOffice({ purposes: OFFICE_PURPOSES, requests_per_minute: 0 })
})
after(() => office.close())

it('FL-7: a colleague takes a meeting over; longer is time of the colleague, who must have it', async () => {
  const { browser, handle, starts } = await office.booked(SANNE)
  const timeOf = async (session: string) => {
    const { rows } = await office.database.pool.query<{ agent: string; ends: number }>(
      'select agent_id as agent, ends from appointment_times where session_id = $1',
      [session],
    )
    return rows[0] ?? assert.fail('a session without a time')
  }
  const first = await timeOf(handle)
  const colleague = await office.balie.agent('Bas Smit')
  office.clock.advance(starts - office.clock.now())
  await office.authenticates(browser, handle, SANNE)
  assert.equal((await browser.post(paths.enterMeeting, handle)).status, 200)
  assert.equal((await colleague.post(paths.take, handle)).status, 200)
  const view = await browser.view(handle)
  assert.ok(view.state === 'open')

  const longer = () => colleague.post(paths.extend, handle, { minutes: 15 })
  assert.equal((await longer()).status, 200)
  const taken = await timeOf(handle)
  assert.notEqual(taken.agent, first.agent)
  assert.equal(taken.ends, first.ends + 15 * MINUTE)

  // The next appointment of the colleague begins when the time after this one is over.
  const free = taken.ends + 10 * MINUTE
  const next = await office.comes(BRAM)
  await office.database.pool.query(
    `insert into appointment_times (id, session_id, agent_id, purpose, day, starts, ends, during, state, booked_at)
     values ('next', $1, $2, 'move', '2026-10-19', $3::bigint, $4::bigint, int8range($3::bigint, $4::bigint), 'booked', 0)`,
    [next.handle, taken.agent, free, free + 30 * MINUTE],
  )
  const refused = await longer()
  assert.equal(refused.status, 409)
  assert.equal((JSON.parse(refused.text) as Problem).code, 'EXTENSION_REFUSED')
  assert.deepEqual(await timeOf(handle), taken)
  colleague.close()
})
