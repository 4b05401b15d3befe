import assert from 'node:assert/strict'
import { createPrivateKey, createPublicKey, ECDH, generateKeyPairSync } from 'node:crypto'
import { describe, test } from 'node:test'
import { inspect } from 'node:util'
import { IdContactError } from '../../errors/id-contact-error.ts'
import { Secret } from '../../secret.ts'
import { makeEcPair, makeRsaPair } from '../testing/test-key-pairs.ts'
import { vectorKey } from '../vectors/published-vectors.ts'
import { importDecryptionKey } from './import-decryption-key.ts'
import { importEncryptionKey } from './import-encryption-key.ts'
import { importSigningKey } from './import-signing-key.ts'
import { importVerificationKey } from './import-verification-key.ts'
import { isPublishedExampleKey } from './is-published-example-key.ts'
import type { KeyText } from './key-text.ts'

const rsa = makeRsaPair()
const ec = makeEcPair()

const IMPORTS = [
  { name: 'importDecryptionKey', load: importDecryptionKey, half: 'private' },
  { name: 'importSigningKey', load: importSigningKey, half: 'private' },
  { name: 'importEncryptionKey', load: importEncryptionKey, half: 'public' },
  { name: 'importVerificationKey', load: importVerificationKey, half: 'public' },
] as const

function pem(key: KeyText, type: 'pkcs1' | 'sec1' | 'pkcs8' | 'spki'): KeyText {
  if (type === 'sec1')
    return { ...key, key: createPrivateKey(key.key).export({ type, format: 'pem' }).toString() }
  if (key.key.includes('PRIVATE')) {
    const privateKey = createPrivateKey(key.key)
    const text = type === 'pkcs1' ? privateKey.export({ type, format: 'pem' }) : key.key
    return { ...key, key: text.toString() }
  }
  const publicKey = createPublicKey(key.key)
  const text = type === 'pkcs1' ? publicKey.export({ type, format: 'pem' }) : key.key
  return { ...key, key: text.toString() }
}

describe('the type of a key decides its one algorithm', () => {
  test('RSA', () => {
    assert.equal(importDecryptionKey(rsa.private).algorithm, 'RSA-OAEP')
    assert.equal(importEncryptionKey(rsa.public).algorithm, 'RSA-OAEP')
    assert.equal(importSigningKey(rsa.private).algorithm, 'RS256')
    assert.equal(importVerificationKey(rsa.public).algorithm, 'RS256')
  })
  test('EC', () => {
    assert.equal(importDecryptionKey(ec.private).algorithm, 'ECDH-ES')
    assert.equal(importEncryptionKey(ec.public).algorithm, 'ECDH-ES')
    assert.equal(importSigningKey(ec.private).algorithm, 'ES256')
    assert.equal(importVerificationKey(ec.public).algorithm, 'ES256')
  })
})

describe('every usual PEM is read', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const sec1 = privateKey.export({ type: 'sec1', format: 'pem' }).toString()
  // What `openssl ecparam -genkey` writes: the object identifier of P-256 in a block of its own.
  const withParameters = `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${sec1}`
  const readable: [string, KeyText, 'private' | 'public'][] = [
    ['RSA PKCS#8', rsa.private, 'private'],
    ['RSA PKCS#1', pem(rsa.private, 'pkcs1'), 'private'],
    ['EC PKCS#8', ec.private, 'private'],
    ['EC SEC1', pem(ec.private, 'sec1'), 'private'],
    ['EC SEC1 after its parameters', { type: 'EC', key: withParameters }, 'private'],
    ['RSA SPKI', rsa.public, 'public'],
    ['RSA public PKCS#1', pem(rsa.public, 'pkcs1'), 'public'],
    ['EC SPKI', ec.public, 'public'],
    [
      'line ends of Windows, white space around',
      { type: 'EC', key: `\n  ${ec.public.key.replaceAll('\n', '\r\n')}\n` },
      'public',
    ],
  ]
  for (const [what, text, half] of readable) {
    test(what, () => {
      for (const { load, half: wanted } of IMPORTS) if (wanted === half) load(text)
    })
  }
  test('as a secret', () => {
    assert.equal(importSigningKey(new Secret('signing key', ec.private)).algorithm, 'ES256')
    assert.equal(importDecryptionKey(new Secret('decryption key', rsa.private)).algorithm, 'RSA-OAEP')
  })
})

describe('what is no such key is refused, and never shown', () => {
  const small = generateKeyPairSync('rsa', { modulusLength: 1024 })
  const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' })
  const k256 = generateKeyPairSync('ec', { namedCurve: 'secp256k1' })
  const ed = generateKeyPairSync('ed25519')
  const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 })
  const locked = createPrivateKey(rsa.private.key).export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-128-cbc',
    passphrase: 'x',
  })
  type Pair = { publicKey: typeof small.publicKey; privateKey: typeof small.privateKey }
  const half = (pair: Pair, wanted: 'private' | 'public') =>
    wanted === 'private'
      ? pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
      : pair.publicKey.export({ type: 'spki', format: 'pem' }).toString()

  for (const { name, load, half: wanted } of IMPORTS) {
    const own = (pair: typeof rsa) => (wanted === 'private' ? pair.private.key : pair.public.key)
    const otherHalf = (pair: typeof rsa) => (wanted === 'private' ? pair.public.key : pair.private.key)
    const wrong: [string, KeyText][] = [
      ['the other half, RSA', { type: 'RSA', key: otherHalf(rsa) }],
      ['the other half, EC', { type: 'EC', key: otherHalf(ec) }],
      ['RSA that says EC', { type: 'EC', key: own(rsa) }],
      ['EC that says RSA', { type: 'RSA', key: own(ec) }],
      ['RSA of 1024 bits', { type: 'RSA', key: half(small, wanted) }],
      ['RSA-PSS', { type: 'RSA', key: half(pss, wanted) }],
      ['EC on P-384', { type: 'EC', key: half(p384, wanted) }],
      ['EC on secp256k1', { type: 'EC', key: half(k256, wanted) }],
      ['Ed25519', { type: 'EC', key: half(ed, wanted) }],
      ['two keys', { type: 'RSA', key: own(rsa) + own(rsa) }],
      ['a private key behind a public one', { type: 'EC', key: ec.public.key + ec.private.key }],
      ['a key with a pass phrase', { type: 'RSA', key: locked.toString() }],
      ['nothing', { type: 'RSA', key: '' }],
      ['something else', { type: 'RSA', key: 'correct horse battery staple' }],
      ['a broken PEM', { type: 'RSA', key: own(rsa).replace(/\n.{64}\n/, '\n') }],
      ['another block', { type: 'RSA', key: own(rsa).replaceAll(/(PRIVATE|PUBLIC) KEY/g, 'CERTIFICATE') }],
      ['an unknown type', JSON.parse(JSON.stringify({ type: 'oct', key: own(rsa) }))],
      ['no type', JSON.parse(JSON.stringify({ key: own(rsa) }))],
    ]
    for (const [what, text] of wrong) {
      test(`${name}: ${what}`, () => {
        assert.throws(
          () => load(text),
          (error) => {
            assert(error instanceof IdContactError)
            assert.equal(error.code, 'KEY_INVALID')
            assert.equal(error.cause, undefined)
            const shown = `${error.detail} ${inspect(error)} ${JSON.stringify(error)}`
            const lines = String(text.key)
              .split('\n')
              .filter((line) => line.length > 8)
            assert.deepEqual(
              lines.filter((line) => shown.includes(line)),
              [],
            )
            return true
          },
        )
      })
    }
  }
})

test('an imported key does not print', () => {
  const body = rsa.private.key.split('\n')[3] ?? assert.fail()
  const key = importSigningKey(rsa.private)
  assert(!`${inspect(key, { depth: 9, showHidden: true })} ${JSON.stringify(key)} ${key}`.includes(body))
})

describe('the keys of the documentation are known (T12)', () => {
  for (const name of ['rsa', 'ec'] as const) {
    test(`${name}, either half, as it is published`, () => {
      assert(isPublishedExampleKey(vectorKey(name, 'private')))
      assert(isPublishedExampleKey(vectorKey(name, 'public')))
      assert(isPublishedExampleKey(new Secret('a key', vectorKey(name, 'private'))))
    })
  }

  test('in every other PEM too', () => {
    assert(isPublishedExampleKey(pem(vectorKey('rsa', 'private'), 'pkcs1')))
    assert(isPublishedExampleKey(pem(vectorKey('rsa', 'public'), 'pkcs1')))
    assert(isPublishedExampleKey(pem(vectorKey('ec', 'private'), 'sec1')))
    assert(isPublishedExampleKey(compressed(vectorKey('ec', 'public'))))
  })

  test('other keys are not', () => {
    for (const text of [rsa.private, rsa.public, ec.private, ec.public, compressed(ec.public)]) {
      assert(!isPublishedExampleKey(text))
    }
  })

  test('what is no key is KEY_INVALID', () => {
    assert.throws(() => isPublishedExampleKey({ type: 'RSA', key: 'x' }), { code: 'KEY_INVALID' })
  })

  /** The same EC key with its point written in the short form. */
  function compressed(text: KeyText): KeyText {
    const der = createPublicKey(text.key).export({ type: 'spki', format: 'der' })
    const short = ECDH.convertKey(der.subarray(-65), 'prime256v1', undefined, undefined, 'compressed')
    assert(short instanceof Buffer)
    const algorithm = der.subarray(2, der.length - 65 - 3)
    const bits = Buffer.concat([Buffer.from([3, short.length + 1, 0]), short])
    const body = Buffer.concat([Buffer.from([0x30, algorithm.length + bits.length]), algorithm, bits])
    const key = `-----BEGIN PUBLIC KEY-----\n${body.toString('base64')}\n-----END PUBLIC KEY-----\n`
    return { type: 'EC', key }
  }
})
