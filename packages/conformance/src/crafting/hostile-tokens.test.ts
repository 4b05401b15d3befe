import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, test } from 'node:test'
import { importDecryptionKey, importVerificationKey, systemClock, verifyAuthResult } from '@balie/sdk'
import { craftAuthResult } from './craft-auth-result.ts'
import { concerns } from './hostile-token.ts'
import { HOSTILE_TOKENS } from './hostile-tokens.ts'

const ec = () => ({ type: 'EC' as const, ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) })
const rsa = () => ({ type: 'RSA' as const, ...generateKeyPairSync('rsa', { modulusLength: 2048 }) })
type Pair = ReturnType<typeof ec> | ReturnType<typeof rsa>
const MIXES: [Pair, Pair][] = [
  [rsa(), rsa()],
  [ec(), ec()],
  [rsa(), ec()],
  [ec(), rsa()],
]

describe('crafted tokens', () => {
  for (const [signing, decryption] of MIXES) {
    const crafting = () => ({
      keys: { signing: signing.privateKey, encryption: decryption.publicKey },
      attributes: { email: 'canary' },
      now: Math.floor(Date.now() / 1000),
    })
    const receiver = {
      verificationKey: importVerificationKey({
        type: signing.type,
        key: String(signing.publicKey.export({ type: 'spki', format: 'pem' })),
      }),
      decryptionKey: importDecryptionKey({
        type: decryption.type,
        key: String(decryption.privateKey.export({ type: 'pkcs8', format: 'pem' })),
      }),
      clock: systemClock,
    }
    const mix = `signed with ${signing.type}, sealed for ${decryption.type}`

    test(`are genuine without a twist, ${mix}`, async () => {
      const { result } = await verifyAuthResult(craftAuthResult(crafting()), receiver)
      assert.equal(result.status, 'succes')
    })

    test(`are refused by the sdk, every one, ${mix}`, async () => {
      for (const token of HOSTILE_TOKENS.filter((token) => concerns(token, crafting()))) {
        await assert.rejects(
          verifyAuthResult(token.craft(crafting()), receiver),
          { code: 'AUTH_RESULT_REFUSED' },
          `${token.threat} ${token.title}`,
        )
      }
    })
  }

  test('have titles of their own', () => {
    const titles = HOSTILE_TOKENS.map(({ threat, title }) => `${threat} ${title}`)
    assert.deepEqual(
      titles.filter((title, at) => titles.indexOf(title) !== at),
      [],
    )
    assert.ok(titles.length >= 90, `${titles.length}`)
  })
})
