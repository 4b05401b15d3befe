import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { CompactEncrypt, importSPKI } from 'jose'
import { authResult } from './installation/auth-result.ts'
import { SANNE } from './installation/configuration.ts'
import { type Installation, startInstallation } from './installation/installation.ts'

/** Everything here is sent to a running installation; nothing of it may do more than be refused. */
describe('bad input gets a clear error, and nothing is lost', () => {
  let installation: Installation
  before(async () => {
    installation = await startInstallation({ keyType: 'EC', useAttrUrl: true })
  })
  after(() => installation?.close())

  const post = (url: string, body: string, type = 'application/json') =>
    fetch(url, { method: 'POST', headers: { 'content-type': type }, body })
  const start = async () => {
    const answer = await post(
      `${installation.internal}/chat/start_communication`,
      '{"purpose":"report_move"}',
    )
    assert.equal(answer.status, 200)
    return (await answer.json()) as { client_url: string; attr_url: string }
  }
  const expectError = async (answer: Response, status: number, code: string) => {
    const body = (await answer.json()) as Record<string, unknown>
    assert.equal(answer.status, status)
    assert.equal(body['error'] ?? body['code'], code)
    assert.equal(body['client_url'], undefined)
  }
  /** The real result still arrives after what was refused. */
  const expectStillAlive = async (attrUrl: string) => {
    const answer = await post(attrUrl, await authResult(installation.keys, SANNE), 'application/jwt')
    assert.equal(answer.status, 200)
  }

  it('FL-9: an unknown purpose, at Balie and at the core', async () => {
    const unknown = '{"purpose":"unknown","comm_method":"chat","auth_method":"test"}'
    await expectError(
      await post(`${installation.internal}/chat/start_communication`, unknown),
      400,
      'PURPOSE_UNKNOWN',
    )
    const answer = await post(`${installation.core}/start`, unknown)
    assert.equal(answer.status, 400)
  })

  it('a body that is not JSON', async () => {
    await expectError(
      await post(`${installation.internal}/chat/start_communication`, 'purpose=report_move'),
      400,
      'BODY_INVALID',
    )
  })

  it('T4: a token of the wrong kind: a bare JWS, a start request, an encrypted something else', async () => {
    const { attr_url } = await start()
    const key = await importSPKI(installation.keys.decryption.publicKey.key, 'ECDH-ES')
    const sealed = await new CompactEncrypt(new TextEncoder().encode('{"njwt":"a.b.c"}'))
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A128CBC-HS256' })
      .encrypt(key)
    for (const token of ['eyJhbGciOiJFUzI1NiJ9.e30.c2ln', sealed, '{}', 'result']) {
      await expectError(await post(attr_url, token, 'application/jwt'), 400, 'AUTH_RESULT_REFUSED')
    }
    await expectStillAlive(attr_url)
  })

  it('T9: a landing whose query is longer than anyone takes; the session is still there', async () => {
    const { client_url, attr_url } = await start()
    // No component of ours makes one of this size.
    const result = 'x'.repeat(50_000)
    const answer = await fetch(`${client_url}?result=${result}`, { redirect: 'manual' })
    await expectError(answer, 431, 'HEADERS_TOO_LARGE')
    assert.equal((await fetch(client_url, { redirect: 'manual' })).status, 303)
    await expectStillAlive(attr_url)
  })

  it('B10: what is for components is not there for browsers', async () => {
    for (const path of ['/chat/start_communication', '/chat/attr/x', '/metrics', '/healthz', '/readyz']) {
      const answer = await post(installation.balie + path, '{"purpose":"report_move"}')
      assert.ok(answer.status === 404 || answer.status === 403, `${path}: ${answer.status}`)
      assert.equal((await fetch(installation.balie + path)).status, 404, path)
    }
  })
})
