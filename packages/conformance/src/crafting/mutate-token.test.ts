import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, test } from 'node:test'
import { importDecryptionKey, importVerificationKey, systemClock, verifyAuthResult } from '@balie/sdk'
import { craftGenuine } from './craft-genuine.ts'
import { mutateToken } from './mutate-token.ts'
import { SeededRandom } from './seeded-random.ts'

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const keys = { signing: privateKey, encryption: publicKey }
const genuine = (email: string) =>
  craftGenuine({ keys, attributes: { email }, now: Math.floor(Date.now() / 1000) })

describe('mutants', () => {
  test('are made in the same way from the same seed', () => {
    const [one, other] = [genuine('a@example.nl'), genuine('b@example.nl')]
    const run = () => {
      const random = new SeededRandom(7)
      return Array.from({ length: 500 }, () => {
        const mutant = mutateToken(one, other, publicKey, random)
        return mutant?.how.startsWith('envelope') ? mutant : mutant?.how
      })
    }
    assert.deepEqual(run(), run())
  })

  test('are refused by the sdk, unless they are the genuine one spelled otherwise', async () => {
    const [one, other] = [genuine('a@example.nl'), genuine('b@example.nl')]
    const receiver = {
      verificationKey: importVerificationKey({
        type: 'RSA',
        key: String(publicKey.export({ type: 'spki', format: 'pem' })),
      }),
      decryptionKey: importDecryptionKey({
        type: 'RSA',
        key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
      }),
      clock: systemClock,
    }
    const random = new SeededRandom(1)
    const ways = new Set<string>()
    for (let at = 0; at < 1000; at += 1) {
      const mutant = mutateToken(one, other, publicKey, random)
      if (!mutant) continue
      ways.add(mutant.how)
      await assert.rejects(
        verifyAuthResult(mutant.token, receiver),
        { code: 'AUTH_RESULT_REFUSED' },
        mutant.how,
      )
    }
    assert.ok(ways.size >= 25, `${ways.size} ways`)
  })
})
