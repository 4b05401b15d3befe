import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Channel } from '../ports/channel.ts'
import type { Effect } from '../session/effect.ts'
import type { Session } from '../session/session.ts'
import { sessionRecord } from './session-record.ts'

/** A channel under test, and how to put it away. */
export interface ChannelUnderTest {
  readonly channel: Channel
  close(): Promise<void>
}

const EFFECTS: readonly Effect[] = [
  { tag: 'announce', what: 'attributes' },
  { tag: 'announce', what: 'citizen' },
  { tag: 'announce', what: 'conversation' },
  { tag: 'alert_agent', alert: 'another_browser' },
  { tag: 'alert_agent', alert: 'second_identity' },
  { tag: 'announce', what: 'authentication' },
  { tag: 'alert_agent', alert: 'another_person' },
  { tag: 'destroy_key', key: 'attributes' },
  { tag: 'adopt_result' },
  { tag: 'tell', update: 'logout' },
]

/** What every channel promises, as tests for `node:test`. Call it at the top of a test file. */
export function channelSuite(name: string, open: () => Promise<ChannelUnderTest>): void {
  describe(`channel: ${name}`, () => {
    let under: ChannelUnderTest
    before(async () => {
      under = await open()
    })
    after(() => under.close())

    it('has a method that can stand in a URL', () => {
      assert.match(under.channel.method, /^[a-z][a-z0-9_-]*$/)
    })

    it('F1: has a page URL with the handle and without query, fragment or credentials', () => {
      const { session } = sessionRecord()
      const url = new URL(under.channel.pageUrl(session))
      assert.match(url.protocol, /^https?:$/)
      assert.ok(url.pathname.includes(session.id))
      assert.equal(`${url.search}${url.hash}${url.username}${url.password}`, '')
    })

    it('gives one session one page, whatever its state', () => {
      const { session } = sessionRecord()
      const states: Session[] = [
        session,
        { ...session, conversation: { state: 'waiting', since: 1 } },
        { ...session, conversation: { state: 'ended', at: 2, by: 'agent' } },
      ]
      assert.equal(new Set(states.map((state) => under.channel.pageUrl(state))).size, 1)
      assert.notEqual(under.channel.pageUrl(session), under.channel.pageUrl(sessionRecord().session))
    })

    it('carries out every effect, also twice, without throwing', async () => {
      const { session } = sessionRecord()
      for (const effect of [...EFFECTS, ...EFFECTS]) await under.channel.carryOut(session, [effect])
      await under.channel.carryOut(session, EFFECTS)
      await under.channel.carryOut(session, [])
    })
  })
}
