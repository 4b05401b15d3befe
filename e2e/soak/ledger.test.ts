import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConversationDetail } from '@balie/desk-api/client'
import { createLedger, type Person } from './ledger.ts'

const PERSON: Person = { fullname: 'Persoon 1', address: 'Straat 1', bsn: '100000001' }

function opened() {
  const ledger = createLedger()
  return { ledger, account: ledger.open('handle1', PERSON, '/session/1') }
}

/** What an agent is shown: verified, with these values; a masked one is undefined. */
function detail(values: Readonly<Record<string, string | undefined>>): ConversationDetail {
  const words = { nl: '', en: '' }
  return {
    summary: {
      ...{ id: 'handle1', channel: 'chat', purpose: words, team: 'burgerzaken', state: 'open' },
      ...{ since: 0, identity: 'verified', citizenPresent: true, unread: 0, lastSeq: 0 },
    },
    identity: {
      ...{ state: 'verified', verifiedAt: 1, alerts: [], unauthenticatedAllowed: false },
      attributes: Object.entries(values).map(([tag, value]) => ({
        ...{ tag, label: words, sensitive: tag === 'bsn' },
        ...(value !== undefined && { value }),
      })),
    },
    authentication: { state: 'none', possible: false },
    receipts: { citizen: { delivered: 0, read: 0 }, agent: { delivered: 0, read: 0 } },
  }
}

test('an identity is shown when each value is there and was compared, not when there is none', () => {
  const { ledger, account } = opened()
  ledger.shown(detail({}))
  ledger.shown(detail({ bsn: undefined }))
  ledger.shown(detail({ fullname: PERSON.fullname }))
  assert.equal(account.isShown, false)
  ledger.shown(detail({ fullname: PERSON.fullname, address: PERSON.address, bsn: undefined }))
  assert.equal(account.isShown, true)
  assert.deepEqual(ledger.broken, [])
})

test('a value of another, and a masked one that nobody opened, are broken promises', () => {
  const { ledger, account } = opened()
  ledger.shown(detail({ fullname: 'Persoon 2', address: PERSON.address }))
  ledger.shown(detail({ bsn: PERSON.bsn }))
  ledger.opened('handle1', new Map([['bsn', '100000002']]))
  assert.equal(ledger.broken.length, 3)
  assert.deepEqual([account.isShown, account.isOpened], [false, false])
  ledger.opened('handle1', new Map([['bsn', PERSON.bsn]]))
  assert.equal(account.isOpened, true)
})
