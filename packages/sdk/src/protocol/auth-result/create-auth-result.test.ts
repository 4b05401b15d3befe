import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decodeProtectedHeader } from 'jose'
import { Secret } from '../../secret.ts'
import { importEncryptionKey } from '../keys/import-encryption-key.ts'
import { importSigningKey } from '../keys/import-signing-key.ts'
import { CRAFTED_AT } from '../testing/craft-auth-result.ts'
import { KEY_MIXES, type KeyMix } from '../testing/key-mixes.ts'
import type { AuthResultContent } from './auth-result.ts'
import { createAuthResult } from './create-auth-result.ts'
import { verifyAuthResult } from './verify-auth-result.ts'

const clock = { now: () => CRAFTED_AT * 1000 + 999 }

function create({ plugin }: KeyMix, content: AuthResultContent, more: { lifeSeconds?: number } = {}) {
  return createAuthResult(content, {
    signingKey: importSigningKey(plugin.signing),
    encryptionKey: importEncryptionKey(plugin.encryption),
    clock,
    ...more,
  })
}

for (const keys of KEY_MIXES) {
  describe(`an auth result of ours, ${keys.name}`, () => {
    test('comes out as it went in, set back by 10 s and with a life of 5 minutes', async () => {
      const attributes = { email: 'sanne@example.nl', 'eu.europa.ec.eudi.pid.1:family_name': 'Janß–Ωx' }
      const sessionUrl = 'http://auth:8000/session?id=5'
      const { result } = await verifyAuthResult(
        await create(keys, { status: 'succes', attributes, sessionUrl }),
        {
          ...keys.receiver,
          clock,
        },
      )
      assert.equal(result.status, 'succes')
      assert.deepEqual({ ...result.attributes.reveal() }, attributes)
      assert.equal(result.sessionUrl?.reveal(), sessionUrl)
      assert.equal(result.issuedAt, (CRAFTED_AT - 10) * 1000)
      assert.equal(result.expiresAt, (CRAFTED_AT + 290) * 1000)
    })

    test('takes what another verification gave, and says that it failed', async () => {
      const secret = new Secret('attributes', { a: 'b' })
      const again = await create(keys, { status: 'succes', attributes: secret }, { lifeSeconds: 900 })
      assert.equal((await verifyAuthResult(again, { ...keys.receiver, clock })).result.status, 'succes')
      const failed = await create(keys, { status: 'failed', sessionUrl: new Secret('url', 'http://auth/s') })
      const { result } = await verifyAuthResult(failed, { ...keys.receiver, clock })
      assert.equal(result.status, 'failed')
      assert.equal(result.sessionUrl?.reveal(), 'http://auth/s')
    })

    test('has the header of the protocol', async () => {
      const header = decodeProtectedHeader(await create(keys, { status: 'failed' }))
      const { epk: _, ...rest } = header
      const { algorithm } = keys.receiver.decryptionKey
      assert.deepEqual(rest, { typ: 'JWT', cty: 'JWT', enc: 'A128CBC-HS256', alg: algorithm })
      assert.equal('epk' in header, algorithm === 'ECDH-ES')
    })
  })
}

describe('an auth result that a receiver would refuse is not made', () => {
  const [keys] = KEY_MIXES
  assert(keys)
  const many = Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`a${i}`, 'x']))
  const large = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`a${i}`, 'x'.repeat(4096)]))
  for (const [what, attributes] of [
    ['too many attributes', many],
    ['too long a value', { a: 'x'.repeat(4097) }],
    ['more than fits in a request', large],
  ] as const) {
    test(what, async () => {
      await assert.rejects(create(keys, { status: 'succes', attributes }), { code: 'MESSAGE_INVALID' })
    })
  }

  test('a session URL that is none', async () => {
    for (const sessionUrl of ['tel:112', '', 'auth:8000']) {
      await assert.rejects(create(keys, { status: 'failed', sessionUrl }), { code: 'MESSAGE_INVALID' })
    }
  })

  test('a life that is too long, or none', async () => {
    for (const lifeSeconds of [901, 0, -1, 1.5, Number.NaN]) {
      await assert.rejects(create(keys, { status: 'failed' }, { lifeSeconds }), { code: 'MESSAGE_INVALID' })
    }
  })
})
