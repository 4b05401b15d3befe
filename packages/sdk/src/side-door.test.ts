import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { inspect } from 'node:util'
import { begin } from './arrival/begin.ts'
import { land } from './arrival/land.ts'
import { receiveAuthResult } from './attributes/receive-auth-result.ts'
import { deliverUpdate } from './feedback/deliver-update.ts'
import { logOut, showsLogout } from './feedback/log-out.ts'
import { noteActivity } from './feedback/note-activity.ts'
import { askAuthentication } from './reauthentication/ask-authentication.ts'
import { authenticationMethods } from './reauthentication/authentication-methods.ts'
import { returnFromAuthentication } from './reauthentication/return-from-authentication.ts'
import { startAuthentication } from './reauthentication/start-authentication.ts'
import { passTime } from './retention/pass-time.ts'
import { openAttributes } from './retention/sealed-attributes.ts'
import { withdrawAttributes } from './retention/withdraw-attributes.ts'
import { changeSession } from './session/change-session.ts'
import type { Session } from './session/session.ts'
import { startCommunication } from './start/start-communication.ts'
import { type FarSide, startFarSide } from './testing/far-side.ts'
import { createTestClock } from './testing/test-clock.ts'
import { createTestPlugin, type TestPlugin } from './testing/test-plugin.ts'
import { hashSecret } from './url-secret.ts'

const SANNE = { name: 'Sanne', bsn: '999993653' }
const BRAM = { name: 'Bram', bsn: '999990019' }
const MINUTE = 60_000
const clock = createTestClock(1_700_000_000_000)

let far: FarSide
let plugin: TestPlugin
before(async () => {
  far = await startFarSide(clock)
})
after(() => far.close())
beforeEach(() => {
  far.starts.length = 0
  far.updates.length = 0
  far.answers.start = undefined
  far.answers.update = 204
  plugin = pluginWith({})
})

function pluginWith(change: { useAttrUrl?: boolean }): TestPlugin {
  return createTestPlugin({ clock, core: far.core, sessionUrlOrigins: [far.origin], ...change })
}

/** A conversation that browser `a` began, with these attributes or none. */
async function conversation(attributes?: Record<string, string>, sessionUrl?: string) {
  const { settings } = plugin
  const auth_result = attributes && (await plugin.succes(attributes, sessionUrl))
  const answer = await startCommunication(settings, { purpose: 'report_move', auth_result })
  const clientSecret = last(answer.client_url)
  await land(settings, { clientSecret, browser: 'a' })
  const found = await settings.store.find({ by: 'client_secret', hash: hashSecret(clientSecret) })
  const id = found?.session.id ?? ''
  await begin(settings, id, 'a')
  return {
    id,
    start: (browser = 'a', method = 'digid') => startAuthentication(settings, { id, browser, method }),
    back: (result?: string, browser = 'a') => {
      const secret = last(far.starts.at(-1)?.commUrl ?? '')
      return returnFromAuthentication(settings, { secret, browser, result })
    },
    post: (token: string) => receiveAuthResult(settings, last(far.starts.at(-1)?.attrUrl ?? ''), token),
    async shown() {
      const record = await settings.store.find({ by: 'id', id })
      assert.ok(record)
      const values = openAttributes(settings.keyring, record)?.reveal()
      return { record, session: record.session, values: values && { ...values } }
    },
  }
}

describe('authentication during communication', () => {
  it('AC-7: offers the methods of the core', async () => {
    const methods = await authenticationMethods(plugin.settings, 'report_move')
    assert.deepEqual(
      methods.map(({ tag }) => tag),
      ['digid', 'irma'],
    )
    const { start } = await conversation()
    await assert.rejects(start('a', 'other'), { code: 'METHOD_UNKNOWN' })
  })

  it('AC-1, AC-2: asks the core with purpose, method, a way back and an attr URL', async () => {
    const { start } = await conversation()
    assert.deepEqual(await start(), { url: `${far.origin}/authenticate/1` })
    const [request] = far.starts
    assert.equal(request?.purpose, 'report_move')
    assert.equal(request?.authMethod, 'digid')
    assert.match(request?.commUrl ?? '', /^https:\/\/balie\.example\.nl\/chat\/r\/[\w-]{43}$/)
    assert.match(request?.attrUrl ?? '', /^http:\/\/balie\.internal:8503\/chat\/attr\/[\w-]{43}$/)
  })

  for (const [order, arrive] of [
    ['result, then return', ['post', 'back']],
    ['return, then result', ['back', 'post']],
  ] as const) {
    it(`AC-3, reception 3: ${order}`, async () => {
      const talk = await conversation()
      await talk.start()
      for (const one of arrive) {
        if (one === 'post') await talk.post(await plugin.succes(SANNE))
        else assert.match(await talk.back(), new RegExp(`/chat/s/${talk.id}$`))
      }
      assert.deepEqual((await talk.shown()).values, SANNE)
    })
  }

  it('AC-3, AR-4, reception 2: in the query of the way back', async () => {
    plugin = pluginWith({ useAttrUrl: false })
    const talk = await conversation()
    await talk.start()
    assert.equal(far.starts[0]?.attrUrl, undefined)
    await talk.back(await plugin.succes(SANNE))
    assert.deepEqual((await talk.shown()).values, SANNE)
  })

  it('AC-8: cancelled, failed and insufficient can be tried again', async () => {
    plugin = pluginWith({ useAttrUrl: false })
    const talk = await conversation()
    const outcomes: string[] = []
    for (const result of [
      undefined,
      await plugin.failed(),
      await plugin.succes({ email: 'x@example.nl' }),
      'junk',
    ]) {
      await talk.start()
      await talk.back(result)
      outcomes.push((await talk.shown()).session.authentications.at(-1)?.outcome.state ?? '')
    }
    assert.deepEqual(outcomes, ['cancelled', 'failed', 'failed', 'failed'])
    await talk.start()
    await talk.back(await plugin.succes(SANNE))
    assert.deepEqual((await talk.shown()).values, SANNE)
  })

  it('AC-9: another person takes the place of the first, whose key is destroyed', async () => {
    const talk = await conversation(SANNE)
    const before = (await talk.shown()).record
    await talk.start()
    await talk.post(await plugin.succes(BRAM))
    assert.deepEqual((await talk.shown()).values, SANNE, 'until the browser is back')
    await talk.back()
    const { record, values, session } = await talk.shown()
    assert.deepEqual(values, BRAM)
    assert.deepEqual(
      session.alerts.map(({ tag }) => tag),
      ['another_person'],
    )
    assert.notDeepEqual(record.keys.attributes, before.keys.attributes)
    assert.deepEqual(Object.keys(record.sealed), ['attributes'])
    assert.throws(
      () => openAttributes(plugin.settings.keyring, { ...before, keys: record.keys }),
      { code: 'SEAL_BROKEN' },
      'what is left of the first cannot be opened',
    )
  })

  it('AC-6: another browser gets in by authenticating', async () => {
    const talk = await conversation(SANNE)
    await talk.start('b')
    await talk.post(await plugin.succes(SANNE))
    await talk.back(undefined, 'b')
    const { session } = await talk.shown()
    assert.equal(session.owner?.browser, 'b')
    assert.equal(session.hiddenUntil, undefined)
  })

  it('B1: a result does not count when another browser comes back with it', async () => {
    plugin = pluginWith({ useAttrUrl: false })
    const talk = await conversation()
    await talk.start('a')
    await talk.back(await plugin.succes(SANNE), 'victim')
    const { values, session } = await talk.shown()
    assert.equal(values, undefined)
    assert.equal(session.owner?.browser, 'a')
    assert.deepEqual(
      session.alerts.map(({ tag }) => tag),
      ['authentication_elsewhere'],
    )
  })

  it('T7: a result of another session, or of this one, is none of this authentication', async () => {
    const used = await plugin.succes(SANNE)
    const other = await startCommunication(plugin.settings, { purpose: 'report_move', auth_result: used })
    assert.ok(other.client_url)
    const talk = await conversation()
    await talk.start()
    await assert.rejects(talk.post(used), { code: 'AUTH_RESULT_REFUSED' })
    await talk.back()
    assert.equal((await talk.shown()).values, undefined)
  })

  it('B4, B8: its URLs answer as if they never were once the conversation has ended', async () => {
    const talk = await conversation()
    await talk.start()
    await changeSession(plugin.settings, talk.id, { tag: 'ended', at: clock.now(), by: 'agent' })
    await assert.rejects(talk.post(await plugin.succes(SANNE)), { code: 'SESSION_UNKNOWN' })
    assert.match(await talk.back(), /\/chat\/s\//)
    await assert.rejects(talk.start(), { code: 'SESSION_UNKNOWN' })
  })

  it('UN-3: an agent can ask for it', async () => {
    const talk = await conversation()
    const session = await askAuthentication(plugin.settings, talk.id)
    assert.equal(session.asked?.reason, 'agent')
  })
})

describe('B12: what the core answers is checked before anyone is sent anywhere', () => {
  const answers: [string, { status: number; body: string }][] = [
    ['javascript:', { status: 200, body: '{"client_url":"javascript:alert(1)"}' }],
    ['tel:', { status: 200, body: '{"client_url":"tel:+31201234567"}' }],
    ['a foreign origin', { status: 200, body: '{"client_url":"https://evil.example/"}' }],
    ['a foreign origin with the right name as user', { status: 200, body: 'at' }],
    ['another port', { status: 200, body: '{"client_url":"http://127.0.0.1:9/"}' }],
    ['no JSON', { status: 200, body: '<html>' }],
    ['no client_url', { status: 200, body: '{}' }],
    ['an error', { status: 500, body: '{"client_url":"https://evil.example/"}' }],
    ['a redirect', { status: 303, body: '' }],
  ]
  for (const [what, answer] of answers) {
    it(what, async () => {
      const talk = await conversation()
      const asUser = JSON.stringify({ client_url: `${far.origin.replace('://', '://x@')}/` })
      far.answers.start = answer.body === 'at' ? { status: 200, body: asUser } : answer
      await assert.rejects(talk.start(), { code: 'AUTHENTICATION_UNAVAILABLE', status: 503 })
    })
  }

  it('without a core there is no authentication', async () => {
    const { core: _, ...alone } = plugin.settings
    await assert.rejects(authenticationMethods(alone, 'report_move'), { code: 'AUTHENTICATION_UNAVAILABLE' })
  })
})

it('AC-8: where the core cannot be asked, nobody is shown as on the way', async () => {
  const talk = await conversation()
  far.answers.start = { status: 500, body: 'no' }
  await assert.rejects(talk.start())
  assert.equal((await talk.shown()).session.authentications.at(-1)?.outcome.state, 'failed')
})

it('P1: what the core answered is quoted in no error', async () => {
  const talk = await conversation()
  far.answers.start = { status: 200, body: '{"client_url": https://auth/canary-9f3}' }
  const error = await talk.start().catch((cause: unknown) => cause)
  assert.ok(!inspect(error, { depth: 9 }).includes('canary'))
})

it('O1, B12: a listed origin may be written with a slash', async () => {
  const core = { ...far.core, authenticationOrigins: [`${far.origin}/`] }
  plugin = createTestPlugin({ clock, core, sessionUrlOrigins: [`${far.origin}/`] })
  const talk = await conversation(SANNE, `${far.origin}/session/slash`)
  assert.equal((await talk.shown()).session.feedback.state, 'open')
  await talk.start()
})

it('a browser whose waiting result was replaced comes back to its page', async () => {
  const talk = await conversation(SANNE)
  await talk.start('b')
  const secret = last(far.starts.at(-1)?.commUrl ?? '')
  await talk.post(await plugin.succes(BRAM))
  await talk.start('a')
  await talk.back(undefined, 'a')
  await talk.post(await plugin.succes(SANNE))
  assert.match(await returnFromAuthentication(plugin.settings, { secret, browser: 'b' }), /\/chat\/s\//)
  assert.deepEqual((await talk.shown()).values, SANNE)
})

it('O3: updates that cannot be put into the outbox keep nothing else from its turn', async () => {
  const outbox = { add: () => Promise.reject(new Error('the outbox is away')) }
  plugin = createTestPlugin({ clock, sessionUrlOrigins: [far.origin], outbox })
  for (let i = 0; i < 120; i += 1) {
    const talk = await conversation({ name: 'S', bsn: `${i}` }, `${far.origin}/session/${i}`)
    await logOut(plugin.settings, talk.id)
  }
  const answer = await startCommunication(plugin.settings, { purpose: 'report_move' })
  const hash = hashSecret(last(answer.client_url))
  clock.advance(61 * MINUTE)
  await passTime(plugin.settings)
  assert.equal(await plugin.settings.store.find({ by: 'client_secret', hash }), undefined)
})

describe('session feedback', { timeout: 20_000 }, () => {
  const updates = async (count: number) => {
    while (far.updates.length < count) await new Promise((turn) => setImmediate(turn))
    return far.updates.map((path) => path.replace(/^\/session\//, ''))
  }

  it('SF-1, SF-2, SF-6: activity is told at once, then once a minute, whatever query the session URL has', async () => {
    for (const [path, told] of [
      ['one', 'one?type=user_active'],
      ['two?id=5', 'two?id=5&type=user_active'],
    ]) {
      far.updates.length = 0
      const talk = await conversation(SANNE, `${far.origin}/session/${path}`)
      assert.deepEqual(await updates(1), [told])
      clock.advance(1000)
      await noteActivity(plugin.settings, talk.id, 'citizen')
      await passTime(plugin.settings)
      assert.equal(far.updates.length, 1)
      clock.advance(MINUTE)
      await passTime(plugin.settings)
      assert.deepEqual(await updates(2), [told, told])
    }
  })

  it('SF-3, SF-7: logout goes to every session URL, and nothing after it', async () => {
    const talk = await conversation(SANNE, `${far.origin}/session/first`)
    await talk.start()
    await talk.post(await plugin.succes(SANNE, `${far.origin}/session/second`))
    await talk.back()
    clock.advance(2 * MINUTE)
    await noteActivity(plugin.settings, talk.id, 'citizen')
    await updates(2)
    assert.equal(far.updates.at(-1), '/session/second?type=user_active', 'activity goes to the newest')
    assert.ok(showsLogout((await talk.shown()).session))
    await logOut(plugin.settings, talk.id)
    assert.deepEqual((await updates(4)).slice(2).sort(), ['first?type=logout', 'second?type=logout'])
    while ((await talk.shown()).session.feedback.state !== 'logged_out') {
      await new Promise((turn) => setImmediate(turn))
    }
    const { record, session } = await talk.shown()
    assert.equal(session.conversation.state, 'ended')
    assert.deepEqual(Object.keys(record.keys), ['transcript'])
    clock.advance(2 * MINUTE)
    await noteActivity(plugin.settings, talk.id, 'citizen')
    await passTime(plugin.settings)
    assert.equal(far.updates.length, 4)
  })

  it('O2: a sign of activity that comes twice out of the outbox is sent once', async () => {
    const talk = await conversation(SANNE, `${far.origin}/session/twice`)
    await updates(1)
    const job = { session: talk.id, update: 'user_active', url: 0 } as const
    await until(async () => heardUntil(await talk.shown()))
    await deliverUpdate(plugin.settings, job)
    assert.equal(far.updates.length, 1)
    clock.advance(2 * MINUTE)
    await noteActivity(plugin.settings, talk.id, 'citizen')
    await updates(2)
  })

  it('a plugin that no longer knows the session has nothing to be told', async () => {
    far.answers.update = 410
    const talk = await conversation(SANNE, `${far.origin}/session/gone`)
    await logOut(plugin.settings, talk.id)
    while ((await talk.shown()).session.feedback.state !== 'logged_out') {
      await new Promise((turn) => setImmediate(turn))
    }
    assert.deepEqual(plugin.reports, [])
  })

  it('O1: a session URL of an origin that is not listed is not kept, and reported', async () => {
    const talk = await conversation(SANNE, 'http://169.254.169.254/latest')
    const { session, values } = await talk.shown()
    assert.deepEqual(session.feedback, { state: 'none' })
    assert.deepEqual(values, SANNE)
    assert.deepEqual(
      plugin.reports.map((cause) => (cause as { code: string }).code),
      ['ORIGIN_NOT_ALLOWED'],
    )
    await assert.rejects(logOut(plugin.settings, talk.id), { code: 'TRANSITION_REFUSED' })
  })
})

describe('withdrawal and time', () => {
  it('withdrawn attributes are gone, and the conversation goes on', async () => {
    const talk = await conversation(SANNE)
    await withdrawAttributes(plugin.settings, talk.id)
    const { record, values, session } = await talk.shown()
    assert.equal(values, undefined)
    assert.deepEqual(Object.keys(record.keys), ['transcript'])
    assert.deepEqual(record.sealed, {})
    assert.equal(session.conversation.state, 'waiting')
  })

  it('P2: at the end the identity goes at once, the transcript a minute later, the rest after an hour', async () => {
    const talk = await conversation(SANNE)
    await changeSession(plugin.settings, talk.id, { tag: 'ended', at: clock.now(), by: 'agent' })
    assert.deepEqual(Object.keys((await talk.shown()).record.keys), ['transcript'])
    clock.advance(MINUTE)
    await passTime(plugin.settings)
    assert.deepEqual((await talk.shown()).record.keys, {})
    clock.advance(60 * MINUTE)
    await passTime(plugin.settings)
    assert.equal(await plugin.settings.store.find({ by: 'id', id: talk.id }), undefined)
  })

  it('FL-5: ends by itself when nobody does anything', async () => {
    const talk = await conversation(SANNE)
    clock.advance(2 * 60 * MINUTE)
    await passTime(plugin.settings)
    const { conversation: state } = (await talk.shown()).session
    assert.equal(state.state === 'ended' && state.by, 'time')
  })
})

function last(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1)
}

async function until(look: () => Promise<unknown>): Promise<void> {
  while (!(await look())) await new Promise((turn) => setImmediate(turn))
}

function heardUntil({ session: { feedback } }: { readonly session: Session }): number | undefined {
  return feedback.state === 'open' ? feedback.heardUntil : undefined
}
