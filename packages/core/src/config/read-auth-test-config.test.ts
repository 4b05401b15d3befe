import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { CoreError } from '../errors/core-error.ts'
import { TEST_KEYS } from '../testing/test-keys.ts'
import { makeAuthTestConfig, readAuthTestConfig } from './read-auth-test-config.ts'

const DEPLOYED = readFileSync(new URL('../testing/deployed-auth-test.toml', import.meta.url), 'utf8')
const EXAMPLE_KEYS = { environment: { BALIE_DANGEROUSLY_ALLOW_EXAMPLE_KEYS: 'true' } }

const KEYS = { encryption_pubkey: TEST_KEYS.ec.publicKey, signing_privkey: TEST_KEYS.rsa.privateKey }

test('AU-1: the deployed TOML is read as it is', () => {
  const config = readAuthTestConfig(DEPLOYED, EXAMPLE_KEYS)
  assert.equal(config.serverUrl, 'https://auth-test.example.com')
  assert.equal(config.internalUrl, 'http://auth-test:8000')
  assert.equal(config.withSession, true)
  assert.deepEqual([...config.attributes], [['email', 'bla@example.com']])
  assert.equal(config.encryptionKey.algorithm, 'RSA-OAEP')
  assert.equal(config.signingKey.algorithm, 'RS256')
})

test('T12: published example keys stop the start', () => {
  assert.throws(
    () => readAuthTestConfig(DEPLOYED),
    (error) => error instanceof CoreError && error.code === 'CONFIG_EXAMPLE_KEY',
  )
})

test('without an internal URL the external one serves for both', () => {
  const config = makeAuthTestConfig({ global: { server_url: 'http://localhost:8501/', ...KEYS } })
  assert.equal(config.internalUrl, 'http://localhost:8501')
  assert.equal(config.withSession, false)
})

test('a key of the wrong half or type is named, not shown', () => {
  for (const change of [
    { encryption_pubkey: TEST_KEYS.ec.privateKey },
    { encryption_pubkey: { type: 'RSA', key: TEST_KEYS.ec.publicKey.key } },
  ]) {
    assert.throws(
      () => makeAuthTestConfig({ global: { server_url: 'http://localhost', ...KEYS, ...change } }),
      (error) =>
        error instanceof CoreError &&
        error.code === 'CONFIG_INVALID' &&
        error.message.includes('global.encryption_pubkey') &&
        !error.message.includes('BEGIN'),
    )
  }
})
