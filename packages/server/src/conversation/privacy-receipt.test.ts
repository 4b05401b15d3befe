import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Session } from '@balie/sdk'
import { sessionRecord } from '@balie/sdk/testing'
import { privacyReceipt } from './privacy-receipt.ts'

const DAY = 24 * 60 * 60 * 1000
const bsn = { nl: 'BSN', en: 'Citizen service number' }
const purpose = { labels: new Map([['bsn', bsn]]) }
const first = { at: 10, names: ['bsn', 'email'] }
const seen = { agent: 'Anna', tag: 'bsn', opened: true }

function receipt(change: Partial<Session>, shown: Parameters<typeof privacyReceipt>[2] = []) {
  return privacyReceipt(sessionRecord(change).session, purpose, shown)
}

it('tells what was shared, by labels, and who saw it', () => {
  const told = receipt({ shared: [{ ...first, method: 'DigiD' }] }, [{ ...seen, at: 12, verifiedAt: 10 }])
  assert.deepEqual(told, {
    shared: [{ at: 10, method: 'DigiD', attributes: [bsn, { nl: 'email', en: 'email' }] }],
    seen: [{ at: 12, agent: 'Anna', attribute: bsn, opened: true }],
    retentionDays: 0,
  })
})

it('tells what was seen at one moment in the order in which it was shared', () => {
  const told = receipt({ shared: [first] }, [
    { ...seen, at: 12, tag: 'email', verifiedAt: 10, opened: false },
    { ...seen, at: 12, verifiedAt: 10, opened: false },
    { ...seen, at: 11, tag: 'email', verifiedAt: 10 },
  ])
  assert.deepEqual(
    told.seen.map(({ at, attribute }) => `${at} ${attribute.nl}`),
    ['11 email', '12 BSN', '12 email'],
  )
})

it('AC-9: leaves out what another person shared here before, and who saw that', () => {
  const told = receipt(
    {
      hiddenUntil: 50,
      shared: [
        { at: 5, names: ['bsn'], gone: { at: 8, why: 'withdrawn' } },
        { ...first, gone: { at: 50, why: 'replaced' } },
        // Its result came before its browser was back.
        { at: 49, names: ['bsn'], gone: { at: 70, why: 'ended' } },
      ],
    },
    [
      { ...seen, at: 6, verifiedAt: 5 },
      { ...seen, at: 12, verifiedAt: 10 },
      { ...seen, at: 60, verifiedAt: 49 },
    ],
  )
  assert.deepEqual(
    told.shared.map(({ at }) => at),
    [49],
  )
  assert.deepEqual(
    told.seen.map(({ at }) => at),
    [60],
  )
})

it('keeps what the same person shared before', () => {
  const told = receipt({
    shared: [
      { ...first, gone: { at: 50, why: 'replaced' } },
      { at: 49, names: ['bsn'] },
    ],
  })
  assert.deepEqual(
    told.shared.map(({ gone }) => gone?.why),
    ['replaced', undefined],
  )
})

it('P2: tells when the messages go, once the conversation has ended', () => {
  const limits = { idle: 0, longest: 0, pause: 0, retention: 7 * DAY }
  const ended = { state: 'ended', at: 100, by: 'citizen' } as const
  assert.equal(receipt({ limits }).messagesGoAt, undefined)
  assert.deepEqual(
    [receipt({ limits }).retentionDays, receipt({ limits, conversation: ended }).messagesGoAt],
    [7, 100 + 7 * DAY],
  )
  assert.equal(receipt({ limits, conversation: ended, transcript: 'destroyed' }).messagesGoAt, undefined)
})

it('G1: tells who saw what was kept of a booking, and what is kept, until it is not', () => {
  const booked = { ...first, gone: { at: 20, why: 'booked' } } as const
  const time = { starts: 90, ends: 99, opens: 80, way: 'chat', agent: 'anna', bookedAt: 20, moved: 0 }
  const kept = { at: 10, names: ['email'] }
  const one: Partial<Session> = { shared: [booked], appointment: { ...time, kept } }
  const told = receipt(one, [{ ...seen, at: 95, tag: 'email', verifiedAt: kept.at }])
  assert.deepEqual(
    told.seen.map(({ at, attribute }) => [at, attribute.nl]),
    [[95, 'email']],
  )
  assert.deepEqual(told.kept?.attributes, [{ nl: 'email', en: 'email' }])
  assert.deepEqual(receipt({ ...one, hiddenUntil: 30 }).kept?.attributes, [], 'of another person (AC-9)')
  assert.deepEqual(receipt({ ...one, appointment: time }).kept?.attributes, [], 'withdrawn')
})
