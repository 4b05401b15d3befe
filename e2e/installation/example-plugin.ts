import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePorts } from './free-ports.ts'
import { createKeyPair } from './key-pairs.ts'

/** One of `examples/` as a process of its own, with keys made for it. */
export interface ExamplePlugin extends AsyncDisposable {
  /** Where components and browsers reach its communication method. */
  readonly internalUrl: string
  readonly externalUrl: string
  /** What it prints for agents. */
  observe(): Promise<string>
  /** The authentication plugin's halves of the keys, and the core's. */
  readonly keys: {
    readonly signing: ReturnType<typeof createKeyPair>['privateKey']
    readonly encryption: ReturnType<typeof createKeyPair>['publicKey']
    readonly start: ReturnType<typeof createKeyPair>['publicKey']
  }
  output(): string
}

/**
 * Starts an example and waits until it answers.
 *
 * @param change members of its configuration file to add or replace
 * @param folder where it stands, with the packages that it imports beside or above it
 * @throws {Error} with its output, when it ends before
 */
export async function startExamplePlugin(
  name: string,
  change: Readonly<Record<string, unknown>> = {},
  folder: string = fileURLToPath(new URL('../../examples/', import.meta.url)),
  nodeArguments: readonly string[] = ['--conditions=source'],
): Promise<ExamplePlugin> {
  const [publicPort = 0, internalPort = 0] = await freePorts(2)
  const [signing, decryption, start] = [createKeyPair('EC'), createKeyPair('EC'), createKeyPair('EC')]
  const { core, ...rest } = change
  const config = {
    ports: { public: publicPort, internal: internalPort },
    externalUrl: `http://localhost:${publicPort}/chat`,
    internalUrl: `http://localhost:${internalPort}/chat`,
    useAttrUrl: true,
    decryptionKey: decryption.privateKey,
    verificationKey: signing.publicKey,
    purposes: [
      {
        tag: 'report_move',
        required: ['fullname'],
        allowed: ['bsn'],
        identifying: ['bsn'],
        beginWithin: 60_000,
      },
    ],
    sessionUrlOrigins: [],
    ...rest,
    ...(typeof core === 'object' && { core: { ...core, signingKey: start.privateKey } }),
  }
  const directory = await mkdtemp(join(tmpdir(), 'balie-example-'))
  const file = join(directory, 'plugin.json')
  await writeFile(file, JSON.stringify(config))
  const child = spawn(process.execPath, [...nodeArguments, join(folder, name), file])
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const exited = once(child, 'exit')
  const observeUrl = `http://localhost:${internalPort}/observe`
  const stop = async () => {
    child.kill()
    await exited
    await rm(directory, { recursive: true, force: true })
  }
  while (
    !(await fetch(observeUrl).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) {
      await stop()
      throw new Error(`${name} ended:\n${output}`)
    }
    await new Promise((done) => setTimeout(done, 20))
  }
  return {
    internalUrl: config.internalUrl,
    externalUrl: config.externalUrl,
    observe: async () => (await fetch(observeUrl)).text(),
    keys: { signing: signing.privateKey, encryption: decryption.publicKey, start: start.publicKey },
    output: () => output,
    [Symbol.asyncDispose]: stop,
  }
}
