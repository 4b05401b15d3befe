import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testConfigTable, testKeys } from '../testing/test-config.ts'
import { ConfigInvalid } from './config-invalid.ts'
import { readConfig } from './read-config.ts'
import { isTable, type Table } from './table.ts'

const read = (changes: Table) => readConfig({ table: testConfigTable(changes), directory: '/' })

/** What is refused, and why. */
function problems(changes: Table): Record<string, string> {
  try {
    read(changes)
  } catch (error) {
    assert.ok(error instanceof ConfigInvalid)
    return Object.fromEntries(error.problems.map(({ key, problem }) => [key, problem]))
  }
  return assert.fail('the configuration was accepted')
}

const core: Table = {
  core_url: 'http://core',
  start_auth_key_id: 'balie',
  start_auth_signing_privkey: { type: 'EC', key: testKeys().decryption.privateKey },
  authentication_origins: ['https://auth.example.nl'],
}

/** The first of the usual purposes, with appointments. */
function purposes(appointment: Table, changes: Table = {}): Table {
  const given = testConfigTable()['purposes']
  assert.ok(Array.isArray(given) && isTable(given[0]))
  return { ...core, purposes: [{ ...given[0], appointment, ...changes }] }
}

describe('appointments in the configuration', () => {
  it('have defaults: half an hour, six weeks ahead, a day and an hour before, on working days', () => {
    const config = read({ ...purposes({}), smtp_url: 'smtp://localhost:2525', mail_from: 'a@b.test' })
    assert.deepEqual(config.purposes.get('report_move')?.appointment, {
      ...{
        duration: 30,
        before: 0,
        after: 0,
        every: 30,
        shortestNotice: 120,
        horizonDays: 42,
        mostPerDay: 0,
      },
      ...{ ways: ['chat'], wayIn: 15, hold: 10, reminders: [1440, 60] },
      ...{ keepUntilMeeting: [], mailNamesPurpose: false },
    })
    assert.equal(config.schedule.zone, 'Europe/Amsterdam')
    assert.deepEqual(config.schedule.weekly[0], [
      { starts: 540, ends: 750 },
      { starts: 780, ends: 1020 },
    ])
    assert.deepEqual(config.schedule.weekly[6], [])
    assert.deepEqual(
      config.warnings.filter((warning) => warning.includes('smtp')),
      [],
    )
  })

  it('are warned of where no mail can be sent', () => {
    assert.ok(read(purposes({})).warnings.some((warning) => warning.includes('smtp_url')))
  })

  const cases: readonly (readonly [string, Table, string])[] = [
    ['a zone that does not exist', { time_zone: 'Europe/Atlantis' }, 'time_zone'],
    ['an offset as a zone', { time_zone: '+01:00' }, 'time_zone'],
    [
      'hours that overlap',
      { working_hours: { monday: ['09:00-12:00', '11:00-13:00'] } },
      'working_hours.monday',
    ],
    [
      'hours that end before they begin',
      { working_hours: { monday: ['12:00-09:00'] } },
      'working_hours.monday',
    ],
    ['hours that are none', { working_hours: { monday: ['9 tot 12'] } }, 'working_hours.monday'],
    ['a holiday that does not exist', { holidays: ['2026-02-30'] }, 'holidays'],
    ['mail without a sender', { smtp_url: 'smtp://localhost' }, 'mail_from'],
    ['a sender without mail', { mail_from: 'a@b.test' }, 'smtp_url'],
    ['a mail server by another protocol', { smtp_url: 'https://mail', mail_from: 'a@b.test' }, 'smtp_url'],
    ['a sender that would be two', { smtp_url: 'smtp://m', mail_from: 'a@b.test>, <c@d.test' }, 'mail_from'],
    ['nobody to compare with (AC-9)', purposes({}, { identifying: [] }), 'purposes[0].identifying'],
    [
      'an identity that need not be given (AC-9)',
      purposes({}, { required: ['fullname'], allowed: ['bsn'], labels: {} }),
      'purposes[0].identifying',
    ],
    [
      'no core to authenticate at (AC-5)',
      { ...purposes({}), ...Object.fromEntries(Object.keys(core).map((key) => [key, undefined])) },
      'core_url',
    ],
    [
      'no core to authenticate at where the identity may be absent: who had one would not get in (AC-5)',
      {
        ...purposes({}, { allow_unauthenticated: true }),
        ...Object.fromEntries(Object.keys(core).map((key) => [key, undefined])),
      },
      'core_url',
    ],
    [
      'an address out of nowhere',
      purposes({ email_attribute: 'email' }),
      'purposes[0].appointment.email_attribute',
    ],
    [
      'what is not there is to be kept',
      purposes({ keep_until_meeting: ['iban'] }),
      'purposes[0].appointment.keep_until_meeting',
    ],
    ['slots of no length', purposes({ duration_minutes: 0 }), 'purposes[0].appointment.duration_minutes'],
    ['slots that begin without end', purposes({ every_minutes: 0 }), 'purposes[0].appointment.every_minutes'],
    [
      'a key that there is not',
      purposes({ durration_minutes: 5 }),
      'purposes[0].appointment.durration_minutes',
    ],
  ]
  for (const [what, changes, key] of cases) {
    it(`are refused with ${what}`, () => {
      assert.deepEqual(Object.keys(problems(changes)), [key])
    })
  }
})
