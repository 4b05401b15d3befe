import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { SANNE } from './installation/configuration.ts'
import { type Installation, startInstallation } from './installation/installation.ts'

const KIT = fileURLToPath(new URL('../packages/conformance/src/cli.ts', import.meta.url))

for (const [keyType, useAttrUrl] of [
  ['RSA', true],
  ['EC', true],
  ['EC', false],
] as const) {
  describe(`the conformance kit on Balie with ${keyType} keys, ${useAttrUrl ? 'attr URL' : 'results in the landing'}`, () => {
    let installation: Installation
    let directory: string
    before(async () => {
      directory = await mkdtemp(join(tmpdir(), 'balie-kit-'))
      installation = await startInstallation({ keyType, useAttrUrl })
      await writeFile(join(directory, 'signing.pem'), installation.keys.signing.privateKey.key)
      await writeFile(join(directory, 'encryption.pem'), installation.keys.decryption.publicKey.key)
    })
    after(async () => {
      await installation?.close()
      await rm(directory, { recursive: true, force: true })
    })

    it('fails nothing', async () => {
      const { stdout } = await promisify(execFile)(process.execPath, [
        '--conditions=source',
        KIT,
        `${installation.internal}/chat`,
        ...['--purpose', 'report_move', '--attributes', JSON.stringify(SANNE)],
        ...[
          '--signing-key',
          join(directory, 'signing.pem'),
          '--encryption-key',
          join(directory, 'encryption.pem'),
        ],
      ])
      assert.doesNotMatch(stdout, /^failed/m)
      assert.match(stdout, /^passed .* FL-1 /m)
      assert.match(stdout, useAttrUrl ? /^passed .* AR-3 /m : /^not_applicable .* AR-3 /m)
    })
  })
}
