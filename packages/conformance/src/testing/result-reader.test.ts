import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, test } from 'node:test'
import { craftAuthResult } from '../crafting/craft-auth-result.ts'
import { concerns } from '../crafting/hostile-token.ts'
import { HOSTILE_TOKENS } from '../crafting/hostile-tokens.ts'
import { ResultReader, ResultRefused } from './result-reader.ts'

const PAIRS = {
  EC: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  RSA: generateKeyPairSync('rsa', { modulusLength: 2048 }),
}

describe("the fixture's own reading of results, without a fault,", () => {
  for (const [type, { publicKey, privateKey }] of Object.entries(PAIRS)) {
    const reader = new ResultReader(
      {
        decryption: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
        verification: String(publicKey.export({ type: 'spki', format: 'pem' })),
      },
      () => false,
    )
    const crafting = () => ({
      keys: { signing: privateKey, encryption: publicKey },
      attributes: { email: 'canary' },
      now: Math.floor(Date.now() / 1000),
    })

    test(`takes a genuine one, ${type}`, async () => {
      const { attributes } = await reader.read(craftAuthResult(crafting()))
      assert.deepEqual({ ...attributes }, { email: 'canary' })
    })

    test(`refuses every hostile one, ${type}`, async () => {
      for (const token of HOSTILE_TOKENS.filter((token) => concerns(token, crafting()))) {
        await assert.rejects(
          reader.read(token.craft(crafting())),
          ResultRefused,
          `${token.threat} ${token.title}`,
        )
      }
    })
  }
})
