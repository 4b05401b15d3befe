import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { ClaimOutcome, Store } from '../ports/store.ts'
import { randomText, systemRandom } from '../random.ts'
import { applyEvent } from '../session/apply-event.ts'
import { dueAt, eraseAt } from '../session/due-at.ts'
import type { Session } from '../session/session.ts'
import { sessionRecord } from './session-record.ts'

/** Before every other session of the suite, so that only these are due. */
const BASE = 1_500_000_000_000

const always = () => true

/** What every store promises about sessions for which time has something to do. */
export function timePromises(store: () => Store): void {
  /** A session that nobody begins, whose end is at the moment. */
  async function dueOn(moment: number) {
    const record = sessionRecord({ startedAt: moment - 1000, beginBefore: moment - 1 })
    assert.equal(dueAt(record.session), moment)
    await store().insert(record)
    return record
  }

  it('names the sessions that are due, longest due first, and at most as many as asked', async () => {
    const later = await dueOn(BASE - 1000)
    const first = await dueOn(BASE - 3000)
    const second = await dueOn(BASE - 2000)
    const mine = [first, second, later].map(({ session }) => session.id)
    assert.deepEqual(await store().due(BASE - 1000, 100), mine)
    assert.deepEqual(await store().due(BASE - 1001, 100), mine.slice(0, 2))
    assert.deepEqual(await store().due(BASE - 1000, 1), mine.slice(0, 1))
    assert.deepEqual(await store().due(BASE - 3001, 100), [])
    for (const id of mine) assert.equal(await store().erase(id, BASE, always), true)
    assert.deepEqual(await store().due(BASE, 100), [])
  })

  it('does not name a session for which time never does anything', async () => {
    const limits = { idle: 0, longest: 0, pause: 0, retention: 0 }
    const { session } = sessionRecord({
      limits,
      startedAt: BASE,
      attributes: { state: 'none', at: BASE },
      owner: { browser: 'b', at: BASE },
      conversation: { state: 'waiting', since: BASE },
    })
    assert.equal(dueAt(session), undefined)
    await store().insert({ ...sessionRecord(), session })
    assert.ok(!(await store().due(Number.MAX_SAFE_INTEGER, 100_000)).includes(session.id))
    assert.equal(await store().erase(session.id, Number.MAX_SAFE_INTEGER, always), false)
  })

  it('names a session by when it is due after each change', async () => {
    const { session } = await dueOn(BASE - 5000)
    const { id } = session
    const landed = applyEvent(session, { tag: 'landed', at: BASE, browser: 'b' }).session
    const begun = applyEvent(landed, { tag: 'begun', at: BASE, browser: 'b' }).session
    await store().transact(id, () => ({ value: 0, session: begun }))
    assert.ok(!(await store().due(BASE, 100)).includes(id))
    const due = dueAt(begun) ?? assert.fail('never due')
    assert.ok((await store().due(due, 100)).includes(id))
    const none: Session = { ...begun, attributes: { state: 'none', at: BASE } }
    await store().transact(id, () => ({ value: 0, session: none }))
    assert.ok(!(await store().due(due, 100)).includes(id))
  })

  it('P2: erases a session with all that belongs to it, and nothing of another', async () => {
    const { session, clientSecretHash, attrSecretHash } = await dueOn(BASE)
    const other = await dueOn(BASE)
    const { id } = session
    const hash = randomText(systemRandom, 32)
    await store().transact(id, () => ({
      value: 0,
      keys: { attributes: systemRandom(9) },
      sealed: { attributes: systemRandom(9) },
      secrets: [hash],
    }))
    assert.equal(await store().erase(id, BASE, always), true)
    for (const key of [
      { by: 'id', id },
      { by: 'client_secret', hash: clientSecretHash },
      { by: 'attr_secret', hash: attrSecretHash ?? '' },
      { by: 'authentication_secret', hash },
    ] as const) {
      assert.equal(await store().find(key), undefined, key.by)
    }
    await assert.rejects(
      store().transact(id, () => ({ value: 0 })),
      { code: 'SESSION_UNKNOWN' },
    )
    assert.equal(await store().erase(id, BASE, always), false)
    assert.deepEqual((await store().find({ by: 'id', id: other.session.id }))?.session, other.session)
  })

  it('erases only what is due by then, and only where it may', async () => {
    const { session } = await dueOn(BASE)
    const { id } = session
    assert.equal(await store().erase(id, BASE - 1, always), false)
    assert.equal(await store().erase(id, BASE, () => false), false)
    let asked: Session | undefined
    await store().erase(id, BASE, (one) => {
      asked = one
      return false
    })
    assert.deepEqual(asked, session)
    assert.deepEqual((await store().find({ by: 'id', id }))?.session, session)
    assert.equal(await store().erase('nobody', BASE, always), false)
  })

  it('T7: keeps results used when the session that used them is erased', async () => {
    const [first, second] = [await dueOn(BASE), await dueOn(BASE)]
    const claim = { fingerprint: randomText(systemRandom, 32), until: Date.now() + 60_000 }
    await store().transact(first.session.id, () => ({ value: 0 }), claim)
    assert.equal(await store().erase(first.session.id, BASE, always), true)
    const outcome = await store().transact<ClaimOutcome | undefined>(
      second.session.id,
      (_record, value) => ({ value }),
      claim,
    )
    assert.equal(outcome, 'elsewhere')
  })

  it('B8: a session is either begun or erased, whichever came first, never both', async () => {
    const records = await Promise.all(Array.from({ length: 40 }, () => dueOn(BASE)))
    await Promise.all(
      records.map(async ({ session }, i) => {
        const { id } = session
        const begin = () =>
          store()
            .transact(id, (record) => {
              const landed = applyEvent(record.session, { tag: 'landed', at: BASE, browser: 'b' }).session
              const begun = applyEvent(landed, { tag: 'begun', at: BASE, browser: 'b' }).session
              return { value: true, session: begun }
            })
            .catch((error: { code?: string }) => {
              assert.equal(error.code, 'SESSION_UNKNOWN')
              return false
            })
        const erase = () => store().erase(id, BASE, (one) => (eraseAt(one) ?? Infinity) <= BASE)
        const [hasBegun, isErased] =
          i % 2 ? await Promise.all([begin(), erase()]) : (await Promise.all([erase(), begin()])).toReversed()
        assert.notEqual(hasBegun, isErased)
        assert.equal(
          (await store().find({ by: 'id', id }))?.session.owner?.browser,
          hasBegun ? 'b' : undefined,
        )
      }),
    )
  })
}
