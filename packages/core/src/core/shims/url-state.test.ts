import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Secret } from '@balie/sdk'
import { SignJWT } from 'jose'
import { CoreError } from '../../errors/core-error.ts'
import { NOW, testClock } from '../../testing/test-core.ts'
import vectors from '../../testing/vectors/id-contact.json' with { type: 'json' }
import { signUrlState, verifyUrlState } from './url-state.ts'

const { core_url_state: published } = vectors
const SECRET = new Secret('secret', published.secret)
const ISSUED_MS = 1616060381_000
const MINUTE = 60_000

const at = (ms: number) => ({ now: () => ms })
const isRefusal = (error: unknown) => error instanceof CoreError && error.code === 'STATE_REFUSED'

test('CO-3: a state of the deployed core is read at its own time', async () => {
  const claims = await verifyUrlState(published.expired, SECRET, at(ISSUED_MS + MINUTE))
  assert.equal(claims['key_1'], 'value_1')
  assert.equal(claims['key_2'], 'value_2')
})

test('CO-3: expired, or with a bad signature, it is refused', async () => {
  await assert.rejects(verifyUrlState(published.expired, SECRET, at(ISSUED_MS + 31 * MINUTE)), isRefusal)
  await assert.rejects(verifyUrlState(published.bad_signature, SECRET, at(ISSUED_MS + MINUTE)), isRefusal)
  const other = new Secret('secret', `${published.secret}!`)
  await assert.rejects(verifyUrlState(published.expired, other, at(ISSUED_MS + MINUTE)), isRefusal)
})

test('CO-3: a state of ours lives for half an hour', async () => {
  const clock = testClock()
  const state = await signUrlState({ attr_url: 'http://x', continuation: 'https://y' }, SECRET, clock)
  assert.equal((await verifyUrlState(state, SECRET, clock))['attr_url'], 'http://x')
  clock.at = NOW + 30 * MINUTE - 1000
  await verifyUrlState(state, SECRET, clock)
  clock.at = NOW + 30 * MINUTE
  await assert.rejects(verifyUrlState(state, SECRET, clock), isRefusal)
})

test('T1: no algorithm, another algorithm, no time', async () => {
  const key = Buffer.from(SECRET.reveal())
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = { iat: NOW / 1000, exp: NOW / 1000 + 60 }
  const forged = [
    `${part({ alg: 'none' })}.${part(claims)}.`,
    await new SignJWT(claims).setProtectedHeader({ alg: 'HS512' }).sign(Buffer.concat([key, key])),
    await new SignJWT({ iat: claims.iat }).setProtectedHeader({ alg: 'HS256' }).sign(key),
    vectors.auth_result.inner_jws,
    '',
    'a.b',
  ]
  for (const state of forged) await assert.rejects(verifyUrlState(state, SECRET, testClock()), isRefusal)
})
