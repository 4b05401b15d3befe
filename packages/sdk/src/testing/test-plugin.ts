import { generateKeyPairSync } from 'node:crypto'
import { createMemoryOutbox } from '../feedback/memory-outbox.ts'
import { createMemoryStore } from '../memory-store.ts'
import { createOutbound } from '../outbound/create-outbound.ts'
import type { Channel } from '../ports/channel.ts'
import { createAuthResult } from '../protocol/auth-result/create-auth-result.ts'
import { importDecryptionKey } from '../protocol/keys/import-decryption-key.ts'
import { importEncryptionKey } from '../protocol/keys/import-encryption-key.ts'
import { importSigningKey } from '../protocol/keys/import-signing-key.ts'
import { importVerificationKey } from '../protocol/keys/import-verification-key.ts'
import { systemRandom } from '../random.ts'
import { Secret } from '../secret.ts'
import type { Effect } from '../session/effect.ts'
import type { Settings } from '../settings.ts'
import { createTestClock, type TestClock } from './test-clock.ts'

/** A plugin on the memory store, with an authentication plugin's keys to make results for it. */
export interface TestPlugin {
  readonly settings: Settings
  readonly clock: TestClock
  /** The effects that the channel was told to carry out, oldest first. */
  readonly effects: Effect[]
  /** What was reported to the operator. */
  readonly reports: unknown[]
  /** A genuine auth result with these attributes. */
  succes(attributes: Record<string, string>, sessionUrl?: string): Promise<string>
  /** A genuine auth result that says the authentication failed. */
  failed(): Promise<string>
}

const keys = { RSA: pair('RSA'), EC: pair('EC') }

/** @param change settings to replace */
export function createTestPlugin(
  change: Partial<Settings> & { readonly clock?: TestClock } = {},
  type: 'RSA' | 'EC' = 'EC',
): TestPlugin {
  const clock = change.clock ?? createTestClock(1_700_000_000_000)
  const effects: Effect[] = []
  const reports: unknown[] = []
  const channel: Channel = {
    method: 'chat',
    pageUrl: ({ id }) => `https://balie.example.nl/chat/s/${id}`,
    async carryOut(_session, told) {
      effects.push(...told)
    },
  }
  const settings: Settings = {
    clock,
    random: systemRandom,
    store: createMemoryStore(clock),
    channel,
    purposes: new Map([
      [
        'report_move',
        {
          tag: 'report_move',
          required: ['name'],
          allowed: ['email', 'bsn'],
          identifying: ['bsn'],
          beginWithin: 60 * 60 * 1000,
        },
      ],
    ]),
    decryptionKey: importDecryptionKey(keys[type].privateText),
    verificationKey: importVerificationKey(keys[type].publicText),
    keyring: { keys: [{ id: 'test', key: new Secret('master key', systemRandom(32)) }] },
    externalUrl: 'https://balie.example.nl/chat',
    internalUrl: 'http://balie.internal:8503/chat',
    useAttrUrl: true,
    outbound: createOutbound(),
    sessionUrlOrigins: ['http://auth.internal'],
    outbox: createMemoryOutbox((cause) => reports.push(cause)),
    report: (cause) => reports.push(cause),
    ...change,
  }
  const making = {
    signingKey: importSigningKey(keys[type].privateText),
    encryptionKey: importEncryptionKey(keys[type].publicText),
    clock,
  }
  return {
    settings,
    clock,
    effects,
    reports,
    succes: (attributes, sessionUrl) =>
      createAuthResult(
        {
          status: 'succes',
          attributes: new Secret('attributes', attributes),
          ...(sessionUrl && { sessionUrl: new Secret('session URL', sessionUrl) }),
        },
        making,
      ),
    failed: () => createAuthResult({ status: 'failed' }, making),
  }
}

function pair(type: 'RSA' | 'EC') {
  const { privateKey, publicKey } =
    type === 'RSA'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    privateText: { type, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
    publicText: { type, key: publicKey.export({ type: 'spki', format: 'pem' }).toString() },
  }
}
