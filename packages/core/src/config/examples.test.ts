import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { TEST_KEYS } from '../testing/test-keys.ts'
import { readAuthTestConfig } from './read-auth-test-config.ts'
import { readCoreConfig } from './read-core-config.ts'

const FILES: Readonly<Record<string, string>> = {
  'internal-secret.txt': 'a secret from a file, which is long enough\n',
  'ui.pem': TEST_KEYS.ec.privateKey.key,
  'balie-start-auth-public.pem': TEST_KEYS.rsa.publicKey.key,
  'balie-decryption-public.pem': TEST_KEYS.ec.publicKey.key,
  'auth-signing.pem': TEST_KEYS.otherEc.privateKey.key,
}
const readFile = (path: string) => FILES[path] ?? assert.fail(`the example names ${path}`)
const example = (name: string) => readFileSync(new URL(`../../examples/${name}`, import.meta.url), 'utf8')

test('the example of the core can be used, with keys in files', () => {
  const config = readCoreConfig(example('core.toml'), { readFile })
  assert.deepEqual([...config.startAuthKeys.keys()], ['balie'])
  assert.equal(config.purposes.get('general_question')?.allowUnauthenticated, true)
  assert.equal(config.purposes.get('report_move')?.name.en, 'Report a move')
  assert.equal(config.attributeLabels.get('email')?.nl, 'E-mailadres')
})

test('the example of the test plugin can be used, with keys in files', () => {
  const config = readAuthTestConfig(example('auth-test.toml'), { readFile })
  assert.equal(config.attributes.get('fullname'), 'Sanne Jansen')
  assert.equal(config.withSession, true)
})
