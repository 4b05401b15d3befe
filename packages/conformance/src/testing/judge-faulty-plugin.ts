import { generateKeyPairSync } from 'node:crypto'
import { type AddressInfo, createServer } from 'node:net'
import {
  importEncryptionKey,
  importSigningKey,
  importVerificationKey,
  type KeyText,
  systemClock,
} from '@balie/sdk'
import type { Case } from '../case.ts'
import { NO_ACTIONS } from '../engine/actions.ts'
import { type Bench, createKits } from '../engine/create-kit.ts'
import { createLock } from '../engine/create-lock.ts'
import { readObservation, sharing } from '../engine/create-observer.ts'
import { send } from '../engine/send.ts'
import { startFarSide } from '../engine/start-far-side.ts'
import type { Subject } from '../engine/subject.ts'
import type { Outcome } from '../outcome.ts'
import { REGISTRY } from '../registry/registry.ts'
import { runCases } from '../run-cases.ts'
import type { Fault } from './faults.ts'
import { startFaultyPlugin } from './faulty-plugin.ts'

interface Pair {
  readonly public: KeyText
  readonly private: KeyText
}

/** Keys of the authentication plugin, of the plugin, and of its start requests. */
export interface FixtureKeys {
  readonly signing: Pair
  readonly decryption: Pair
  readonly start: Pair
}

/** What a run on the fixture needs beside the cases. */
export interface FaultyRun {
  readonly keys: FixtureKeys
  readonly faults?: readonly Fault[]
  readonly useAttrUrl?: boolean
  readonly slow?: boolean
  readonly jobs?: number
  /** What the cases work with instead; control results are seen as they are. */
  readonly twist?: (bench: Bench) => Bench
}

/** How the fixture says what the kit asks for by name. */
const SAYS = {
  unverified: /not verified/,
  another_person: /another person/,
  cancelled: /cancelled/,
  failed: /failed/,
  scheduled: /your appointment is booked/i,
  met: /this is the meeting/i,
}

const DECLARED = ['UN-1', 'UN-2', 'UN-3', 'AC-1', 'AC-4', 'AC-5', 'AC-6', 'AC-8', 'FL-5', 'FL-7']

/** Fresh keys of one type. */
export function createFixtureKeys(type: KeyText['type']): FixtureKeys {
  return { signing: pair(type), decryption: pair(type), start: pair(type) }
}

/** Runs the cases on the faulty plugin. */
export function judgeFaultyPlugin(cases: readonly Case[], run: FaultyRun): Promise<readonly Outcome[]> {
  return withFaultyPlugin(run, ({ kits, lock, declared }) => {
    const ids = new Set(cases.map(({ id }) => id))
    return runCases({
      cases,
      registry: REGISTRY.filter(({ id }) => ids.has(id)),
      kit: kits,
      lock,
      declared,
      ours: true,
      slow: run.slow ?? false,
      jobs: run.jobs ?? 8,
    })
  })
}

/** What is there while the faulty plugin runs. */
export interface FaultyBench {
  readonly kits: ReturnType<typeof createKits>
  readonly lock: ReturnType<typeof createLock>
  readonly declared: ReadonlySet<string>
}

/** Starts the faulty plugin and a far side for it, works with them, and stops both. */
export async function withFaultyPlugin<T>(
  run: FaultyRun,
  work: (bench: FaultyBench) => Promise<T>,
): Promise<T> {
  const { keys, faults = [], useAttrUrl = true } = run
  const far = `http://127.0.0.1:${await freePort()}`
  const plugin = await startFaultyPlugin({
    faults,
    useAttrUrl,
    keys: { decryption: keys.decryption.private.key, verification: keys.signing.public.key },
    purposes: {
      report_move: { required: ['name'], allowed: ['email', 'bsn'], identifying: 'bsn' },
      question: { required: [], allowed: ['email'], unauthenticated: true },
      permit: { required: ['name', 'bsn', 'address'], allowed: ['email'], identifying: 'bsn' },
    },
    core: {
      url: far,
      startKey: keys.start.private.key,
      startKeyId: 'fixture',
      authenticationOrigins: [far],
    },
    sessionUrlOrigins: [far],
  })
  const declared = useAttrUrl ? ['AR-1', 'AR-2', 'AR-3'] : ['AR-1', 'AR-2']
  const subject: Subject = {
    url: `${plugin.internal}/chat`,
    purpose: 'report_move',
    attributes: { name: 'Test', email: 'test@example.nl', bsn: '999993653' },
    unauthenticated: { purpose: 'question', attributes: { email: 'test@example.nl' } },
    heavy: { purpose: 'permit', attributes: { name: 'Test', bsn: '999993653', address: 'Dorpsstraat 1' } },
    light: { purpose: 'question', attributes: { email: 'test@example.nl' } },
    identifying: 'bsn',
    signing: keys.signing.private,
    encryption: keys.decryption.public,
    signingKey: importSigningKey(keys.signing.private),
    encryptionKey: importEncryptionKey(keys.decryption.public),
    startKey: importVerificationKey(keys.start.public),
    startKeyId: 'fixture',
    clock: systemClock,
    declared: new Set([...declared, ...DECLARED]),
  }
  const farSide = await startFarSide(far, subject)
  try {
    const observer = sharing(async () => readObservation(plugin.observe()))
    const lock = createLock()
    const bench: Bench = {
      subject,
      actions: { ...NO_ACTIONS, says: SAYS },
      farSide,
      observer,
      askAuthentication: async (handle) => plugin.ask(handle),
      seen: { forms: false },
      lock,
      send,
    }
    const kits = createKits(run.twist?.(bench) ?? bench, bench)
    return await work({ kits, lock, declared: subject.declared })
  } finally {
    await farSide.close()
    await plugin.close()
  }
}

function pair(type: KeyText['type']): Pair {
  const { publicKey, privateKey } =
    type === 'RSA'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    public: { type, key: String(publicKey.export({ type: 'spki', format: 'pem' })) },
    private: { type, key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })) },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}
