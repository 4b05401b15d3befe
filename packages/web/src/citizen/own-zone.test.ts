import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ownZone } from './own-zone.ts'

test('the own zone is one that can be reckoned with, or none', (t) => {
  const zone = ownZone()
  assert.ok(zone !== undefined)
  assert.doesNotThrow(() => new Intl.DateTimeFormat('nl', { timeZone: zone }).format(0))
  // As browsers say it where the system does not tell.
  const said = { ...new Intl.DateTimeFormat().resolvedOptions(), timeZone: 'Etc/Unknown' }
  t.mock.method(Intl.DateTimeFormat.prototype, 'resolvedOptions', () => said)
  assert.equal(ownZone(), undefined)
})
