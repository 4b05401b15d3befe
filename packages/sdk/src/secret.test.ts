import assert from 'node:assert/strict'
import { it } from 'node:test'
import { format, inspect } from 'node:util'
import { Secret } from './secret.ts'

it('P1: prints as its name, however it is printed', () => {
  const secret = new Secret('api token', 'canary')
  const deep = { list: [secret], error: new Error(`failed with ${secret}`) }
  const printed = [
    String(secret),
    `${secret}`,
    JSON.stringify(deep),
    inspect(deep, { depth: 9, showHidden: true, getters: true }),
    inspect(secret, { customInspect: false, showHidden: true }),
    format('%s %o %O %j %d', secret, secret, secret, secret, secret),
    JSON.stringify(Object.entries(secret)),
    JSON.stringify(structuredClone({ ...secret })),
  ]
  for (const text of printed) assert.ok(!text.includes('canary'), text)
  assert.equal(String(secret), '[api token]')
  assert.equal(secret.reveal(), 'canary')
})
