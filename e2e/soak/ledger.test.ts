import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConversationDetail, Message } from '@balie/desk-api/client'
import { createChat } from '../../packages/web/src/ui/chat/chat.ts'
import { messageId } from '../../packages/web/src/ui/chat/message-id.ts'
import { createHeadlessClock } from './headless-clock.ts'
import { createLedger, type Person } from './ledger.ts'
import { memoryKeeper } from './node-browser.ts'

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

/** A page of the citizen that has no connection yet. */
function page() {
  const { ledger, account } = opened()
  const chat = createChat({
    side: 'citizen',
    link: { send: async () => 'lost', since: async () => 'lost', seen: () => {}, typing: () => {} },
    keeper: memoryKeeper(),
    clock: createHeadlessClock(),
    newId: messageId,
  })
  ledger.watch(account, 'citizen', chat)
  ledger.submit(account, 'citizen', chat, 'burger 1')
  const [sent] = chat.state.get().thread.outbox
  assert.ok(sent)
  const stored: Message = { seq: 1, id: sent.id, from: 'citizen', at: 1, text: sent.text }
  return { ledger, chat, stored }
}

test('a message is there as it was sent', () => {
  const { ledger, chat, stored } = page()
  chat.receive([stored])
  assert.equal(ledger.messages(), 1)
  assert.deepEqual(ledger.broken, [])
})

test('the text of another conversation, another text, and one that nobody sent are broken promises, once each', () => {
  for (const [change, expected] of [
    [{ text: 'handle2 burger 1' }, /has number 1 of another conversation: handle2 burger 1/],
    [{ text: 'handle1 burger 2' }, /"handle1 burger 2", which was sent as "handle1 burger 1"/],
    [{ from: 'agent' }, /"handle1 burger 1", which was sent as nothing/],
  ] as const) {
    const { ledger, chat, stored } = page()
    const wrong = { ...stored, ...change }
    chat.receive([wrong])
    chat.receive([wrong])
    assert.equal(ledger.broken.length, 1)
    assert.match(ledger.broken[0] ?? '', expected)
  }
})
