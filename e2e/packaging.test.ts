import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, posix } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { startExamplePlugin } from './installation/example-plugin.ts'
import { linkInstalled, type Packed, pack, ROOT, unpack } from './packaging/pack.ts'

const run = promisify(execFile)

/** What the packages and the examples depend on; a user would install it. */
const INSTALLED = ['@types/node', 'undici-types', 'jose', 'typebox', 'fastify', 'hono', '@hono/node-server']

/** What the lines in the README leave to the reader. */
const README_TAKES = `
declare const pem: string
declare const authenticationPluginPem: string
declare const thirtyTwoBytes: Uint8Array
`

describe('the packages as they are published', () => {
  let directory: string
  let consumer: string
  let packed: Packed[]

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'balie-packed-'))
    packed = await pack({ sdk: '@balie/sdk', conformance: 'idcontact-conformance' }, join(directory, 'clone'))
    consumer = join(directory, 'consumer')
    await mkdir(consumer)
    for (const one of packed) await unpack(one, consumer)
    await linkInstalled(consumer, INSTALLED)
    await writeFile(join(consumer, 'package.json'), JSON.stringify({ type: 'module', private: true }))
  })
  after(() => rm(directory, { recursive: true, force: true }))

  const contentOf = ({ name }: Packed, file: string) =>
    readFile(join(consumer, 'node_modules', name, file), 'utf8')

  it('hold what is used, and nothing that was made for tests or left over', () => {
    for (const { name, files } of packed) {
      for (const file of ['package.json', 'README.md', 'LICENSE.md'])
        assert.ok(files.includes(file), `${name}: ${file}`)
      const strange = files.filter(
        (file) => !/^((dist|src)\/.+|bin\/.+\.js|package\.json|README\.md|LICENSE\.md)$/.test(file),
      )
      assert.deepEqual(strange, [], name)
      const forTests = files.filter((file) => /\.test\.|\.tsbuildinfo|\/(vectors|testing)\//.test(file))
      const published = name === '@balie/sdk' ? /^(dist|src)\/testing\// : /^$/
      assert.deepEqual(
        forTests.filter((file) => !published.test(file)),
        [],
        name,
      )
      const leftOver = files.filter((file) => {
        const source = /^dist\/(.+?)(\.d\.ts|\.js)(\.map)?$/.exec(file)?.[1]
        return source !== undefined && !files.includes(`src/${source}.ts`)
      })
      assert.deepEqual(leftOver, [], name)
    }
  })

  it('have source maps that lead to sources which are there', async () => {
    for (const one of packed) {
      const maps = one.files.filter((file) => file.endsWith('.map'))
      assert.ok(maps.length > 50)
      for (const map of maps) {
        const { sources, sourceRoot = '' } = JSON.parse(await contentOf(one, map)) as {
          sources: string[]
          sourceRoot?: string
        }
        for (const source of sources) {
          const file = posix.join(posix.dirname(map), sourceRoot, source)
          assert.ok(one.files.includes(file), `${one.name}: ${map} leads to ${file}`)
        }
      }
    }
  })

  it('name no folder of the machine where they were packed', async () => {
    for (const one of packed) {
      for (const file of one.files) {
        const text = await contentOf(one, file)
        assert.ok(!text.includes(ROOT) && !text.includes(directory), `${one.name}: ${file}`)
      }
    }
  })

  it('are as publint wants them', async () => {
    for (const { name, tarball } of packed) {
      const { messages } = await publint({ pack: { tarball: bytes(await readFile(tarball)) }, strict: true })
      assert.deepEqual(messages, [], name)
    }
  })

  it('have the types that they say, for whoever imports modules', async () => {
    for (const { name, tarball } of packed) {
      const analysis = await checkPackage(createPackageFromTarballData(await readFile(tarball)))
      assert.ok(analysis.types, name)
      // Only modules are published: resolving as in Node 10, or by `require`, is not on offer.
      const problems = analysis.problems.filter(
        (problem) =>
          !('resolutionKind' in problem && ['node10', 'node16-cjs'].includes(problem.resolutionKind)),
      )
      assert.deepEqual(problems, [], name)
    }
  })

  it('compile and run with a program outside of this clone, with the examples and what the README shows', async () => {
    await cp(join(ROOT, 'e2e/packaging/consumer.ts'), join(consumer, 'consumer.ts'))
    const examples = (await readdir(join(ROOT, 'examples'))).filter((file) => file.endsWith('.ts'))
    assert.ok(examples.length >= 2)
    for (const file of examples) await cp(join(ROOT, 'examples', file), join(consumer, file))
    const sdk = packed.find(({ name }) => name === '@balie/sdk')
    assert.ok(sdk)
    const [, shown] = /```ts\n(.*?)```/s.exec(await contentOf(sdk, 'README.md')) ?? []
    assert.ok(shown)
    await writeFile(join(consumer, 'readme.ts'), `${shown}\n${README_TAKES}`)
    await writeFile(
      join(consumer, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          strict: true,
          exactOptionalPropertyTypes: true,
          noUncheckedIndexedAccess: true,
          module: 'nodenext',
          target: 'es2024',
          types: ['node'],
          noEmit: true,
        },
        files: ['consumer.ts', 'readme.ts', ...examples],
      }),
    )
    await run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', consumer]).catch(
      (cause) => assert.fail(cause.stdout),
    )
    const { stdout } = await run(process.execPath, ['consumer.ts'], { cwd: consumer })
    assert.equal(stdout, 'Sanne\n')
    for (const file of examples) {
      await using plugin = await startExamplePlugin(file, {}, consumer, [])
      assert.equal(await plugin.observe(), '')
    }
  })

  it('bring a command that says how it is used', async () => {
    const kit = packed.find(({ name }) => name === 'idcontact-conformance')
    assert.ok(kit)
    const { bin } = JSON.parse(await contentOf(kit, 'package.json')) as { bin: Record<string, string> }
    const [command = ''] = Object.values(bin)
    const file = join(consumer, 'node_modules', kit.name, command)
    const { stdout } = await run(process.execPath, [file, '--help'], { cwd: dirname(consumer) })
    assert.match(stdout, /^idcontact-conformance <internal URL/)
  })
})

function bytes(buffer: Buffer<ArrayBuffer>): ArrayBuffer {
  return buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.byteLength)
}
