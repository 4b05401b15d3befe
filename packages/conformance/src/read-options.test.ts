import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { readOptions } from './read-options.ts'

describe('the command line', () => {
  const directory = mkdtempSync(join(tmpdir(), 'kit-options-'))
  after(() => rmSync(directory, { recursive: true }))
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const signing = String(privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const encryption = String(publicKey.export({ type: 'spki', format: 'pem' }))
  const write = (name: string, value: unknown) => {
    const file = join(directory, name)
    writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value))
    return file
  }
  write('plugin.pem', encryption)
  const keys = write('keys.json', {
    authentication_signing_key: signing,
    plugin_encryption_key: 'plugin.pem',
  })
  const least = [
    'http://plugin/chat/',
    '--keys',
    keys,
    '--purpose',
    'move',
    '--attributes',
    '{"email":"a@b.nl"}',
  ]

  it('takes keys as PEMs, and as names of files beside keys.json', () => {
    const { subject } = readOptions(least)?.judging ?? {}
    assert.equal(subject?.url, 'http://plugin/chat')
    assert.equal(subject?.signingKey.algorithm, 'ES256')
    assert.equal(subject?.encryption.key, encryption)
    assert.equal(subject?.startKey, undefined)
  })

  it('judges by MUST only, unless told otherwise', () => {
    const judging = readOptions(least)?.judging
    assert.deepEqual([judging?.ours, judging?.slow, judging?.subject.declared.size], [false, false, 0])
    const more = readOptions([...least, '--ours', '--may', 'AR-1,AR-3', '--only', 'FL-1'])?.judging
    assert.deepEqual([...(more?.subject.declared ?? [])], ['AR-1', 'AR-3'])
    assert.deepEqual([more?.ours, more?.only?.has('FL-1')], [true, true])
  })

  it('says what is missing or wrong', () => {
    for (const [args, message] of [
      [[], /which plugin/],
      [['http://plugin'], /--keys is missing/],
      [least.slice(0, 3), /--purpose and --attributes are missing/],
      [[...least, '--heavy-purpose', 'x'], /--heavy-purpose needs its attributes/],
      [[...least, '--may', 'XX-1'], /XX-1 is no requirement/],
      [[...least, '--jobs', 'many'], /--jobs/],
      [[...least, '--unknown'], /unknown/],
      [[...least, '--keys', write('none.json', {})], /authentication_signing_key is missing/],
    ] as const) {
      assert.throws(() => readOptions(args), message)
    }
  })

  it('asks for help', () => assert.equal(readOptions(['--help']), undefined))
})
