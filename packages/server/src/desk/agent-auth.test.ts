import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { inspect } from 'node:util'
import { paths } from '@balie/desk-api'
import { systemClock as clock, type Keyring, systemRandom as random, Secret } from '@balie/sdk'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { createAgentAccount } from './agent-accounts.ts'
import { createAgentAuth } from './agent-auth.ts'
import { signInSecret } from './sign-in-secret.ts'

const password = 'paard batterij nietje'
const externalUrl = 'https://balie.voorbeeld.nl'
const keyring = (byte: number): Keyring => ({
  keys: [{ id: 'k', key: new Secret('master key', new Uint8Array(32).fill(byte)) }],
})

describe('sign-in with https', () => {
  let store: TestDatabase
  const auth = (keys: Keyring) =>
    createAgentAuth({ addresses: { externalUrl }, database: store.db, keyring: keys, clock })
  const signIn = () =>
    auth(keyring(1)).handler(
      new Request(`${externalUrl}${paths.signIn}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: externalUrl },
        body: JSON.stringify({ email: 'anna@voorbeeld.nl', password }),
      }),
    )
  before(async () => {
    store = await createTestDatabase()
    await createAgentAccount(
      { database: store.db, clock, random },
      { email: 'anna@voorbeeld.nl', name: 'Anna', teams: ['a'], password: new Secret('password', password) },
    )
  })
  after(() => store.close())

  it('F2: binds the cookie to the host and to https', async () => {
    const answer = await signIn()
    assert.equal(answer.status, 200)
    const [cookie = '', ...more] = answer.headers.getSetCookie()
    assert.deepEqual(more, [])
    assert.match(
      cookie,
      /^__Host-balie-agent-session=[^;]+; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
  })

  it('knows the cookies that it signed, and none that another master key signed', async () => {
    const [cookie = ''] = (await signIn()).headers.getSetCookie()
    assert.match((await auth(keyring(1)).verifiedToken(cookie.split(';')[0])) ?? '', /^\w{32}$/)
    assert.equal(await auth(keyring(2)).verifiedToken(cookie.split(';')[0]), undefined)
    assert.equal(await auth(keyring(1)).verifiedToken(undefined), undefined)
  })

  it('keeps neither the address nor the browser of who signs in', async () => {
    await signIn()
    const rows = await store.db.selectFrom('agent_session').select(['ip_address', 'user_agent']).execute()
    assert.deepEqual(new Set(rows.flatMap((row) => Object.values(row))), new Set(['']))
  })

  it('derives its secret from the newest master key, and shows it nowhere', () => {
    const secret = signInSecret(keyring(1))
    assert.notEqual(secret.reveal(), signInSecret(keyring(2)).reveal())
    assert.equal(inspect(secret), '[sign-in secret]')
    assert.throws(() => signInSecret({ keys: [] }), { code: 'KEY_INVALID' })
  })
})
