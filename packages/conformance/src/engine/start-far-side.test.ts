import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { type AddressInfo, createServer } from 'node:net'
import { after, before, describe, it } from 'node:test'
import {
  createStartAuthRequest,
  importEncryptionKey,
  importSigningKey,
  importVerificationKey,
  type KeyText,
  systemClock,
} from '@balie/sdk'
import { send } from './send.ts'
import { type ListeningFarSide, METHOD, startFarSide } from './start-far-side.ts'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const own: KeyText = { type: 'EC', key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })) }
const open: KeyText = { type: 'EC', key: String(publicKey.export({ type: 'spki', format: 'pem' })) }
const REQUEST = { purpose: 'report_move', authMethod: METHOD, commUrl: 'https://plugin/r/1' }
const ASKS = { 'content-type': 'application/jwt', accept: 'application/json' }

describe('the far side', () => {
  let far: ListeningFarSide
  before(async () => {
    const subject = {
      ...{ url: 'http://plugin/chat', purpose: 'report_move', attributes: {}, clock: systemClock },
      ...{ signing: own, encryption: open, declared: new Set<string>() },
      ...{ signingKey: importSigningKey(own), encryptionKey: importEncryptionKey(open) },
      ...{ startKey: importVerificationKey(open), startKeyId: 'plugin' },
    }
    far = await startFarSide(`http://127.0.0.1:${await freePort()}`, subject)
  })
  after(() => far?.close())

  const signed = (change: object = {}) =>
    createStartAuthRequest(
      { ...REQUEST, ...change },
      { signingKey: importSigningKey(own), keyId: 'plugin', clock: systemClock },
    )
  const start = async (body: string, headers: Readonly<Record<string, string>> = ASKS) =>
    send('POST', `${far.origin}/start`, { headers, body })

  it('tells the methods, for one purpose and for all', async () => {
    const one = await send('GET', `${far.origin}/session_options/report_move`)
    assert.deepEqual(one.json?.['auth_methods'], [
      { tag: METHOD, name: `Log in by ${METHOD}`, image_path: '' },
    ])
    const all = await send('GET', `${far.origin}/session_options`)
    assert.deepEqual(Object.keys(all.json ?? {}), ['report_move'])
    assert.equal((await send('GET', `${far.origin}/session_options/unknown`)).status, 400)
    assert.equal(far.optionRequests().length, 3)
  })

  it('answers a start request that is right, and remembers what for', async () => {
    const { status, json } = await start(await signed())
    assert.equal(status, 200)
    const [found] = far.starts(String(json?.['client_url']))
    assert.equal(found?.wrong, undefined)
    assert.equal(found?.commUrl, 'https://plugin/r/1')
    assert.equal(found?.header?.['kid'], 'plugin')
  })

  it('redirects who does not ask for exactly JSON, as deployed cores do', async () => {
    const { status, location } = await start(await signed(), { ...ASKS, accept: '*/*' })
    assert.equal(status, 303)
    assert.ok(location?.startsWith(`${far.origin}/authenticate/`))
  })

  it('says why a start request is wrong', async () => {
    const good = await signed()
    const forged = `${good.split('.').slice(0, 2).join('.')}.${'A'.repeat(86)}`
    for (const [body, headers, wrong] of [
      [good, { ...ASKS, 'content-type': 'text/plain' }, /content-type text\/plain/],
      ['junk', ASKS, /no signed request/],
      [await signed({ purpose: 'other' }), ASKS, /unknown purpose other/],
      [await signed({ authMethod: 'other' }), ASKS, /unknown method other/],
      [forged, ASKS, /a core refuses the signed request/],
    ] as const) {
      assert.equal((await start(body, headers)).status, 400)
      assert.match(far.starts().at(-1)?.wrong ?? '', wrong)
    }
  })

  it('notes the updates of a session, and answers them one after another as it was told', async () => {
    const session = far.session('id=5')
    session.answer({ status: 500 }, { status: 204 })
    session.answerLogout({ status: 404 })
    const update = async (type: string) => (await send('POST', `${session.url}&type=${type}`)).status
    assert.deepEqual([await update('user_active'), await update('logout')], [500, 404])
    assert.deepEqual([await update('user_active'), await update('user_active')], [204, 204])
    assert.equal(session.updates('user_active').length, 3)
    assert.equal(session.updates('logout').length, 1)
    assert.equal(far.session().updates().length, 0)
  })

  it('notes what arrives at the origin that nobody was told of', async () => {
    await send('POST', `${far.foreign.origin}/anything`)
    assert.deepEqual(
      far.foreign.arrivals.map(({ method, url }) => [method, new URL(url).pathname]),
      [['POST', '/anything']],
    )
  })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}
