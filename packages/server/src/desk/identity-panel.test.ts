import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  type AttributesState,
  createDataKey,
  type Keyring,
  systemRandom as random,
  Secret,
  type Session,
  seal,
} from '@balie/sdk'
import { sessionRecord } from '@balie/sdk/testing'
import { testConfig } from '../testing/test-config.ts'
import { identityPanel } from './identity-panel.ts'

const keyring: Keyring = { keys: [{ id: 'k', key: new Secret('master key', random(32)) }] }
const purpose = testConfig().purposes.get('report_move')
const values = { bsn: '123456782', fullname: 'W. de Vries', unknown_to_purpose: 'canary', address: 'Dorp 1' }
const names = Object.keys(values)

function panel(attributes: AttributesState, change: Partial<Session> = {}) {
  assert.ok(purpose)
  const record = sessionRecord({
    attributes,
    conversation: { state: 'open', since: 1, agent: 'a' },
    ...change,
  })
  const { id } = record.session
  const { dataKey, wrappedKey } = createDataKey(keyring, id, 'attributes', random)
  const sealed = { attributes: seal(dataKey, `attributes:${id}`, JSON.stringify(values), random) }
  return identityPanel(purpose, { ...record, keys: { attributes: wrappedKey }, sealed }, keyring)
}

describe('the identity panel', () => {
  const verified = panel({ state: 'verified', at: 7, names, digest: 'd' })

  it('shows each attribute of the purpose with its label, in the order of the configuration', () => {
    assert.deepEqual(verified.identity.attributes, [
      { tag: 'fullname', label: { nl: 'Naam', en: 'Name' }, sensitive: false, value: 'W. de Vries' },
      { tag: 'bsn', label: { nl: 'BSN', en: 'Citizen service number' }, sensitive: true },
      { tag: 'address', label: { nl: 'address', en: 'address' }, sensitive: false, value: 'Dorp 1' },
    ])
    assert.equal(verified.identity.verifiedAt, 7)
  })

  it('masks what is sensitive, and says whose showing must be recorded', () => {
    assert.ok(!JSON.stringify(verified).includes(values.bsn))
    assert.deepEqual(verified.shown, ['fullname', 'address'])
  })

  it('AC-9: names the method of an authentication during the conversation', () => {
    const again = panel({
      state: 'verified',
      at: 7,
      names,
      digest: 'd',
      method: 'DigiD',
      authentication: 'a',
    })
    assert.equal(again.identity.method, 'DigiD')
    assert.equal('method' in verified.identity, false)
  })

  const silent: AttributesState[] = [
    { state: 'awaiting' },
    { state: 'none', at: 1 },
    { state: 'failed', at: 2, reason: 'attributes_missing' },
    { state: 'withheld', at: 3, names, digest: 'd' },
    { state: 'withdrawn', at: 4 },
  ]
  for (const attributes of silent) {
    it(`B1, B11: shows nothing while ${attributes.state}, whatever is stored`, () => {
      const { identity, shown } = panel(attributes)
      assert.deepEqual([identity.state, identity.attributes, shown], [attributes.state, [], []])
      assert.equal('verifiedAt' in identity, false)
    })
  }

  it('B8: shows nothing after the end', () => {
    const { identity, shown } = panel(
      { state: 'verified', at: 7, names, digest: 'd' },
      { conversation: { state: 'ended', at: 9, by: 'citizen', agent: 'a' } },
    )
    assert.deepEqual([identity.attributes, shown], [[], []])
  })

  it('passes on what the agent must know now', () => {
    const alerts = [{ tag: 'second_identity', at: 4 } as const]
    const failed = panel({ state: 'failed', at: 5, reason: 'authentication_failed' }, { alerts })
    assert.deepEqual(failed.identity.alerts, [
      { tag: 'second_identity', at: 4 },
      { tag: 'authentication_failed', at: 5 },
    ])
    assert.deepEqual(panel({ state: 'failed', at: 5, reason: 'attributes_missing' }).identity.alerts, [
      { tag: 'attributes_missing', at: 5 },
    ])
  })
})
