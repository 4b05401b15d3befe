import assert from 'node:assert/strict'
import { type Booking, schedule } from '../appointment/schedule.ts'
import { begin } from '../arrival/begin.ts'
import { land } from '../arrival/land.ts'
import { receiveAuthResult } from '../attributes/receive-auth-result.ts'
import type { SessionRecord } from '../ports/store.ts'
import { returnFromAuthentication } from '../reauthentication/return-from-authentication.ts'
import { startAuthentication } from '../reauthentication/start-authentication.ts'
import { openAttributes } from '../retention/sealed-attributes.ts'
import type { Session } from '../session/session.ts'
import { startCommunication } from '../start/start-communication.ts'
import { hashSecret } from '../url-secret.ts'
import type { FarSide } from './far-side.ts'
import type { TestPlugin } from './test-plugin.ts'

type Attributes = Readonly<Record<string, string>>

/** An authentication by the side door that is under way. */
interface TestAuthentication {
  /** The result comes. */
  post(attributes: Attributes, sessionUrl?: string): Promise<void>
  /** The browser that began it comes back; or another one. */
  back(browser?: string): Promise<void>
}

/** A session that browser `a` began, and what people and components do to it. */
export interface TestSession {
  readonly id: string
  /** A browser opens the client URL. */
  land(browser: string): Promise<void>
  /** A result comes to the attr URL of the start. */
  post(attributes: Attributes, sessionUrl?: string): Promise<void>
  /** A browser goes to authenticate. */
  authenticate(browser: string): Promise<TestAuthentication>
  /** A browser authenticates, from asking for it to coming back. */
  authenticated(browser: string, attributes: Attributes, sessionUrl?: string): Promise<void>
  /**
   * Books a meeting in two days, of half an hour, with a way in from a quarter of an hour before.
   *
   * @param by a browser, or `agent`
   */
  book(change?: Partial<Omit<Booking, 'browser'>>, by?: string): Promise<Session>
  record(): Promise<SessionRecord>
  session(): Promise<Session>
  /** The attributes as the agent would see them. */
  attributes(): Promise<Attributes | undefined>
  /** Names of the keys, and of the sealed slots, that are there. */
  kept(): Promise<{ readonly keys: readonly string[]; readonly sealed: readonly string[] }>
}

/** @param attributes of the first exchange; without, nobody authenticated */
export async function startTestSession(
  { settings, clock, succes }: TestPlugin,
  far: FarSide,
  attributes?: Attributes,
  sessionUrl?: string,
): Promise<TestSession> {
  const answer = await startCommunication(settings, { purpose: 'report_move' })
  const attr = last(answer.attr_url ?? '')
  const clientSecret = last(answer.client_url)
  const found = await settings.store.find({ by: 'client_secret', hash: hashSecret(clientSecret) })
  const id = found?.session.id ?? assert.fail('no session')
  const post: TestSession['post'] = async (values, url) =>
    receiveAuthResult(settings, attr, await succes({ ...values }, url))
  if (attributes) await post(attributes, sessionUrl)
  clock.advance(1)
  const starts = clock.now() + 2 * 24 * 60 * 60_000

  const one: TestSession = {
    id,
    async land(browser) {
      await land(settings, { clientSecret, browser })
    },
    post,
    async authenticate(browser) {
      await startAuthentication(settings, { id, browser, method: 'digid' })
      const { commUrl, attrUrl } = far.starts.at(-1) ?? assert.fail('the core was not asked')
      return {
        post: async (values, url) =>
          receiveAuthResult(settings, last(attrUrl ?? ''), await succes({ ...values }, url)),
        async back(by = browser) {
          await returnFromAuthentication(settings, { secret: last(commUrl), browser: by })
        },
      }
    },
    async authenticated(browser, values, url) {
      const { post, back } = await one.authenticate(browser)
      await post(values, url)
      await back()
    },
    book: (change, by = 'a') =>
      schedule(settings, id, {
        starts,
        ends: starts + 30 * 60_000,
        opens: starts - 15 * 60_000,
        way: 'chat',
        agent: 'anna',
        ...(by !== 'agent' && { browser: by }),
        allowUnauthenticated: false,
        keep: [],
        ...change,
      }),
    record: async () => (await settings.store.find({ by: 'id', id })) ?? assert.fail('it was erased'),
    session: async () => (await one.record()).session,
    async attributes() {
      const values = openAttributes(settings.keyring, await one.record())?.reveal()
      return values && { ...values }
    },
    async kept() {
      const { keys, sealed } = await one.record()
      return { keys: Object.keys(keys).sort(), sealed: Object.keys(sealed).sort() }
    },
  }
  await one.land('a')
  await begin(settings, id, 'a')
  return one
}

function last(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1)
}
