import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inspect } from 'node:util'
import { systemRandom } from '../random.ts'
import { Secret } from '../secret.ts'
import { createDataKey, type Keyring, seal, unseal, unwrapDataKey } from './keyring.ts'

const master = (id: string) => ({ id, key: new Secret('master key', systemRandom(32)) })
const keyring: Keyring = { keys: [master('2026')] }

describe('P2: sealed under a key per session', () => {
  it('opens what it sealed, by way of the wrapped key', () => {
    const { dataKey, wrappedKey } = createDataKey(keyring, 'session', 'transcript', systemRandom)
    const sealed = seal(dataKey, 'message:1', 'Ik wil graag verhuizen ✓', systemRandom)
    const again = unwrapDataKey(keyring, 'session', 'transcript', wrappedKey)
    assert.equal(unseal(again, 'message:1', sealed), 'Ik wil graag verhuizen ✓')
  })

  it('holds the text nowhere', () => {
    const { dataKey } = createDataKey(keyring, 'session', 'transcript', systemRandom)
    const sealed = seal(dataKey, 'x', 'canary-0123456789', systemRandom)
    assert.ok(!Buffer.from(sealed).includes('canary'))
    assert.ok(!inspect(dataKey).includes(dataKey.reveal().export().toString('hex').slice(0, 8)))
  })

  const { dataKey, wrappedKey } = createDataKey(keyring, 'session', 'transcript', systemRandom)
  const sealed = seal(dataKey, 'context', 'text', systemRandom)
  const broken: [string, () => unknown][] = [
    ['another context', () => unseal(dataKey, 'other', sealed)],
    [
      'another key',
      () => unseal(createDataKey(keyring, 's', 'transcript', systemRandom).dataKey, 'context', sealed),
    ],
    [
      'a flipped bit',
      () =>
        unseal(
          dataKey,
          'context',
          sealed.map((byte, i) => (i === 13 ? byte ^ 1 : byte)),
        ),
    ],
    ['a cut end', () => unseal(dataKey, 'context', sealed.subarray(0, sealed.length - 1))],
    ['nothing', () => unseal(dataKey, 'context', new Uint8Array())],
    ['a destroyed key', () => unwrapDataKey(keyring, 'session', 'transcript', undefined)],
    ['the wrapped key of another name', () => unwrapDataKey(keyring, 'session', 'attributes', wrappedKey)],
    ["another session's wrapped key", () => unwrapDataKey(keyring, 'other', 'transcript', wrappedKey)],
    [
      'a master key that is not there',
      () => unwrapDataKey({ keys: [master('2027')] }, 'session', 'transcript', wrappedKey),
    ],
    [
      'another master key of the same name',
      () => unwrapDataKey({ keys: [master('2026')] }, 'session', 'transcript', wrappedKey),
    ],
  ]
  for (const [what, open] of broken) {
    it(`refuses ${what}`, () => {
      assert.throws(open, { code: 'SEAL_BROKEN' })
    })
  }

  it('goes on with an old master key behind a new one', () => {
    const rotated: Keyring = { keys: [master('2027'), ...keyring.keys] }
    assert.equal(
      unseal(unwrapDataKey(rotated, 'session', 'transcript', wrappedKey), 'context', sealed),
      'text',
    )
    const fresh = createDataKey(rotated, 'new', 'transcript', systemRandom)
    assert.throws(() => unwrapDataKey(keyring, 'new', 'transcript', fresh.wrappedKey), {
      code: 'SEAL_BROKEN',
    })
  })

  it('refuses a master key of another length, and an empty keyring', () => {
    const short = { keys: [{ id: 'short', key: new Secret('master key', systemRandom(16)) }] }
    assert.throws(() => createDataKey(short, 's', 'transcript', systemRandom), { code: 'KEY_INVALID' })
    assert.throws(() => createDataKey({ keys: [] }, 's', 'transcript', systemRandom), { code: 'KEY_INVALID' })
  })
})
