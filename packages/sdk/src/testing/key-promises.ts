import assert from 'node:assert/strict'
import { it } from 'node:test'
import { IdContactError } from '../errors/id-contact-error.ts'
import { type Decision, type KeyName, type SealedSlot, SLOTS_OF_KEY, type Store } from '../ports/store.ts'
import { randomText, systemRandom } from '../random.ts'
import type { Effect } from '../session/effect.ts'
import { sessionRecord } from './session-record.ts'

const KEYS: readonly KeyName[] = ['attributes', 'pending', 'feedback', 'transcript', 'contact', 'kept']
const SLOTS: readonly SealedSlot[] = [
  'attributes',
  'second_attributes',
  'pending_attributes',
  'session_urls',
  'contact',
  'kept_attributes',
]

const destroy = (...keys: KeyName[]): Effect[] => keys.map((key) => ({ tag: 'destroy_key', key }))
const bytes = (text: string) => Buffer.from(text)

/** What every store promises about keys, sealed slots and secrets: the erasure stands on it (P2). */
export function keyPromises(store: () => Store): void {
  /** A session with every key and every slot, each holding its own name. */
  async function full() {
    const { session } = await inserted(store())
    await change(session.id, {
      keys: Object.fromEntries(KEYS.map((name) => [name, bytes(`key ${name}`)])),
      sealed: Object.fromEntries(SLOTS.map((slot) => [slot, bytes(`slot ${slot}`)])),
    })
    return session
  }

  async function change(id: string, decision: Omit<Decision<unknown>, 'value'>): Promise<void> {
    await store().transact(id, () => ({ value: undefined, ...decision }))
  }

  async function texts(id: string) {
    const found = await store().find({ by: 'id', id })
    assert.ok(found)
    return { keys: textsOf(found.keys), sealed: textsOf(found.sealed) }
  }

  it('keeps a key for each name, and writes over the one of the same name', async () => {
    const { id } = await full()
    await change(id, { keys: { attributes: bytes('new') } })
    assert.deepEqual((await texts(id)).keys, {
      attributes: 'new',
      contact: 'key contact',
      feedback: 'key feedback',
      kept: 'key kept',
      pending: 'key pending',
      transcript: 'key transcript',
    })
  })

  for (const key of KEYS) {
    it(`P2: destroys the key ${key} with the slots that are sealed under it, and nothing else`, async () => {
      const { id } = await full()
      await change(id, { effects: destroy(key) })
      const { keys, sealed } = await texts(id)
      assert.deepEqual(Object.keys(keys), KEYS.filter((name) => name !== key).sort())
      assert.deepEqual(Object.keys(sealed), SLOTS.filter((slot) => !SLOTS_OF_KEY[key].includes(slot)).sort())
    })
  }

  it('P2: destroys several at once, and what is not there any more', async () => {
    const { id } = await full()
    for (let time = 0; time < 2; time += 1) await change(id, { effects: destroy('attributes', 'pending') })
    assert.deepEqual(await texts(id), {
      keys: {
        contact: 'key contact',
        feedback: 'key feedback',
        kept: 'key kept',
        transcript: 'key transcript',
      },
      sealed: {
        contact: 'slot contact',
        kept_attributes: 'slot kept_attributes',
        session_urls: 'slot session_urls',
      },
    })
  })

  it('writes after it destroys: what one change does both to is what it wrote, and the rest is gone', async () => {
    const { id } = await full()
    await change(id, {
      effects: destroy('attributes', 'pending', 'kept'),
      keys: { attributes: bytes('new key'), contact: bytes('new contact key') },
      sealed: { attributes: bytes('new slot'), contact: bytes('new contact') },
    })
    assert.deepEqual(await texts(id), {
      keys: {
        attributes: 'new key',
        contact: 'new contact key',
        feedback: 'key feedback',
        transcript: 'key transcript',
      },
      sealed: { attributes: 'new slot', contact: 'new contact', session_urls: 'slot session_urls' },
    })
  })

  it('destroys nothing when the decision throws', async () => {
    const { id } = await full()
    const before = await texts(id)
    const refuse = () => {
      throw new IdContactError('TRANSITION_REFUSED', 'test')
    }
    await assert.rejects(store().transact(id, refuse), { code: 'TRANSITION_REFUSED' })
    assert.deepEqual(await texts(id), before)
  })

  it('destroys and writes for many sessions at one moment, each its own', async () => {
    const sessions = await Promise.all(Array.from({ length: 30 }, full))
    await Promise.all(
      sessions.map(({ id }, i) =>
        change(id, {
          effects: destroy(i % 2 ? 'attributes' : 'feedback', 'pending'),
          ...(i % 3 === 0 && { keys: { attributes: bytes(`of ${id}`) } }),
          ...(i % 5 === 0 && { sealed: { session_urls: bytes(`urls of ${id}`) } }),
        }),
      ),
    )
    for (const [i, { id }] of sessions.entries()) {
      const { keys, sealed } = await texts(id)
      assert.equal(keys['attributes'], i % 3 === 0 ? `of ${id}` : i % 2 ? undefined : 'key attributes')
      assert.equal(keys['feedback'], i % 2 ? 'key feedback' : undefined)
      assert.equal(keys['pending'], undefined)
      assert.equal(sealed['attributes'], i % 2 ? undefined : 'slot attributes')
      assert.equal(
        sealed['session_urls'],
        i % 5 === 0 ? `urls of ${id}` : i % 2 ? 'slot session_urls' : undefined,
      )
    }
  })

  it('finds a session by each secret of each of its authentications', async () => {
    const { id } = await full()
    const secrets = Array.from({ length: 4 }, () => randomText(systemRandom, 32))
    await change(id, { secrets: secrets.slice(0, 2) })
    await change(id, { secrets: secrets.slice(2) })
    for (const hash of secrets) {
      const found = await store().find({ by: 'authentication_secret', hash })
      assert.equal(found?.session.id, id)
      assert.deepEqual(textsOf(found.keys), (await texts(id)).keys)
    }
  })

  it('finds many sessions by their secrets at one moment, each its own', async () => {
    const pairs = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const { session } = await inserted(store())
        return { id: session.id, hash: randomText(systemRandom, 32) }
      }),
    )
    await Promise.all(pairs.map(({ id, hash }) => change(id, { secrets: [hash] })))
    const found = await Promise.all(
      pairs.map(({ hash }) => store().find({ by: 'authentication_secret', hash })),
    )
    assert.deepEqual(
      found.map((record) => record?.session.id),
      pairs.map(({ id }) => id),
    )
  })
}

async function inserted(store: Store) {
  const record = sessionRecord()
  await store.insert(record)
  return record
}

function textsOf(named: Readonly<Partial<Record<string, Uint8Array>>>): Record<string, string> {
  const entries = Object.entries(named).flatMap(([name, one]) => (one ? [[name, one] as const] : []))
  return Object.fromEntries(entries.map(([name, one]) => [name, Buffer.from(one).toString()]).sort())
}
