import {
  type Clock,
  createAuthResult,
  importEncryptionKey,
  importSigningKey,
  parseStartCommunicationAnswer,
  Secret,
  systemClock,
  systemRandom,
} from '@balie/sdk'
import { type App, createApp } from '../app.ts'
import { masterKeyring } from '../config/master-keyring.ts'
import type { Table } from '../config/table.ts'
import { createAgentAccount } from '../desk/agent-accounts.ts'
import { createLog } from '../log.ts'
import type { Store } from '../store/pool.ts'
import { type AgentPage, createAgentPage } from './agent-page.ts'
import { createTestBrowser, type TestBrowser } from './test-browser.ts'
import { testConfig, testKeys } from './test-config.ts'

/** Balie on free ports, with the core and the authentication plugin played by the test. */
export interface TestApp {
  readonly chat: App['chat']
  readonly appointment: App['appointment']
  readonly publicUrl: string
  readonly internalUrl: string
  /** Everything that was logged, at the level debug. */
  readonly logged: string[]
  /** A browser without cookies. */
  browser(): TestBrowser
  /** Starts a session as the core does. */
  start(
    purpose?: string,
    authResult?: string,
    method?: 'chat' | 'appointment',
  ): Promise<{ clientUrl: string; attrUrl: string | undefined }>
  /** A genuine auth result. */
  succes(attributes: Readonly<Record<string, string>>, sessionUrl?: string): Promise<string>
  /** A genuine auth result that says that the authentication failed. */
  failed(): Promise<string>
  /** Posts a result to an attr URL. @returns the status */
  deliver(attrUrl: string, result: string): Promise<number>
  /** A browser that landed and began; with the handle of its conversation. */
  begun(purpose?: string, method?: 'chat' | 'appointment'): Promise<Begun>
  /** An agent of every team, who is signed in. */
  agent(name?: string): Promise<AgentPage>
  close(): Promise<void>
}

/** A browser that began a conversation. */
export interface Begun {
  readonly browser: TestBrowser
  readonly handle: string
  readonly attrUrl: string | undefined
}

export interface TestAppOptions {
  readonly database: Store
  readonly config?: Table
  readonly clock?: Clock
  /** Base64. One for all apps of the test process when absent. */
  readonly masterKey?: string
}

/** One master key for all apps of a test process: they may share a database. */
const keyring = masterKeyring([Buffer.from(systemRandom(32)).toString('base64')])

export async function runTestApp({
  database,
  config = {},
  clock = systemClock,
  masterKey,
}: TestAppOptions): Promise<TestApp> {
  const logged: string[] = []
  const log = createLog({ level: 'debug', destination: { write: (line) => logged.push(line) } })
  const read = testConfig(config)
  const app = await createApp({
    config: read,
    keyring: masterKey === undefined ? keyring : masterKeyring([masterKey]),
    store: database,
    clock,
    random: systemRandom,
    log,
  })
  const { publicUrl, internalUrl } = await app.start()
  const browsers: (TestBrowser | AgentPage)[] = []
  const { decryption, signing } = testKeys()
  const making = {
    encryptionKey: importEncryptionKey({ type: 'EC', key: decryption.publicKey }),
    signingKey: importSigningKey({ type: 'EC', key: signing.privateKey }),
    clock,
  }

  function browser(): TestBrowser {
    const made = createTestBrowser(publicUrl)
    browsers.push(made)
    return made
  }

  async function start(purpose = 'report_move', authResult?: string, method = 'chat') {
    const answer = await fetch(`${internalUrl}/${method}/start_communication`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ purpose, ...(authResult !== undefined && { auth_result: authResult }) }),
    })
    if (!answer.ok) throw new Error(`start_communication answered ${answer.status}`)
    const { clientUrl, attrUrl } = parseStartCommunicationAnswer(await answer.json())
    return { clientUrl, attrUrl }
  }

  return {
    chat: app.chat,
    appointment: app.appointment,
    publicUrl,
    internalUrl,
    logged,
    browser,
    start,
    succes: (attributes, sessionUrl) =>
      createAuthResult(
        {
          status: 'succes',
          attributes: new Secret('attributes', attributes),
          ...(sessionUrl !== undefined && { sessionUrl: new Secret('session URL', sessionUrl) }),
        },
        making,
      ),
    failed: () => createAuthResult({ status: 'failed' }, making),
    async deliver(attrUrl, result) {
      const answer = await fetch(attrUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/jwt' },
        body: result,
      })
      await answer.text()
      return answer.status
    },
    async begun(purpose, method) {
      const { clientUrl, attrUrl } = await start(purpose, undefined, method)
      const made = browser()
      const handle = await made.land(clientUrl)
      const { status } = await made.begin(handle)
      if (status !== 200) throw new Error(`begin answered ${status}`)
      return { browser: made, handle, attrUrl }
    },
    async agent(name = 'Anna de Vries') {
      const password = 'paard batterij nietje'
      const email = `${name.toLowerCase().replaceAll(' ', '.')}@voorbeeld.nl`
      await createAgentAccount(
        { database: database.db, clock, random: systemRandom },
        { email, name, teams: read.teams, password: new Secret('password', password) },
      )
      const page = createAgentPage(publicUrl)
      browsers.push(page)
      const { status } = await page.signIn(email, password)
      if (status !== 200) throw new Error(`signing in answered ${status}`)
      return page
    },
    async close() {
      for (const made of browsers) made.close()
      await app.close()
    },
  }
}
