import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { balieToml } from '../../e2e/installation/configuration.ts'
import { freePorts } from '../../e2e/installation/free-ports.ts'
import { createKeyPair } from '../../e2e/installation/key-pairs.ts'
import { makeTemporaryDirectory } from '../temporary-directory.ts'

/** Writes the configuration of a Balie with its own PostgreSQL. @returns where it is, and where it says that it is ready */
export async function writeOwnConfig(): Promise<{ readonly config: string; readonly readyUrl: string }> {
  const directory = await makeTemporaryDirectory('own')
  const [balie = 0, internal = 0] = await freePorts(2)
  const keys = { signing: createKeyPair('RSA'), decryption: createKeyPair('RSA'), start: createKeyPair('EC') }
  const ports = { core: 0, auth: 0, balie, listener: balie, internal }
  const config = join(directory, 'balie.toml')
  await writeFile(
    config,
    balieToml(ports, keys, { keyType: 'RSA', useAttrUrl: true }, join(directory, 'data')),
  )
  return { config, readyUrl: `http://127.0.0.1:${internal}/readyz` }
}
