import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { begin } from './arrival/begin.ts'
import { land } from './arrival/land.ts'
import { receiveAuthResult } from './attributes/receive-auth-result.ts'
import { passTime } from './retention/pass-time.ts'
import { openAttributes } from './retention/sealed-attributes.ts'
import { changeSession } from './session/change-session.ts'
import { startCommunication } from './start/start-communication.ts'
import { createTestPlugin, type TestPlugin } from './testing/test-plugin.ts'
import { hashSecret } from './url-secret.ts'

const SANNE = { name: 'Sanne', email: 'sanne@example.nl' }

/** One started session, and what can happen to it. */
async function started(plugin: TestPlugin, authResult?: string) {
  const { settings } = plugin
  const answer = await startCommunication(settings, { purpose: 'report_move', auth_result: authResult })
  const clientSecret = last(answer.client_url)
  const attrSecret = answer.attr_url ? last(answer.attr_url) : ''
  const page = (result?: string, browser = 'a') => land(settings, { clientSecret, browser, result })
  const id = async () => {
    const found = await settings.store.find({ by: 'client_secret', hash: hashSecret(clientSecret) })
    return found?.session.id ?? ''
  }
  return {
    answer,
    land: page,
    post: (token: string) => receiveAuthResult(settings, attrSecret, token),
    begin: async (browser = 'a') => begin(settings, await id(), browser),
    end: async () =>
      changeSession(settings, await id(), { tag: 'ended', at: plugin.clock.now(), by: 'citizen' }),
    async shown() {
      const record = await settings.store.find({ by: 'id', id: await id() })
      assert.ok(record)
      const attributes = openAttributes(settings.keyring, record)?.reveal()
      return { ...record.session, values: attributes && { ...attributes } }
    },
  }
}

for (const type of ['RSA', 'EC'] as const) {
  describe(`the three receptions with ${type} keys`, () => {
    it('AR-1: in the start request; then there is no attr URL', async () => {
      const plugin = createTestPlugin({}, type)
      const session = await started(plugin, await plugin.succes(SANNE))
      assert.deepEqual(Object.keys(session.answer), ['client_url'])
      await session.land()
      await session.begin()
      assert.deepEqual((await session.shown()).values, SANNE)
    })

    it('AR-2: in the query of the landing', async () => {
      const plugin = createTestPlugin({ useAttrUrl: false }, type)
      const session = await started(plugin)
      assert.deepEqual(Object.keys(session.answer), ['client_url'])
      await session.land(await plugin.succes(SANNE))
      await session.begin()
      assert.deepEqual((await session.shown()).values, SANNE)
    })

    it('AR-3: at the attr URL, before the landing', async () => {
      const plugin = createTestPlugin({}, type)
      const session = await started(plugin)
      await session.post(await plugin.succes(SANNE))
      await session.land()
      await session.begin()
      assert.deepEqual((await session.shown()).values, SANNE)
    })

    it('FL-4: at the attr URL, after landing and beginning', async () => {
      const plugin = createTestPlugin({}, type)
      const session = await started(plugin)
      await session.land()
      await session.begin()
      assert.equal((await session.shown()).attributes.state, 'awaiting')
      await session.post(await plugin.succes(SANNE))
      assert.deepEqual((await session.shown()).values, SANNE)
      assert.deepEqual(plugin.effects.at(-1), { tag: 'announce', what: 'attributes' })
    })
  })
}

describe('starting', () => {
  it('FL-1, FL-2: says where the browser goes and where the result goes, with 256-bit secrets in the path', async () => {
    const { answer } = await started(createTestPlugin())
    assert.match(answer.client_url, /^https:\/\/balie\.example\.nl\/chat\/c\/[\w-]{43}$/)
    assert.match(answer.attr_url ?? '', /^http:\/\/balie\.internal:8503\/chat\/attr\/[\w-]{43}$/)
  })

  it('FL-9: refuses a purpose that is unknown, and makes nothing', async () => {
    const plugin = createTestPlugin()
    await assert.rejects(startCommunication(plugin.settings, { purpose: 'other' }), {
      code: 'PURPOSE_UNKNOWN',
    })
  })

  it('B9: refuses a start with a result that is not genuine', async () => {
    const plugin = createTestPlugin()
    const foreign = await createTestPlugin({}, 'RSA').succes(SANNE)
    await assert.rejects(started(plugin, foreign), { code: 'AUTH_RESULT_REFUSED' })
    await assert.rejects(started(plugin, ''), { code: 'AUTH_RESULT_REFUSED' })
  })

  it('T7: a used result gives a session without attributes', async () => {
    const plugin = createTestPlugin()
    const result = await plugin.succes(SANNE)
    await started(plugin, result)
    const second = await started(plugin, result)
    assert.equal((await second.shown()).attributes.state, 'awaiting')
    assert.equal((await second.shown()).asked?.reason, 'required')
  })
})

describe('attributes', () => {
  it('B7: keeps what the purpose allows and drops the rest', async () => {
    const plugin = createTestPlugin()
    const session = await started(plugin, await plugin.succes({ ...SANNE, shoe_size: '44' }))
    assert.deepEqual((await session.shown()).values, SANNE)
  })

  it('B7: without what the purpose requires, the citizen is not verified, and nothing is kept', async () => {
    const plugin = createTestPlugin()
    for (const attributes of [{ email: 'sanne@example.nl' }, { name: '', email: 'x' }]) {
      const session = await started(plugin)
      await session.post(await plugin.succes(attributes))
      const { attributes: state, values } = await session.shown()
      assert.deepEqual(state, { state: 'failed', at: plugin.clock.now(), reason: 'attributes_missing' })
      assert.equal(values, undefined)
      await session.post(await plugin.succes(SANNE))
      assert.deepEqual((await session.shown()).values, SANNE)
    }
  })

  it('AR-5: verified once, they stay readable after the token has expired, until the end', async () => {
    const plugin = createTestPlugin()
    const session = await started(plugin)
    await session.post(await plugin.succes(SANNE))
    await session.land()
    await session.begin()
    plugin.clock.advance(24 * 60 * 60 * 1000)
    assert.deepEqual((await session.shown()).values, SANNE)
    await session.end()
    assert.equal((await session.shown()).values, undefined)
  })

  it('B5: junk at the attr URL changes nothing', async () => {
    const plugin = createTestPlugin()
    const session = await started(plugin)
    const genuine = await plugin.succes(SANNE)
    for (const junk of ['', 'junk', 'a.b.c.d.e', genuine.slice(0, -4), `${genuine}.`]) {
      await assert.rejects(session.post(junk), { code: 'AUTH_RESULT_REFUSED' })
    }
    await session.post(genuine)
    assert.deepEqual((await session.shown()).values, SANNE)
  })

  it('T7: the same result twice for one session is fine, for another it is refused', async () => {
    const plugin = createTestPlugin()
    const [first, second] = [await started(plugin), await started(plugin)]
    const result = await plugin.succes(SANNE)
    await first.post(result)
    await first.post(result)
    await assert.rejects(second.post(result), { code: 'AUTH_RESULT_REFUSED' })
    assert.equal((await second.shown()).values, undefined)
    await second.land(result)
    assert.equal((await second.shown()).values, undefined)
  })

  it('B6: a failure does not block what follows; a second identity is put aside', async () => {
    const plugin = createTestPlugin()
    const session = await started(plugin)
    await session.post(await plugin.failed())
    assert.equal((await session.shown()).attributes.state, 'failed')
    await session.post(await plugin.succes(SANNE))
    await session.post(await plugin.succes({ name: 'Somebody else' }))
    const shown = await session.shown()
    assert.deepEqual(shown.values, SANNE)
    assert.deepEqual(
      shown.alerts.map(({ tag }) => tag),
      ['second_identity'],
    )
  })

  it('B4, B8: nothing is delivered after the end, and the attr URL answers as if it never was', async () => {
    const plugin = createTestPlugin()
    const session = await started(plugin)
    await session.land()
    await session.begin()
    await session.post(await plugin.succes(SANNE))
    await session.end()
    assert.equal((await session.shown()).values, undefined)
    await assert.rejects(session.post(await plugin.succes(SANNE)), { code: 'SESSION_UNKNOWN' })
    await assert.rejects(receiveAuthResult(plugin.settings, 'guess', 'x'), { code: 'SESSION_UNKNOWN' })
  })

  it('B1: a result that another browser brings to a begun conversation is withheld at once', async () => {
    const plugin = createTestPlugin({ useAttrUrl: false })
    const session = await started(plugin)
    await session.land()
    await session.begin()
    plugin.clock.advance(1000)
    await session.land(await plugin.succes(SANNE), 'b')
    const { attributes, values, owner } = await session.shown()
    assert.equal(attributes.state, 'withheld')
    assert.equal(values, undefined)
    assert.equal(owner?.browser, 'a')
  })

  it('a refused result in a landing does not stop the citizen, and is reported', async () => {
    const plugin = createTestPlugin({ useAttrUrl: false })
    const session = await started(plugin)
    assert.match(await session.land('junk'), /\/chat\/s\/[\w-]{22}$/)
    assert.equal((plugin.reports[0] as { code: string }).code, 'AUTH_RESULT_REFUSED')
    await session.begin()
  })
})

describe('arrival', () => {
  it('B3: landing does not begin', async () => {
    const plugin = createTestPlugin()
    const session = await started(plugin)
    await session.land()
    assert.deepEqual((await session.shown()).conversation, { state: 'not_begun' })
  })

  it('can be begun only in time', async () => {
    const plugin = createTestPlugin()
    const session = await started(plugin)
    await session.land()
    plugin.clock.advance(60 * 60 * 1000 + 1)
    await assert.rejects(session.begin(), { code: 'SESSION_UNKNOWN' })
    await assert.rejects(session.land(), { code: 'SESSION_UNKNOWN' })
    await assert.rejects(session.post(await plugin.succes(SANNE)), { code: 'SESSION_UNKNOWN' })
  })

  it('B11: half a minute after beginning, awaiting becomes none; a later result still counts', async () => {
    const plugin = createTestPlugin()
    const session = await started(plugin)
    await session.land()
    await session.begin()
    plugin.clock.advance(29_999)
    assert.equal(await passTime(plugin.settings), 0)
    plugin.clock.advance(1)
    assert.equal(await passTime(plugin.settings), 1)
    assert.equal((await session.shown()).attributes.state, 'none')
    await session.post(await plugin.succes(SANNE))
    assert.deepEqual((await session.shown()).values, SANNE)
  })

  it('a channel that fails does not undo what was committed, and is reported', async () => {
    const broken = createTestPlugin()
    const channel = { ...broken.settings.channel, carryOut: () => Promise.reject(new Error('channel')) }
    const plugin = createTestPlugin({ channel })
    const session = await started(plugin)
    await session.land()
    await session.begin()
    assert.equal((await session.shown()).conversation.state, 'waiting')
    assert.equal(plugin.reports.length, 1)
  })
})

function last(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1)
}
