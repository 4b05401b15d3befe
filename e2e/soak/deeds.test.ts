import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countDeeds, notDone, notKilled, spared } from './deeds.ts'
import { createLedger } from './ledger.ts'

test('what never took place is said, until it has', () => {
  const ledger = createLedger()
  const account = ledger.open('handle1', { fullname: 'P', address: 'S', bsn: '1' }, '/session/1')
  const missing = () => notDone(countDeeds(ledger))
  assert.equal(missing().length, 4)
  account.isLoggedOut = true
  assert.ok(!missing().includes('nobody was logged out'))
  account.takenBy = 'Medewerker 1'
  assert.ok(!missing().includes('no conversation was taken'))
  account.isShown = true
  assert.deepEqual(missing(), ['no agent opened a masked value'])
  account.isOpened = true
  assert.deepEqual(missing(), [])
})

test('who was never killed is said, once there was time for each', () => {
  assert.deepEqual(notKilled([]), ['nobody was killed'])
  const once = { victims: ['node 1'] } as const
  assert.deepEqual(notKilled([once, once]), [])
  assert.deepEqual(spared([once]), ['node 2', 'PostgreSQL'])
  assert.deepEqual(notKilled([once, once, { victims: ['node 2', 'node 1'] }]), [
    'PostgreSQL was never killed',
  ])
})
