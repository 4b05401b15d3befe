import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import {
  importEncryptionKey,
  importSigningKey,
  importVerificationKey,
  type KeyText,
  systemClock,
} from '@balie/sdk'
import type { Judging } from './conformance.ts'
import { NO_ACTIONS, readActions } from './engine/actions.ts'
import { createObserver, runCommand } from './engine/create-observer.ts'
import type { Subject, SubjectPurpose } from './engine/subject.ts'
import { REGISTRY } from './registry/registry.ts'

/** What the command line says. */
export interface Options {
  readonly judging: Judging
  /** Files, or `-` for standard output. */
  readonly json: string | undefined
  readonly junit: string | undefined
}

const OPTIONS = {
  keys: { type: 'string' },
  purpose: { type: 'string' },
  attributes: { type: 'string' },
  'unauthenticated-purpose': { type: 'string' },
  'unauthenticated-attributes': { type: 'string' },
  'heavy-purpose': { type: 'string' },
  'heavy-attributes': { type: 'string' },
  'light-purpose': { type: 'string' },
  'light-attributes': { type: 'string' },
  identifying: { type: 'string' },
  actions: { type: 'string' },
  observe: { type: 'string' },
  'agent-asks': { type: 'string' },
  'far-side': { type: 'string' },
  may: { type: 'string' },
  'forwarded-for': { type: 'boolean', default: false },
  ours: { type: 'boolean', default: false },
  slow: { type: 'boolean', default: false },
  jobs: { type: 'string', default: '8' },
  only: { type: 'string' },
  json: { type: 'string' },
  junit: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

/** What `--may` can name besides ids: things that a plugin may have. */
const FEATURES = new Set(['verder-helpen'])

/**
 * Reads the command line.
 *
 * @returns undefined when help is asked for
 * @throws {Error} that says what is missing or wrong
 */
export function readOptions(args: readonly string[]): Options | undefined {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS })
  if (values.help) return undefined
  const [url] = positionals
  if (url === undefined || !URL.canParse(url)) throw new Error('which plugin? Give its internal URL')
  const keysFile = values.keys
  if (keysFile === undefined) throw new Error('--keys is missing')
  const main = readPurpose(values.purpose, values.attributes, 'purpose')
  if (main === undefined) throw new Error('--purpose and --attributes are missing')
  const jobs = Number(values.jobs)
  if (!Number.isInteger(jobs) || jobs < 1) throw new Error('--jobs is no number')
  const subject: Subject = {
    url: url.replace(/\/$/, ''),
    ...main,
    unauthenticated: readPurpose(
      values['unauthenticated-purpose'],
      values['unauthenticated-attributes'] ?? '{}',
      'unauthenticated-purpose',
    ),
    heavy: readPurpose(values['heavy-purpose'], values['heavy-attributes'], 'heavy-purpose'),
    light: readPurpose(values['light-purpose'], values['light-attributes'], 'light-purpose'),
    identifying: values.identifying,
    ...readKeys(keysFile),
    clock: systemClock,
    declared: readDeclared(values.may),
    forwardedFor: values['forwarded-for'],
  }
  const environment = { CONFORMANCE_PLUGIN_URL: subject.url }
  const { observe, 'agent-asks': agentAsks } = values
  return {
    judging: {
      subject,
      actions: values.actions === undefined ? NO_ACTIONS : readActions(readJson(values.actions)),
      observer: observe === undefined ? undefined : createObserver(observe, environment),
      askAuthentication:
        agentAsks === undefined
          ? undefined
          : async (handle) => {
              await runCommand('--agent-asks', agentAsks, { ...environment, CONFORMANCE_HANDLE: handle })
            },
      farSide: values['far-side'],
      ours: values.ours,
      slow: values.slow,
      jobs,
      only: values.only === undefined ? undefined : new Set(values.only.split(',')),
    },
    json: values.json,
    junit: values.junit,
  }
}

function readPurpose(
  purpose: string | undefined,
  attributes: string | undefined,
  option: string,
): SubjectPurpose | undefined {
  if (purpose === undefined) return undefined
  if (attributes === undefined) throw new Error(`--${option} needs its attributes too`)
  const read: unknown = JSON.parse(attributes)
  if (typeof read !== 'object' || read === null)
    throw new Error(`the attributes of --${option} are no object`)
  return { purpose, attributes: { ...read } }
}

function readDeclared(may: string | undefined): ReadonlySet<string> {
  const declared = (may ?? '').split(',').filter((id) => id !== '')
  const known = new Set(REGISTRY.map(({ id }) => id))
  const strange = declared.find((id) => !known.has(id) && !FEATURES.has(id))
  if (strange !== undefined) throw new Error(`--may: ${strange} is no requirement`)
  return new Set(declared)
}

/** `keys.json`: PEMs, or names of files beside it. */
function readKeys(file: string) {
  const keys = readJson(file) as Readonly<Record<string, unknown>>
  const optional = (name: string): KeyText | undefined => {
    const value = keys[name]
    if (value === undefined) return undefined
    if (typeof value !== 'string') throw new Error(`${file}: ${name} is no text`)
    const pem = value.includes('-----BEGIN') ? value : readFileSync(resolve(dirname(file), value), 'utf8')
    // Of a private key too: only its type is wanted.
    return { type: createPublicKey(pem).asymmetricKeyType === 'rsa' ? 'RSA' : 'EC', key: pem }
  }
  const needed = (name: string): KeyText => {
    const key = optional(name)
    if (key === undefined) throw new Error(`${file}: ${name} is missing`)
    return key
  }
  const signing = needed('authentication_signing_key')
  const encryption = needed('plugin_encryption_key')
  const start = optional('start_verification_key')
  const startKeyId = keys['start_key_id']
  return {
    signing,
    encryption,
    signingKey: importSigningKey(signing),
    encryptionKey: importEncryptionKey(encryption),
    startKey: start && importVerificationKey(start),
    startKeyId: typeof startKeyId === 'string' ? startKeyId : undefined,
  }
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}
