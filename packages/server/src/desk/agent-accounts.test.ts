import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { systemClock as clock, systemRandom as random, Secret } from '@balie/sdk'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { createAgentAccount, listAgentAccounts, setAgentDisabled } from './agent-accounts.ts'

const good = {
  email: 'Anna@Voorbeeld.nl ',
  name: ' Anna ',
  teams: ['burgerzaken', 'burgerzaken'],
  password: new Secret('password', 'paard batterij nietje'),
}

describe('accounts of agents', () => {
  let store: TestDatabase
  const parts = () => ({ database: store.db, clock, random })
  before(async () => {
    store = await createTestDatabase()
    await createAgentAccount(parts(), good)
  })
  after(() => store.close())

  it('makes an agent with a hash of the password, and lists them without it', async () => {
    const [anna] = await listAgentAccounts(parts())
    const { id, ...rest } = anna ?? { id: '' }
    assert.match(id, /^[\w-]{22}$/)
    assert.deepEqual(rest, {
      email: 'anna@voorbeeld.nl',
      name: 'Anna',
      teams: ['burgerzaken'],
      disabled: false,
    })
    const rows = await store.db.selectFrom('agent_account').select('password').execute()
    assert.ok(!JSON.stringify(rows).includes('batterij'))
  })

  const bad: [string, Partial<typeof good>][] = [
    ['an e-mail address that exists', {}],
    ['no e-mail address', { email: 'anna' }],
    ['no name', { email: 'b@voorbeeld.nl', name: ' ' }],
    ['no team', { email: 'b@voorbeeld.nl', teams: [] }],
    ['a short password', { email: 'b@voorbeeld.nl', password: new Secret('password', 'elf tekens.') }],
    ['a very long password', { email: 'b@voorbeeld.nl', password: new Secret('password', 'x'.repeat(129)) }],
  ]
  for (const [what, change] of bad) {
    it(`refuses ${what}, and makes nothing`, async () => {
      await assert.rejects(createAgentAccount(parts(), { ...good, ...change }), { code: 'AGENT_REFUSED' })
      assert.equal((await listAgentAccounts(parts())).length, 1)
      const { rows } = await store.pool.query('select count(*) as count from agent_account')
      assert.equal(rows[0].count, 1)
    })
  }

  it('disables and allows again, by e-mail address', async () => {
    const id = await setAgentDisabled(parts(), 'ANNA@voorbeeld.nl', true)
    assert.deepEqual(
      (await listAgentAccounts(parts())).map((agent) => [agent.id, agent.disabled]),
      [[id, true]],
    )
    await setAgentDisabled(parts(), 'anna@voorbeeld.nl', false)
    assert.equal((await listAgentAccounts(parts()))[0]?.disabled, false)
    await assert.rejects(setAgentDisabled(parts(), 'wie@voorbeeld.nl', true), { code: 'AGENT_REFUSED' })
  })
})
