import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { IdContactError } from '../../errors/id-contact-error.ts'
import { importSigningKey } from '../keys/import-signing-key.ts'
import { importVerificationKey } from '../keys/import-verification-key.ts'
import { CRAFTED_AT } from '../testing/craft-auth-result.ts'
import { base64url, craftHmacJws, craftJws } from '../testing/craft-token.ts'
import { makeEcPair, makeRsaPair } from '../testing/test-key-pairs.ts'
import { VECTORS, vectorKey } from '../vectors/published-vectors.ts'
import { createStartAuthRequest } from './create-start-auth-request.ts'
import type { StartAuthRequest } from './start-auth-request.ts'
import { verifyStartAuthRequest } from './verify-start-auth-request.ts'

const rsa = makeRsaPair()
const ec = makeEcPair()
const keys = new Map([
  ['rsa', importVerificationKey(rsa.public)],
  ['ec', importVerificationKey(ec.public)],
])
const clock = { now: () => (CRAFTED_AT + 60) * 1000 }
const request: StartAuthRequest = {
  purpose: 'report_move',
  authMethod: 'test',
  commUrl: 'https://balie.example/chat/resume',
  attrUrl: 'http://balie:8503/chat/attr/x',
}
const wire = {
  purpose: 'report_move',
  auth_method: 'test',
  comm_url: 'https://balie.example/chat/resume',
  attr_url: 'http://balie:8503/chat/attr/x',
}

const verify = (jws: string) => verifyStartAuthRequest(jws, { keys, clock })
const create = (key: typeof rsa, keyId: string, content = request) =>
  createStartAuthRequest(content, { signingKey: importSigningKey(key.private), keyId, clock })

describe('a start-authentication request', () => {
  for (const [kid, pair, alg] of [
    ['rsa', rsa, 'RS256'],
    ['ec', ec, 'ES256'],
  ] as const) {
    test(`of ours comes out as it went in, ${alg}`, async () => {
      const jws = await create(pair, kid)
      assert.deepEqual(decodeProtectedHeader(jws), { typ: 'JWT', alg, kid })
      assert.deepEqual(decodeJwt(jws), { request: wire, iat: CRAFTED_AT + 50, exp: CRAFTED_AT + 350 })
      assert.deepEqual(await verify(jws), request)
    })
  }

  test('without an attr URL leaves the member out, and takes null for absent', async () => {
    const { attrUrl: _, ...without } = request
    const jws = await create(ec, 'ec', without)
    assert.deepEqual(Object.keys(Object(decodeJwt(jws)['request'])), ['purpose', 'auth_method', 'comm_url'])
    assert.deepEqual(await verify(jws), without)
    const withNull = craftJws(
      { alg: 'ES256', kid: 'ec' },
      { request: { ...wire, attr_url: null } },
      ec.private,
    )
    assert.deepEqual(await verify(withNull), without)
  })

  test('as published, without iat and exp, is accepted', async () => {
    const { jws, kid, expect } = VECTORS.start_auth_request
    const published = new Map([[kid, importVerificationKey(vectorKey('rsa', 'public'))]])
    assert.deepEqual(await verifyStartAuthRequest(jws, { keys: published, clock }), {
      purpose: expect.request['purpose'],
      authMethod: expect.request['auth_method'],
      commUrl: expect.request['comm_url'],
      attrUrl: expect.request['attr_url'],
    })
    await assert.rejects(verifyStartAuthRequest(jws, { keys, clock }), { detail: /kid/ })
  })

  test('is not made with a URL that the core would refuse', async () => {
    for (const wrong of [{ commUrl: 'javascript:alert(1)' }, { attrUrl: 'tel:112' }]) {
      await assert.rejects(create(ec, 'ec', { ...request, ...wrong }), { code: 'MESSAGE_INVALID' })
    }
  })
})

describe('a start-authentication request is refused:', () => {
  const header = { typ: 'JWT', alg: 'ES256', kid: 'ec' }
  const good = { request: wire, iat: CRAFTED_AT, exp: CRAFTED_AT + 300 }
  const crafted = (change: object, head: object = {}) =>
    craftJws({ ...header, ...head }, { ...good, ...change }, ec.private)
  const canary = 'canary-51bd'
  const attacks: [string, string, RegExp][] = [
    ['no kid', crafted({}, { kid: undefined }), /kid is not/],
    ['an unknown kid', crafted({}, { kid: canary }), /kid is not/],
    ['a kid that is no string', crafted({}, { kid: ['ec'] }), /kid is not a short string/],
    ['the kid of another key', crafted({}, { kid: 'rsa' }), /alg is not RS256/],
    ['the kid and the alg of another key', crafted({}, { kid: 'rsa', alg: 'RS256' }), /does not verify/],
    ['alg none', `${base64url({ alg: 'none', kid: 'ec' })}.${base64url(good)}.`, /three parts/],
    ['alg none with a signature', crafted({}, { alg: 'none' }), /alg is not ES256/],
    [
      'HS256 with the public key',
      craftHmacJws({ ...header, alg: 'HS256' }, good, ec.public.key),
      /alg is not/,
    ],
    ['jku', crafted({}, { jku: 'http://127.0.0.1:9/' }), /not allowed/],
    ['jwk', crafted({}, { jwk: { kty: 'EC' } }), /not allowed/],
    ['crit', crafted({}, { crit: ['b64'], b64: false }), /not allowed/],
    ['expired', crafted({ exp: CRAFTED_AT + 30 }), /expired/],
    ['iat in the future', crafted({ iat: CRAFTED_AT + 91 }), /future/],
    ['nbf in the future', crafted({ nbf: CRAFTED_AT + 91 }), /future/],
    ['exp as text', crafted({ exp: canary }), /exp is not a whole number/],
    ['a life of a day', crafted({ exp: CRAFTED_AT + 86_400 }), /lives too long/],
    [
      'another token of the same key',
      crafted({ request: undefined, sub: 'id-contact-attributes' }),
      /request is missing/,
    ],
    ['a request that is text', crafted({ request: canary }), /request does not fit/],
    ['no purpose', crafted({ request: { ...wire, purpose: undefined } }), /request.purpose is missing/],
    [
      'an empty method',
      crafted({ request: { ...wire, auth_method: '' } }),
      /request.auth_method does not fit/,
    ],
    ['no comm_url', crafted({ request: { ...wire, comm_url: undefined } }), /request.comm_url is missing/],
    ['comm_url javascript:', crafted({ request: { ...wire, comm_url: 'javascript:alert(1)' } }), /comm_url/],
    ['comm_url with white space', crafted({ request: { ...wire, comm_url: 'https://a/ b' } }), /comm_url/],
    ['attr_url tel:', crafted({ request: { ...wire, attr_url: 'tel:112' } }), /attr_url/],
    [
      'a member twice',
      craftJws(header, `{"request":${JSON.stringify(wire)},"request":{}}`, ec.private),
      /twice/,
    ],
    ['no token', canary, /three parts/],
    ['nothing', '', /three parts/],
    ['too much', 'a'.repeat(32_769), /too long/],
    ['other stray bits', `${crafted({})}=`, /canonical/],
  ]
  for (const [what, jws, detail] of attacks) {
    test(what, async () => {
      await assert.rejects(verify(jws), (error) => {
        assert(error instanceof IdContactError)
        assert.equal(error.code, 'START_REQUEST_REFUSED')
        assert.equal(error.status, 400)
        assert.match(error.detail, detail)
        assert(!`${error.detail}${error.stack}`.includes(canary))
        assert.equal(error.cause, undefined)
        return true
      })
    })
  }
})
