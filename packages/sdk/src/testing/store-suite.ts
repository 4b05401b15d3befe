import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { IdContactError } from '../errors/id-contact-error.ts'
import type { ClaimOutcome, Store } from '../ports/store.ts'
import { randomText, systemRandom } from '../random.ts'
import { applyEvent } from '../session/apply-event.ts'
import type { Session } from '../session/session.ts'
import { keyPromises } from './key-promises.ts'
import { sessionRecord } from './session-record.ts'
import { timePromises } from './time-promises.ts'

/** A store under test, and how to put it away. */
export interface StoreUnderTest {
  readonly store: Store
  close(): Promise<void>
}

/**
 * What every store promises, as tests for `node:test`. Call it at the top of a test file.
 *
 * @param name of the store
 * @param open makes one, empty or not: the suite makes sessions of its own
 */
export function storeSuite(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`store: ${name}`, () => {
    let under: StoreUnderTest
    before(async () => {
      under = await open()
    })
    after(() => under.close())

    keeping(() => under.store)
    changing(() => under.store)
    claiming(() => under.store)
    keyPromises(() => under.store)
    timePromises(() => under.store)
  })
}

function keeping(store: () => Store): void {
  it('gives back what was inserted, by each of its keys', async () => {
    const plain = sessionRecord()
    const keys = { ...plain.keys, attributes: systemRandom(61) }
    const record = { ...plain, keys, sealed: { attributes: systemRandom(50) } }
    assert.equal(await store().insert(record), 'inserted')
    const { session, clientSecretHash, attrSecretHash } = record
    const byId = await store().find({ by: 'id', id: session.id })
    const byClient = await store().find({ by: 'client_secret', hash: clientSecretHash })
    const byAttr = await store().find({ by: 'attr_secret', hash: attrSecretHash ?? '' })
    for (const found of [byId, byClient, byAttr]) {
      assert.deepEqual(found?.session, session)
      assert.deepEqual(plainBytes(found?.keys), plainBytes(keys))
      assert.deepEqual(plainBytes(found?.sealed), plainBytes(record.sealed))
      assert.equal(found?.clientSecretHash, clientSecretHash)
      assert.equal(found?.attrSecretHash, attrSecretHash)
    }
  })

  it('keeps a session that has no attr URL', async () => {
    const record = { ...sessionRecord(), attrSecretHash: undefined }
    await store().insert(record)
    assert.equal((await store().find({ by: 'id', id: record.session.id }))?.attrSecretHash, undefined)
  })

  it('finds nothing for keys that it does not have', async () => {
    const nothing = randomText(systemRandom, 32)
    assert.equal(await store().find({ by: 'id', id: nothing }), undefined)
    assert.equal(await store().find({ by: 'client_secret', hash: nothing }), undefined)
    assert.equal(await store().find({ by: 'attr_secret', hash: nothing }), undefined)
    assert.equal(await store().find({ by: 'authentication_secret', hash: nothing }), undefined)
  })
}

function changing(store: () => Store): void {
  it('writes what was decided, and gives its value', async () => {
    const { session } = await inserted(store())
    const next: Session = {
      ...session,
      conversation: { state: 'waiting', since: 1_700_000_000_005 },
      owner: { browser: 'b', at: 1_700_000_000_005 },
    }
    const sealed = { session_urls: systemRandom(20) }
    assert.equal(await store().transact(session.id, () => ({ value: 'done', session: next, sealed })), 'done')
    const found = await store().find({ by: 'id', id: session.id })
    assert.deepEqual(found?.session, next)
    assert.deepEqual(Buffer.from(found?.sealed.session_urls ?? []), Buffer.from(sealed.session_urls))
  })

  it('keeps every slot that a decision does not name', async () => {
    const { session } = await inserted(store())
    await store().transact(session.id, () => ({ value: 0, sealed: { attributes: Buffer.from('first') } }))
    await store().transact(session.id, () => ({
      value: 0,
      sealed: { second_attributes: Buffer.from('second') },
    }))
    const found = await store().find({ by: 'id', id: session.id })
    assert.equal(Buffer.from(found?.sealed.attributes ?? []).toString(), 'first')
    assert.equal(Buffer.from(found?.sealed.second_attributes ?? []).toString(), 'second')
  })

  it('writes nothing when the decision throws, and throws the same', async () => {
    const { session } = await inserted(store())
    const mine = new IdContactError('TRANSITION_REFUSED', 'test')
    await assert.rejects(
      store().transact(session.id, () => {
        throw mine
      }),
      mine,
    )
    assert.deepEqual((await store().find({ by: 'id', id: session.id }))?.session, session)
  })

  it('refuses to change a session that is not there', async () => {
    await assert.rejects(
      store().transact('nobody', () => ({ value: 0 })),
      { code: 'SESSION_UNKNOWN' },
    )
  })

  it('B8: lets no two changes of one session run at once', async () => {
    const { session } = await inserted(store())
    const browsers = Array.from({ length: 40 }, (_, i) => `browser-${i}`)
    await Promise.all(
      browsers.map((browser) =>
        store().transact(session.id, (record) => {
          const { session, effects } = applyEvent(record.session, { tag: 'landed', at: 1, browser })
          return { value: 0, session, effects }
        }),
      ),
    )
    const found = await store().find({ by: 'id', id: session.id })
    assert.deepEqual(new Set(found?.session.landings.map(({ browser }) => browser)), new Set(browsers))
  })
}

function claiming(store: () => Store): void {
  const claim = () => ({ fingerprint: randomText(systemRandom, 32), until: Date.now() + 60_000 })
  const outcome = (id: string, one: ReturnType<typeof claim>) =>
    store().transact<ClaimOutcome | undefined>(id, (_record, value) => ({ value }), one)

  it('T7: gives a result to one session, and tells the others', async () => {
    const [first, second] = [await inserted(store()), await inserted(store())]
    const one = claim()
    assert.equal(await outcome(first.session.id, one), 'claimed')
    assert.equal(await outcome(first.session.id, one), 'ours')
    assert.equal(await outcome(second.session.id, one), 'elsewhere')
  })

  it('T7: inserts nothing when the result of a start was used', async () => {
    const first = sessionRecord()
    const second = sessionRecord()
    const one = claim()
    assert.equal(await store().insert(first, one), 'inserted')
    assert.equal(await store().insert(second, one), 'elsewhere')
    assert.equal(await store().find({ by: 'id', id: second.session.id }), undefined)
    assert.equal(await outcome(first.session.id, one), 'ours')
  })

  it('T7: undoes a claim when the decision throws', async () => {
    const [first, second] = [await inserted(store()), await inserted(store())]
    const one = claim()
    const refuse = () => {
      throw new IdContactError('TRANSITION_REFUSED', 'test')
    }
    await assert.rejects(store().transact(first.session.id, refuse, one), { code: 'TRANSITION_REFUSED' })
    assert.equal(await outcome(second.session.id, one), 'claimed')
  })

  it('T7: gives a result to one of many that ask at the same moment', async () => {
    const sessions = await Promise.all(Array.from({ length: 30 }, () => inserted(store())))
    const one = claim()
    const outcomes = await Promise.all(sessions.map(({ session }) => outcome(session.id, one)))
    assert.equal(outcomes.filter((value) => value === 'claimed').length, 1)
    assert.equal(outcomes.filter((value) => value === 'elsewhere').length, 29)
  })
}

async function inserted(store: Store, change: Partial<Session> = {}) {
  const record = sessionRecord(change)
  await store.insert(record)
  return record
}

function plainBytes(named: Readonly<Record<string, Uint8Array>> = {}): Record<string, Buffer> {
  return Object.fromEntries(Object.entries(named).map(([name, bytes]) => [name, Buffer.from(bytes)]))
}
