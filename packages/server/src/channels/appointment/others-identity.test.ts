import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import {
  type CitizenView,
  type ConversationDetail,
  type PrivacyReceipt,
  type Problem,
  paths,
} from '@balie/desk-api'
import { keepContact, Secret } from '@balie/sdk'
import {
  type AppointmentOffice,
  HOUR,
  MINUTE,
  OFFICE_PURPOSES,
  openAppointmentOffice,
} from '../../testing/appointment-office.ts'
import type { Begun } from '../../testing/test-app.ts'
import type { TestBrowser } from '../../testing/test-browser.ts'

const SANNE = { fullname: 'Sanne', bsn: '999993653', email: 'sanne@burger.test', phone: '0612345678' }
const BRAM = { fullname: 'Bram', bsn: '999990019', email: 'bram@burger.test', phone: '0687654321' }
const STARTS = Date.parse('2026-10-20T09:00:00Z')

let office: AppointmentOffice
before(async () => {
  office = await openAppointmentOffice({ purposes: OFFICE_PURPOSES, requests_per_minute: 0 })
})
after(() => office.close())

/** The address that the page of this browser shows, in part. */
async function shown(browser: TestBrowser, handle: string): Promise<string | undefined> {
  const view = await browser.view(handle)
  assert.ok(view.state === 'planning' || view.state === 'scheduled')
  assert.equal('codeUntil' in view.planning.contact, false)
  return 'address' in view.planning.contact ? view.planning.contact.address : undefined
}

async function gives({ browser, handle }: Begun, address: string): Promise<void> {
  const { settings } = office.balie.appointment
  const { session } = (await settings.store.find({ by: 'id', id: handle })) ?? assert.fail()
  const owner = session.owner ?? assert.fail()
  await keepContact(settings, handle, owner.browser, new Secret('address', address))
  assert.equal(await shown(browser, handle), `${address[0]}•••@prive.test`)
}

it('AC-9: who takes over before there is an appointment has an address of their own, and mail goes there', async () => {
  const sanne = await office.comes(SANNE)
  await gives(sanne, 'sanne@prive.test')
  const browser = office.balie.browser()
  await office.authenticates(browser, sanne.handle, BRAM)
  assert.equal(await shown(browser, sanne.handle), 'b•••@burger.test')
  const held = await browser.post(paths.holdTime, sanne.handle, { starts: STARTS })
  assert.equal(held.status, 200, JSON.stringify(held.body))
  const book = { starts: STARTS, locale: 'nl', zone: 'Etc/UTC' }
  const booked = await browser.post<CitizenView>(paths.book, sanne.handle, book)
  assert.equal(booked.status, 200)
  const { recipients } = await office.smtp.until(({ calendar }) => calendar !== undefined)
  assert.deepEqual(recipients, [BRAM.email])
})

it('AC-9: a code that was sent for one person confirms nothing for the next', async () => {
  const { browser: own, handle } = await office.comes(undefined, 'open_question')
  const given = { address: 'eerst@prive.test', locale: 'nl' }
  assert.equal((await own.post(paths.contactAddress, handle, given)).status, 200)
  const { text } = await office.smtp.until(({ recipients }) => recipients.includes(given.address))
  const browser = office.balie.browser()
  await office.authenticates(browser, handle, BRAM)
  const code = /\b\d{6}\b/.exec(text)?.[0]
  const { status, body } = await browser.post(paths.contactCode, handle, { code })
  assert.deepEqual([status, (body as Problem).code], [409, 'CODE_EXPIRED'])
})

it('AC-9: who comes in to an appointment of somebody unknown sees no address of theirs, nor that there is one', async () => {
  const booker = await office.comes(undefined, 'open_question')
  await gives(booker, 'sanne@prive.test')
  const { browser: own, handle } = booker
  assert.equal((await own.post(paths.holdTime, handle, { starts: STARTS + HOUR })).status, 200)
  const book = { starts: STARTS + HOUR, locale: 'nl', zone: 'Etc/UTC' }
  assert.equal((await own.post(paths.book, handle, book)).status, 200)
  assert.equal(await shown(own, handle), 's•••@prive.test')
  await own.post(paths.contactAddress, handle, { address: 'ander@prive.test', locale: 'nl' })
  office.clock.advance(STARTS + HOUR - 5 * MINUTE - office.clock.now())
  const browser = office.balie.browser()
  await office.authenticates(browser, handle, { fullname: 'Bram' })
  assert.equal(await shown(browser, handle), undefined)
  const { body } = await browser.receipt(handle)
  assert.deepEqual((body as PrivacyReceipt).kept, { attributes: [], address: false })
  office.clock.advance(MINUTE)
  await gives({ ...booker, browser }, 'bram@prive.test')
})

it('G1: what was given at the booking is in the receipt with who saw it, and can be taken back before', async () => {
  for (const withdraws of [false, true]) {
    const { browser, handle, starts } = await office.booked(SANNE)
    assert.deepEqual(await keptOf(browser, handle), ['Telefoon'])
    if (withdraws) assert.equal((await browser.withdraw(handle)).status, 200)
    office.clock.advance(starts - office.clock.now())
    await office.authenticates(browser, handle, SANNE)
    assert.equal((await browser.post(paths.enterMeeting, handle)).status, 200)
    const agent = await office.balie.agent(withdraws ? 'Bas Smit' : 'Cas Smit')
    assert.equal((await agent.post(paths.take, handle)).status, 200)
    const { meeting }: ConversationDetail = JSON.parse((await agent.get(paths.conversation, handle)).text)
    const { body } = await browser.receipt(handle)
    const seen = (body as PrivacyReceipt).seen.filter(({ attribute }) => attribute.nl === 'Telefoon')
    // Once as given at the booking, once as given now.
    assert.deepEqual([meeting?.given.length, seen.length], withdraws ? [0, 1] : [1, 2])
    assert.deepEqual(await keptOf(browser, handle), withdraws ? [] : ['Telefoon'])
    await browser.end(handle)
  }
})

async function keptOf(browser: TestBrowser, handle: string) {
  const { body } = await browser.receipt(handle)
  return (body as PrivacyReceipt).kept?.attributes.map(({ nl }) => nl)
}
