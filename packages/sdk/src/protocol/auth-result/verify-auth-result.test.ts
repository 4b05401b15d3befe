import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import { inspect } from 'node:util'
import { IdContactError } from '../../errors/id-contact-error.ts'
import { LIMITS } from '../limits.ts'
import { type AuthResultTwist, CRAFTED_AT, craftAuthResult } from '../testing/craft-auth-result.ts'
import { craftJwe } from '../testing/craft-token.ts'
import { KEY_MIXES, type KeyMix } from '../testing/key-mixes.ts'
import { verifyAuthResult } from './verify-auth-result.ts'

const clock = { now: () => (CRAFTED_AT + 60) * 1000 }

function verify(keys: KeyMix, twist: AuthResultTwist = {}, subjects?: readonly string[]) {
  const options = { ...keys.receiver, clock, ...(subjects && { subjects }) }
  return verifyAuthResult(craftAuthResult(keys.plugin, twist), options)
}

async function attributesOf(keys: KeyMix, twist: AuthResultTwist = {}, subjects?: readonly string[]) {
  const { result } = await verify(keys, twist, subjects)
  assert.equal(result.status, 'succes')
  return { ...result.attributes.reveal() }
}

for (const keys of KEY_MIXES) {
  describe(`an auth result is accepted, ${keys.name}:`, () => {
    test('as another implementation makes it', async () => {
      const { result, fingerprint, expiresAt } = await verify(keys)
      assert.equal(result.status, 'succes')
      assert.deepEqual({ ...result.attributes.reveal() }, { email: 'sanne@example.nl' })
      assert.equal(result.sessionUrl, undefined)
      assert.equal(result.issuedAt, CRAFTED_AT * 1000)
      assert.equal(result.expiresAt, (CRAFTED_AT + 300) * 1000)
      assert.equal(expiresAt, result.expiresAt)
      assert.match(fingerprint, /^[\w-]{43}$/)
    })

    test('without typ and cty, or with others, or with kid', async () => {
      const without = { typ: undefined, cty: undefined }
      const expected = { email: 'sanne@example.nl' }
      assert.deepEqual(await attributesOf(keys, { jwe: { header: without }, jwsHeader: without }), expected)
      const others = { typ: 'jwt', cty: 'x', kid: 'k1' }
      assert.deepEqual(await attributesOf(keys, { jwe: { header: others }, jwsHeader: others }), expected)
    })

    test('with the status spelled success (AR-6)', async () => {
      assert.deepEqual(await attributesOf(keys, { claims: { status: 'success' } }), {
        email: 'sanne@example.nl',
      })
    })

    test('with another subject, when that is configured, and then with the usual one as configured (AR-6)', async () => {
      const subjects = ['id-contact-attributes', 'verder-helpen-attributes']
      for (const sub of subjects) {
        assert.deepEqual(await attributesOf(keys, { claims: { sub } }, subjects), {
          email: 'sanne@example.nl',
        })
      }
      await assert.rejects(verify(keys, {}, ['verder-helpen-attributes']), { code: 'AUTH_RESULT_REFUSED' })
    })

    test('as failed, without attributes', async () => {
      for (const attributes of [undefined, null]) {
        const { result } = await verify(keys, { claims: { status: 'failed', attributes } })
        assert.deepEqual(
          { ...result },
          { status: 'failed', issuedAt: CRAFTED_AT * 1000, expiresAt: (CRAFTED_AT + 300) * 1000 },
        )
      }
    })

    test('with a session URL, which prints as its name', async () => {
      const { result } = await verify(keys, {
        claims: { session_url: 'http://10.0.0.7:8000/session/update?id=5' },
      })
      assert.equal(result.sessionUrl?.reveal(), 'http://10.0.0.7:8000/session/update?id=5')
      assert.doesNotMatch(`${JSON.stringify(result)} ${inspect(result, { depth: 9 })}`, /10\.0\.0\.7|sanne/)
    })

    test('an empty session URL, or null, counts as absent', async () => {
      for (const session_url of ['', null]) {
        const { result } = await verify(keys, { claims: { session_url } })
        assert.equal('sessionUrl' in result, false)
      }
    })

    test('with claims that we do not know', async () => {
      const claims = {
        jti: 'x',
        iss: ['a'],
        nested: { a: { b: 1 }, c: [{ b: 1 }, { b: 1 }] },
        nbf: CRAFTED_AT,
      }
      assert.deepEqual(await attributesOf(keys, { claims }), { email: 'sanne@example.nl' })
    })

    test('with no attributes in the object: the purpose decides whether that is enough', async () => {
      assert.deepEqual(await attributesOf(keys, { claims: { attributes: {} } }), {})
    })

    test('at the limits: 64 attributes, a key of 128 and a value of 4,096 characters (T9)', async () => {
      const many = Object.fromEntries(Array.from({ length: LIMITS.attributes }, (_, i) => [`a${i}`, 'x']))
      const large = {
        ['k'.repeat(LIMITS.attributeKeyCharacters)]: 'é'.repeat(LIMITS.attributeValueCharacters),
      }
      for (const attributes of [many, large]) {
        assert.deepEqual(await attributesOf(keys, { claims: { attributes } }), attributes)
      }
    })

    test('with attributes on a frozen map without a prototype, whatever they are called (T10)', async () => {
      const attributes = {
        constructor: 'a',
        toString: 'b',
        hasOwnProperty: 'c',
        '': 'd',
        'a\nb': 'e',
        é: '\u202e',
      }
      const { result } = await verify(keys, { claims: { attributes } })
      assert.equal(result.status, 'succes')
      const map = result.attributes.reveal()
      assert.equal(Object.getPrototypeOf(map), null)
      assert(Object.isFrozen(map))
      assert.deepEqual({ ...map }, attributes)
    })

    test('inside the tolerance of 30 s on both sides (T5)', async () => {
      const at = (seconds: number) => CRAFTED_AT + 60 + seconds
      for (const claims of [
        { exp: at(-29) },
        { iat: at(30), exp: at(300) },
        { nbf: at(30) },
        { iat: at(-900), exp: at(0) },
      ]) {
        assert.deepEqual(await attributesOf(keys, { claims }), { email: 'sanne@example.nl' })
      }
    })
  })
}

describe('the fingerprint of an auth result (T7)', () => {
  const [keys] = KEY_MIXES
  assert(keys)

  test('is the SHA-256 of the decoded iv, ciphertext and tag', async () => {
    const token = craftAuthResult(keys.plugin)
    const [, , ...parts] = token.split('.')
    const bytes = Buffer.concat(parts.map((part) => Buffer.from(part, 'base64url')))
    const { fingerprint } = await verifyAuthResult(token, { ...keys.receiver, clock })
    assert.equal(fingerprint, createHash('sha256').update(bytes).digest('base64url'))
  })

  test('differs for two people with equal values in the same second, whose JWS is the same', async () => {
    const jws = JSON.stringify({ njwt: signedOnce() })
    const [one, two] = [1, 2].map(() => craftJwe(jws, keys.plugin.encryption))
    assert(one && two)
    const options = { ...keys.receiver, clock }
    const [first, second] = [await verifyAuthResult(one, options), await verifyAuthResult(two, options)]
    assert.notEqual(first.fingerprint, second.fingerprint)
  })

  function signedOnce(): string {
    let jws = ''
    assert(keys)
    craftAuthResult(keys.plugin, {
      plaintext: (made) => {
        jws = made
        return made
      },
    })
    return jws
  }

  test('cannot be dodged: other spellings of the same bytes are refused outright', async () => {
    const spellings = new Map<string, (part: string) => string>([
      ['padding', (part) => part + '='.repeat((4 - (part.length % 4)) % 4)],
      ['more padding', (part) => `${part}==`],
      ['the other alphabet', (part) => part.replaceAll('-', '+').replaceAll('_', '/')],
      ['a space', (part) => `${part.slice(0, 4)} ${part.slice(4)}`],
      ['a line break', (part) => `${part}\n`],
      ['a character outside the alphabet', (part) => `${part.slice(0, 4)}!${part.slice(4)}`],
      ['a nul', (part) => `${part}\0`],
      ['other stray bits at the end', strayBits],
    ])
    let tried = 0
    for (const mix of KEY_MIXES) {
      const token = craftAuthResult(mix.plugin)
      for (const [name, spell] of spellings) {
        for (let index = 0; index < 5; index += 1) {
          const parts = token.split('.')
          parts[index] = spell(parts[index] ?? '')
          const other = parts.join('.')
          if (other === token) continue
          tried += 1
          const same = parts.every((part, i) => bytes(part).equals(bytes(token.split('.')[i])))
          await assert.rejects(
            verifyAuthResult(other, { ...mix.receiver, clock }),
            { code: 'AUTH_RESULT_REFUSED' },
            `${name} in part ${index}${same ? ', the same bytes' : ''}`,
          )
        }
      }
    }
    assert(tried > 80, `only ${tried} spellings differed`)
  })

  function bytes(part = ''): Buffer {
    return Buffer.from(part, 'base64url')
  }

  function strayBits(part: string): string {
    if (part.length % 4 === 0) return part
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const last = alphabet.indexOf(part.at(-1) ?? 'A')
    return part.slice(0, -1) + alphabet.charAt(last ^ 1)
  }
})

test('500 seeded mutations of good tokens: none is accepted', async () => {
  const random = seeded(20_231_114)
  const pick = (count: number) => Math.floor(random() * count)
  const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \n\0é'
  const tokens = KEY_MIXES.map((keys) => ({ keys, token: craftAuthResult(keys.plugin) }))
  const other = tokens.map(({ keys }) => craftAuthResult(keys.plugin, { claims: { status: 'success' } }))

  const mutate = (token: string, index: number): string => {
    const at = pick(token.length)
    const parts = token.split('.')
    const part = pick(5)
    switch (pick(7)) {
      case 0:
        return token.slice(0, at) + characters.charAt(pick(characters.length)) + token.slice(at + 1)
      case 1:
        return token.slice(0, at) + token.slice(at + 1 + pick(4))
      case 2:
        return token.slice(0, at) + characters.charAt(pick(characters.length)) + token.slice(at)
      case 3:
        return token.slice(0, at)
      case 4:
        return parts.with(part, parts[pick(5)] ?? '').join('.')
      case 5:
        return parts.with(part, other[index]?.split('.')[part] ?? '').join('.')
      default:
        return parts.with(part, flipBit(parts[part] ?? '')).join('.')
    }
  }
  const flipBit = (part: string): string => {
    const bytes = Buffer.from(part, 'base64url')
    const at = pick(bytes.length)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << pick(8))
    return bytes.toString('base64url')
  }

  let tried = 0
  while (tried < 500) {
    const index = tried % tokens.length
    const { keys, token } = tokens[index] ?? assert.fail()
    const mutated = mutate(token, index)
    if (mutated === token) continue
    tried += 1
    await assert.rejects(verifyAuthResult(mutated, { ...keys.receiver, clock }), (error) => {
      assert(error instanceof IdContactError)
      assert.equal(error.code, 'AUTH_RESULT_REFUSED')
      assert.equal(error.cause, undefined, `${error.detail}: ${JSON.stringify(mutated)}`)
      return true
    })
  }
})

/** Mulberry32: small, and the same on every machine. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
