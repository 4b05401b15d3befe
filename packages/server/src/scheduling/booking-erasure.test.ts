import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { type CitizenView, paths } from '@balie/desk-api'
import { type KeyName, openKeptAttributes, randomText, systemRandom, unwrapDataKey } from '@balie/sdk'
import { createLog } from '../log.ts'
import { migrate } from '../store/migrate.ts'
import { type OwnPostgres, startOwnPostgres } from '../store/own-postgres/own-postgres.ts'
import { openStore } from '../store/pool.ts'
import { type AppointmentOffice, HOUR, openAppointmentOffice } from '../testing/appointment-office.ts'
import { findInFiles } from '../testing/find-in-files.ts'
import { testDirectory } from '../testing/test-database.ts'

const canary = (what: string) => `${what}-${randomText(systemRandom, 12)}`

describe('P1, P2: of a booking', () => {
  let directory: string
  let postgres: OwnPostgres
  let office: AppointmentOffice
  before(async () => {
    directory = await testDirectory()
    const log = createLog({ level: 'silent' })
    postgres = await startOwnPostgres({ dataDirectory: directory, log })
    const store = openStore({ databaseUrl: postgres.databaseUrl, log })
    await migrate(store.pool)
    office = await openAppointmentOffice({}, store)
  })
  after(async () => {
    await office.close()
    await postgres.close()
    await rm(directory, { recursive: true, force: true })
  })

  it('nothing is left when it is finished, but what is to be kept, sealed; and that goes with the meeting', async () => {
    const person = { fullname: canary('name'), bsn: canary('bsn'), phone: canary('phone') }
    const address = `${canary('mail').toLowerCase()}@burger.test`
    const url = canary('url')
    const citizen = await office.comes({ ...person, email: address }, 'move', office.far.sessionUrl(url))
    const { browser, handle } = citizen
    const { settings } = office.balie.appointment
    const booking = await settings.store.find({ by: 'id', id: handle })
    assert.ok(booking?.keys.attributes)
    const bookingKey = unwrapDataKey(settings.keyring, handle, 'attributes', booking.keys.attributes)
    const starts = await office.firstFree(citizen)
    await browser.post(paths.holdTime, handle, { starts })
    const made = await browser.post<CitizenView>(paths.book, handle, {
      starts,
      locale: 'nl',
      zone: 'Europe/Amsterdam',
    })
    assert.equal(made.status, 200)
    await office.smtp.until(({ recipients }) => recipients.includes(address))

    const booked = await settings.store.find({ by: 'id', id: handle })
    assert.deepEqual(Object.keys(booked?.keys ?? {}).sort(), ['contact', 'feedback', 'kept', 'transcript'])
    assert.deepEqual(Object.keys(booked?.sealed ?? {}).sort(), ['contact', 'kept_attributes', 'session_urls'])
    assert.ok(booked)
    assert.deepEqual({ ...openKeptAttributes(settings.keyring, booked)?.reveal() }, { phone: person.phone })

    const keys = Object.entries(booked.keys).map(([key, wrapped]) =>
      unwrapDataKey(settings.keyring, handle, key as KeyName, wrapped)
        .reveal()
        .export(),
    )
    const texts = [...Object.values(person), address, url]
    const onDisk = async () => {
      await office.database.pool.query('checkpoint')
      return findInFiles(directory, [...texts, bookingKey.reveal().export(), ...keys])
    }
    await office.database.pool.query('checkpoint')
    assert.notDeepEqual(await findInFiles(directory, [handle]), [], 'what is in the clear is found')
    assert.deepEqual(await onDisk(), [])
    const mails = office.smtp
      .mails()
      .map(({ raw, text, html, calendar }) => `${raw}${text}${html}${calendar?.content}`)
    for (const secret of [...Object.values(person), url]) {
      assert.ok(!mails.join().includes(secret), 'an attribute in a mail')
      assert.ok(!office.balie.logged.join().includes(secret), 'an attribute in the log')
    }
    assert.ok(!office.balie.logged.join().includes(address), 'an address in the log')

    await browser.post(paths.cancelAppointment, handle)
    await office.smtp.until(({ calendar }) => calendar?.method === 'CANCEL')
    const left = async () => Object.keys((await settings.store.find({ by: 'id', id: handle }))?.keys ?? {})
    while ((await left()).includes('contact')) await new Promise(setImmediate)
    assert.ok(!(await left()).includes('kept'))
    await office.pass(8 * 24 * HOUR)
    while (await settings.store.find({ by: 'id', id: handle })) await new Promise(setImmediate)
    assert.deepEqual(await onDisk(), [])
    const { rows } = await office.database.pool.query('select * from appointment_outcomes')
    assert.equal(rows.length, 1)
  })
})
