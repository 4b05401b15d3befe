// The program of somebody who uses the packages. `e2e/packaging.test.ts` compiles and runs a copy of it outside
// this clone, where only the packed packages are.
import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import {
  type AuthResult,
  createAuthResult,
  importDecryptionKey,
  importEncryptionKey,
  importSigningKey,
  importVerificationKey,
  type KeyText,
  type Store,
  systemClock,
  verifyAuthResult,
} from '@balie/sdk'
import { fastifyRoutes } from '@balie/sdk/fastify'
import { channelSuite, createTestClock, storeSuite } from '@balie/sdk/testing'
import { createWebHandler, type WebHandler } from '@balie/sdk/web'

function keyPair(): { privateKey: KeyText; publicKey: KeyText } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    privateKey: { type: 'EC', key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })) },
    publicKey: { type: 'EC', key: String(publicKey.export({ type: 'spki', format: 'pem' })) },
  }
}

const signing = keyPair()
const encryption = keyPair()
const token = await createAuthResult(
  { status: 'succes', attributes: { name: 'Sanne' } },
  {
    signingKey: importSigningKey(signing.privateKey),
    encryptionKey: importEncryptionKey(encryption.publicKey),
    clock: systemClock,
  },
)
const verified = await verifyAuthResult(token, {
  decryptionKey: importDecryptionKey(encryption.privateKey),
  verificationKey: importVerificationKey(signing.publicKey),
  clock: systemClock,
})
const result: AuthResult = verified.result
assert.ok(result.status === 'succes')
console.log(result.attributes.reveal()['name'])

// The other entries: what they take and give, and that they load.
const mount: (settings: Parameters<typeof fastifyRoutes>[0]) => WebHandler = (settings) =>
  createWebHandler(settings, 'public')
const due: (store: Store) => Promise<readonly string[]> = (store) => store.due(createTestClock(0).now(), 1)
for (const part of [fastifyRoutes, channelSuite, storeSuite, mount, due])
  assert.equal(typeof part, 'function')
