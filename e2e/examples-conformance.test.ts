import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { runKitWithReport } from './conformance/run-kit.ts'
import { type ExamplePlugin, startExamplePlugin } from './installation/example-plugin.ts'
import { freePorts } from './installation/free-ports.ts'

const DECLARED = 'FL-5,UN-1,UN-2,UN-3,AC-1,AC-4,AC-6,AR-1,AR-3'
const SAYS = fileURLToPath(new URL('./conformance/example-says.json', import.meta.url))
const purpose = (tag: string, required: string[], allowed: string[]) => ({
  ...{ tag, required, allowed, beginWithin: 60_000 },
  identifying: required.includes('fullname') ? ['bsn'] : [],
})

// Two plugins on the published sdk, on two web frameworks: what the sdk promises others, seen from outside.
for (const name of ['minimal-plugin.ts', 'hono-plugin.ts']) {
  describe(`the conformance kit on examples/${name}`, () => {
    let plugin: ExamplePlugin
    let directory: string
    let farSide: string
    before(async () => {
      directory = await mkdtemp(join(tmpdir(), 'kit-example-'))
      const [port = 0] = await freePorts(1)
      farSide = `http://127.0.0.1:${port}`
      plugin = await startExamplePlugin(name, {
        sessionUrlOrigins: [farSide],
        core: { url: farSide, keyId: 'chat', authenticationOrigins: [farSide] },
        purposes: [
          purpose('report_move', ['fullname'], ['bsn']),
          purpose('question', [], ['email']),
          purpose('permit', ['fullname', 'iban'], ['bsn']),
        ],
      })
      const keys = {
        authentication_signing_key: plugin.keys.signing.key,
        plugin_encryption_key: plugin.keys.encryption.key,
        start_verification_key: plugin.keys.start.key,
        start_key_id: 'chat',
      }
      await writeFile(join(directory, 'keys.json'), JSON.stringify(keys))
    })
    after(async () => {
      await plugin?.[Symbol.asyncDispose]()
      await rm(directory, { recursive: true, force: true })
    })

    it('finds nothing wrong', async () => {
      const internal = new URL(plugin.internalUrl).origin
      const person = { fullname: 'Sanne Jansen', bsn: '999993653' }
      const { status, printed, report } = await runKitWithReport([
        ...[plugin.internalUrl, '--keys', join(directory, 'keys.json'), '--actions', SAYS],
        ...['--purpose', 'report_move', '--attributes', JSON.stringify(person), '--identifying', 'bsn'],
        ...['--unauthenticated-purpose', 'question', '--unauthenticated-attributes', '{"email":"a@b.nl"}'],
        ...['--light-purpose', 'question', '--light-attributes', '{"email":"a@b.nl"}'],
        ...['--heavy-purpose', 'permit', '--heavy-attributes', JSON.stringify({ ...person, iban: 'NL91' })],
        ...['--observe', `curl -fsS ${internal}/observe`],
        ...['--agent-asks', `curl -fsS -X POST ${internal}/ask/$CONFORMANCE_HANDLE`],
        ...['--far-side', farSide, '--may', DECLARED, '--ours', '--jobs', '24'],
      ])
      assert.equal(status, 0, printed)
      const passed = report?.outcomes.filter(({ verdict }) => verdict === 'passed') ?? []
      assert.ok(passed.length > 500, `only ${passed.length} passed:\n${printed}`)
    })
  })
}
