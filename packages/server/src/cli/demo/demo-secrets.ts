import { generateKeyPairSync } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Random, randomText } from '@balie/sdk'
import { startRefused } from '../../store/own-postgres/start-refused.ts'
import { makePassword } from '../make-password.ts'

/** Both halves of a pair, PEM. */
export interface PairText {
  readonly privateKey: string
  readonly publicKey: string
}

/** What one demo installation needs to know and nobody else may: made once, kept in its data directory. */
export interface DemoSecrets {
  /** Auth results are sealed to this one (RSA, as deployed components use). */
  readonly decryption: PairText
  /** The test authentication plugin signs with this one (EC). */
  readonly signing: PairText
  /** Balie signs start requests with this one. */
  readonly start: PairText
  /** The core's page for telephone numbers is signed with this one. */
  readonly ui: PairText
  readonly internalSecret: string
  /** Of every demo agent. */
  readonly password: string
}

/**
 * The secrets of the demo in a data directory, made at its first start.
 *
 * @throws {BalieError} START_REFUSED when they cannot be read or written
 */
export async function demoSecrets(dataDirectory: string, random: Random): Promise<DemoSecrets> {
  const file = join(dataDirectory, 'demo-secrets.json')
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
      throw startRefused(error, file)
  }
  const made: DemoSecrets = {
    decryption: rsa(),
    signing: ec(),
    start: ec(),
    ui: ec(),
    internalSecret: randomText(random, 32),
    password: makePassword(random).slice(0, 14),
  }
  try {
    await mkdir(dataDirectory, { recursive: true, mode: 0o711 })
    await writeFile(`${file}.new`, JSON.stringify(made, undefined, 2), { mode: 0o600 })
    await rename(`${file}.new`, file)
  } catch (error) {
    throw startRefused(error, dataDirectory)
  }
  return made
}

const privateKeyEncoding = { type: 'pkcs8', format: 'pem' } as const
const publicKeyEncoding = { type: 'spki', format: 'pem' } as const

function rsa(): PairText {
  return generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding, publicKeyEncoding })
}

function ec(): PairText {
  return generateKeyPairSync('ec', { namedCurve: 'P-256', privateKeyEncoding, publicKeyEncoding })
}
