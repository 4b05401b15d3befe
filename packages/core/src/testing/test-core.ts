import type { TestContext } from 'node:test'
import type { Clock } from '@balie/sdk'
import type { CoreConfigTable } from '../config/core-config-table.ts'
import { makeCoreConfig } from '../config/read-core-config.ts'
import { type CoreOptions, startCore } from '../core/create-core.ts'
import type { Running } from '../http/listen.ts'
import { type RecordingPlugin, startRecordingPlugin } from './recording-plugin.ts'
import { TEST_KEYS } from './test-keys.ts'

/** The moment at which the tests take place. */
export const NOW = Date.UTC(2026, 10, 23, 12, 0, 0)

/** A clock that a test can put forward. */
export function testClock(): Clock & { at: number } {
  const clock = { at: NOW, now: () => clock.at }
  return clock
}

/** A core that listens, between two plugins that note what they get. */
export interface TestCore extends Running {
  readonly comm: RecordingPlugin
  readonly auth: RecordingPlugin
  readonly clock: Clock & { at: number }
  /** Posts JSON to `/start`, with the Accept header that asks for JSON. */
  start(body: object, headers?: Record<string, string>): Promise<Response>
}

/** Where the plugins of the test send the user, unless a test plans something else. */
export const COMM_CLIENT_URL = 'https://comm.example/c/abc'
export const AUTH_CLIENT_URL = 'https://auth.example/login'

/**
 * Starts them; they stop with the test. The external URL of the core is `https://core.example`.
 *
 * @param change what is different in the configuration.
 */
export async function startTestCore(
  test: TestContext,
  change: Partial<CoreConfigTable['global']> = {},
  options: Partial<CoreOptions> = {},
): Promise<TestCore> {
  const comm = await startRecordingPlugin(test)
  const auth = await startRecordingPlugin(test)
  const attr_url = `${comm.url}/attr/secret`
  comm.answers.set('/start_communication', { body: { client_url: COMM_CLIENT_URL, attr_url } })
  auth.answers.set('/start_authentication', { body: { client_url: AUTH_CLIENT_URL } })
  const clock = testClock()
  const config = makeCoreConfig({ global: { ...coreTable(comm.url, auth.url).global, ...change } })
  const running = await startCore(config, { clock, ...options })
  test.after(() => running.close())
  const start = (body: object, headers: Record<string, string> = {}) =>
    fetch(`${running.url}/start`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  return { ...running, comm, auth, clock, start }
}

/** A configuration with every kind of method and purpose. */
export function coreTable(commUrl: string, authUrl: string): CoreConfigTable {
  return {
    global: {
      address: '127.0.0.1',
      port: 0,
      server_url: 'https://core.example',
      internal_url: 'http://core.internal',
      internal_secret: 'a secret of the tests, long enough to be one',
      ui_tel_url: 'https://ui.example/tel/',
      ui_signing_privkey: TEST_KEYS.ec.privateKey,
      authonly_request_keys: { balie: TEST_KEYS.rsa.publicKey },
      auth_methods: [
        { tag: 'plain', name: 'Inloggen', image_path: '/static/login.svg', start: authUrl },
        { tag: 'shim', name: 'Omweg', image_path: '', start: authUrl, disable_attr_url: true },
        { tag: 'tel', name: 'Bellen', image_path: '', start: authUrl, shim_tel_url: true },
      ],
      comm_methods: [
        { tag: 'chat', name: 'Chatten', image_path: '/static/chat.svg', start: commUrl },
        { tag: 'old', name: 'Oud', image_path: '', start: commUrl, disable_attributes_at_start: true },
      ],
      purposes: [
        { tag: 'report_move', attributes: ['email', 'bsn'], allowed_auth: ['*'], allowed_comm: ['*'] },
        {
          tag: 'question',
          attributes: [],
          allowed_auth: ['plain'],
          allowed_comm: ['chat'],
          allow_unauthenticated: true,
        },
        { tag: 'later', attributes: ['email'], allowed_auth: ['plain'], allowed_comm: [] },
      ],
    },
  }
}
