import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { CoreError } from '../errors/core-error.ts'
import { coreTable } from '../testing/test-core.ts'
import { TEST_KEYS } from '../testing/test-keys.ts'
import type { CoreConfigTable } from './core-config-table.ts'
import { makeCoreConfig, readCoreConfig } from './read-core-config.ts'

const DEPLOYED = readFileSync(new URL('../testing/deployed-core.toml', import.meta.url), 'utf8')
const EXAMPLE_KEYS = { environment: { BALIE_DANGEROUSLY_ALLOW_EXAMPLE_KEYS: 'true' } }

type Global = CoreConfigTable['global']

function make(change: Partial<Record<keyof Global, unknown>> = {}) {
  return makeCoreConfig({ global: { ...coreTable('http://comm', 'http://auth').global, ...change } })
}

function refusal(code: string, ...parts: string[]) {
  return (error: unknown) => {
    assert.ok(error instanceof CoreError)
    assert.equal(error.code, code)
    for (const part of parts)
      assert.ok(error.message.includes(part), `${error.message} does not name ${part}`)
    assert.ok(!error.message.includes('BEGIN'), 'the message quotes a key')
    return true
  }
}

test('CO-4: the deployed TOML is read as it is', () => {
  const config = readCoreConfig(DEPLOYED, EXAMPLE_KEYS)
  assert.equal(config.serverUrl, 'https://core.example.com')
  assert.deepEqual([...config.authMethods.keys()], ['irma', 'digid'])
  assert.equal(config.authMethods.get('digid')?.disableAttrUrl, true)
  assert.equal(config.authMethods.get('digid')?.shimTelUrl, true)
  assert.equal(config.authMethods.get('irma')?.disableAttrUrl, false)
  assert.equal(config.commMethods.get('chat')?.disableAttributesAtStart, true)
  assert.equal(config.commMethods.get('chat')?.start, 'http://comm-matrix-bot:3000', 'no slash twice')
  assert.equal(
    config.tel?.uiTelUrl,
    'https://ui.example.com/tel/',
    'the slash stays: the token comes behind it',
  )
  assert.deepEqual([...config.startAuthKeys.keys()], ['test'])
})

test('CO-4: "*" stands for all methods, in the order of the file; an empty list for none', () => {
  const { purposes } = readCoreConfig(DEPLOYED, EXAMPLE_KEYS)
  assert.deepEqual(purposes.get('report_move')?.allowedAuth, ['irma', 'digid'])
  assert.deepEqual(purposes.get('request_permit')?.allowedComm, ['call', 'chat'])
  assert.deepEqual(purposes.get('request_passport')?.allowedAuth, ['irma'])
  assert.deepEqual(purposes.get('personal_question')?.allowedComm, [])
})

test('UN-4: nothing may be started without authentication unless it says so', () => {
  for (const purpose of readCoreConfig(DEPLOYED, EXAMPLE_KEYS).purposes.values()) {
    assert.equal(purpose.allowUnauthenticated, false)
  }
  assert.equal(make().purposes.get('question')?.allowUnauthenticated, true)
})

test('T12: published example keys and the sample secret stop the start', () => {
  assert.throws(() => readCoreConfig(DEPLOYED), refusal('CONFIG_EXAMPLE_KEY'))
  const own = DEPLOYED.replaceAll(/-----BEGIN P[\s\S]*?-----END [A-Z ]*-----/g, (pem) =>
    pem.includes('PRIVATE') ? TEST_KEYS.rsa.privateKey.key : TEST_KEYS.rsa.publicKey.key,
  )
  assert.throws(() => readCoreConfig(own), refusal('CONFIG_EXAMPLE_KEY', 'global.internal_secret'))
  readCoreConfig(own.replace('sample_secret_', 'secret_of_my_own_'))
})

test('CO-4: what the deployed core refuses is refused, by the name of the key', () => {
  const methods = coreTable('http://comm', 'http://auth').global
  const purpose = { tag: 'p', attributes: [], allowed_auth: ['*'], allowed_comm: ['*'] }
  const cases: [Partial<Record<keyof Global, unknown>>, string][] = [
    [{ internal_secret: undefined }, 'global.internal_secret is missing'],
    [{ internal_secret: 'x'.repeat(31) }, 'global.internal_secret'],
    [{ server_url: undefined }, 'global.server_url is missing'],
    [{ server_url: 'core.example' }, 'global.server_url'],
    [{ server_url: 'https://me:secret@core.example' }, 'global.server_url'],
    [{ port: 70000 }, 'global.port'],
    [{ auth_methods: [{ ...methods.auth_methods[0], start: 'ftp://x' }] }, 'start of the method plain'],
    [{ auth_methods: [{ tag: 'plain' }] }, 'global.auth_methods[0].name is missing'],
    [
      { purposes: [{ ...purpose, allowed_auth: ['nobody'] }] },
      'allowed_auth of the purpose p names the method nobody',
    ],
    [
      { purposes: [{ ...purpose, allowed_comm: ['nobody'] }] },
      'allowed_comm of the purpose p names the method nobody',
    ],
    [{ purposes: [{ ...purpose, attributes: 'email' }] }, 'global.purposes[0].attributes'],
    [{ purposes: [purpose, purpose] }, 'the tag p twice'],
    [
      { ui_signing_privkey: { type: 'DSA', key: TEST_KEYS.ec.privateKey.key } },
      'global.ui_signing_privkey.type',
    ],
    [{ ui_signing_privkey: { type: 'RSA', key: TEST_KEYS.ec.privateKey.key } }, 'global.ui_signing_privkey'],
    [{ ui_signing_privkey: TEST_KEYS.ec.publicKey }, 'global.ui_signing_privkey'],
    [{ authonly_request_keys: { me: TEST_KEYS.ec.privateKey } }, 'global.authonly_request_keys.me'],
    [
      { authonly_request_keys: { me: { type: 'RSA', key: 'BEGIN nothing' } } },
      'global.authonly_request_keys.me',
    ],
    [{ ui_tel_url: undefined }, 'shim_tel_url'],
    [{ ui_signing_privkey: undefined }, 'shim_tel_url'],
  ]
  for (const [change, part] of cases) {
    const kept = Object.fromEntries(
      Object.entries({ ...methods, ...change }).filter(([, value]) => value !== undefined),
    )
    assert.throws(() => makeCoreConfig({ global: kept }), refusal('CONFIG_INVALID', part), part)
  }
})

test("the fork's core: the ui keys may be absent when no method needs them", () => {
  const [plain] = coreTable('http://comm', 'http://auth').global.auth_methods
  const {
    ui_tel_url: _url,
    ui_signing_privkey: _key,
    ...rest
  } = coreTable('http://comm', 'http://auth').global
  assert.equal(makeCoreConfig({ global: { ...rest, auth_methods: [plain], purposes: [] } }).tel, undefined)
})

test('text that is not TOML is refused by line, without a word of it', () => {
  const text = '[global]\ninternal_secret = "a very secret secret\nport = 1'
  assert.throws(
    () => readCoreConfig(text),
    (error) => refusal('CONFIG_INVALID', 'line 2')(error) && !String(error).includes('very secret'),
  )
})

test('the environment overrides keys, and secrets may come from files', () => {
  const files: Record<string, string> = {
    '/run/secret': 'a secret from a file, which is long enough\n',
    '/run/key': TEST_KEYS.otherEc.privateKey.key,
  }
  const environment = {
    BALIE_SERVER_URL: 'https://elsewhere.example/core/',
    BALIE_PORT: '1234',
    BALIE_INTERNAL_SECRET_FILE: '/run/secret',
    BALIE_UI_SIGNING_PRIVKEY_TYPE: 'EC',
    BALIE_UI_SIGNING_PRIVKEY_KEY_FILE: '/run/key',
    BALIE_DANGEROUSLY_ALLOW_EXAMPLE_KEYS: 'true',
  }
  const readFile = (path: string) => files[path] ?? assert.fail(path)
  const config = readCoreConfig(DEPLOYED, { environment, readFile })
  assert.equal(config.serverUrl, 'https://elsewhere.example/core')
  assert.equal(config.port, 1234)
  assert.equal(config.internalSecret.reveal(), 'a secret from a file, which is long enough')
  assert.equal(config.tel?.signingKey.algorithm, 'ES256')
})

test('a secret file that cannot be read, and an override that is no number, name their key', () => {
  const missing = { environment: { BALIE_INTERNAL_SECRET_FILE: '/nowhere/at/all' } }
  assert.throws(
    () => readCoreConfig(DEPLOYED, missing),
    refusal('CONFIG_INVALID', 'global.internal_secret_file'),
  )
  const port = { environment: { BALIE_PORT: 'many' } }
  assert.throws(() => readCoreConfig(DEPLOYED, port), refusal('CONFIG_INVALID', 'global.port'))
})

test('P1: a configuration does not print its secrets', () => {
  const config = make()
  assert.ok(!JSON.stringify(config).includes('long enough'))
})
