import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { importDecryptionKey } from '../keys/import-decryption-key.ts'
import { importVerificationKey } from '../keys/import-verification-key.ts'
import { VECTORS, type VectorKey, vectorKey } from '../vectors/published-vectors.ts'
import { verifyAuthResult } from './verify-auth-result.ts'

interface Token {
  readonly jwe: string
  readonly sign: VectorKey
  readonly encrypt: VectorKey
}

const BOTH = ['id-contact-attributes', 'verder-helpen-attributes']
const PERSON = {
  email: 'sanne@example.nl',
  bsn: '999993653',
  'eu.europa.ec.eudi.pid.1:family_name': 'Janß–Ωx',
}

function look(
  token: Token,
  seconds: number,
  more: { subjects?: readonly string[]; toleranceSeconds?: number } = {},
) {
  return verifyAuthResult(token.jwe, {
    decryptionKey: importDecryptionKey(vectorKey(token.encrypt, 'private')),
    verificationKey: importVerificationKey(vectorKey(token.sign, 'public')),
    clock: { now: () => seconds * 1000 },
    ...more,
  })
}

function attributesOf({ result }: Awaited<ReturnType<typeof look>>) {
  assert.equal(result.status, 'succes')
  return { ...result.attributes.reveal() }
}

describe('the auth result of the documentation', () => {
  const { auth_result: vector } = VECTORS
  const token: Token = { jwe: vector.jwe, sign: 'rsa', encrypt: 'rsa' }

  test('is accepted at its own time', async () => {
    const verified = await look(token, vector.verify_at)
    assert.deepEqual(attributesOf(verified), vector.expect.attributes)
    assert.equal(verified.result.issuedAt, vector.expect.iat * 1000)
    assert.equal(verified.result.expiresAt, vector.expect.exp * 1000)
  })

  test('a second after its end is accepted within the tolerance, refused without one', async () => {
    assert.deepEqual(attributesOf(await look(token, vector.expired_at)), vector.expect.attributes)
    await assert.rejects(look(token, vector.expired_at, { toleranceSeconds: 0 }), {
      code: 'AUTH_RESULT_REFUSED',
      detail: 'the token has expired',
    })
  })

  test('is refused once the tolerance has passed too, and today', async () => {
    for (const seconds of [vector.expect.exp + 30, 1_760_000_000]) {
      await assert.rejects(look(token, seconds), { detail: 'the token has expired' })
    }
  })

  test('its JWS alone is refused', async () => {
    await assert.rejects(look({ ...token, jwe: vector.inner_jws }, vector.verify_at), {
      code: 'AUTH_RESULT_REFUSED',
    })
  })

  test('is refused with the keys of the other type', async () => {
    for (const keys of [
      { sign: 'ec', encrypt: 'rsa' },
      { sign: 'rsa', encrypt: 'ec' },
    ] as const) {
      await assert.rejects(look({ ...token, ...keys }, vector.verify_at), { code: 'AUTH_RESULT_REFUSED' })
    }
  })
})

describe('the four mixes of signing and encryption', () => {
  assert.equal(VECTORS.mixes.length, 4)
  for (const vector of VECTORS.mixes) {
    test(`${vector.sign} and ${vector.encrypt}`, async () => {
      const verified = await look(vector, vector.verify_at)
      assert.deepEqual(attributesOf(verified), vector.expect.attributes)
      assert.equal(verified.result.issuedAt, vector.expect.iat * 1000)
      assert.equal(verified.result.expiresAt, vector.expect.exp * 1000)
    })
  }
})

describe('the variants', () => {
  const expected = new Map<string, (verified: Awaited<ReturnType<typeof look>>) => void>([
    [
      'neither typ nor cty in the JWE header, no typ in the JWS header',
      (verified) => assert.deepEqual(attributesOf(verified), PERSON),
    ],
    [
      'with a session URL that has a query',
      ({ result }) =>
        assert.equal(result.sessionUrl?.reveal(), 'http://auth.example:8000/session/update?id=5'),
    ],
    ['failed, no attributes', ({ result }) => assert.equal(result.status, 'failed')],
  ])
  for (const vector of VECTORS.variants) {
    test(`${vector.what}: ${vector.accept ? 'accepted' : 'refused'}`, async () => {
      if (!vector.accept) {
        await assert.rejects(look(vector, vector.verify_at), { code: 'AUTH_RESULT_REFUSED', status: 400 })
        return
      }
      const check = expected.get(vector.what) ?? assert.fail('a variant that this test does not know')
      check(await look(vector, vector.verify_at))
    })
  }
})

describe('the dialects (AR-6)', () => {
  const [fork, spelling] = VECTORS.dialects
  assert(fork && spelling)

  test(fork.what, async () => {
    await assert.rejects(look(fork, fork.verify_at), { detail: /^sub is not/ })
    assert.deepEqual(attributesOf(await look(fork, fork.verify_at, { subjects: BOTH })), PERSON)
  })

  test(spelling.what, async () => {
    assert.deepEqual(attributesOf(await look(spelling, spelling.verify_at)), PERSON)
    assert.deepEqual(attributesOf(await look(spelling, spelling.verify_at, { subjects: BOTH })), PERSON)
  })
})
