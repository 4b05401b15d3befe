import assert from 'node:assert/strict'
import { it } from 'node:test'
import { isZone } from './is-zone.ts'

it('knows every zone there is, also by an older name', () => {
  for (const zone of [...Intl.supportedValuesOf('timeZone'), 'UTC', 'Asia/Kolkata', 'Asia/Calcutta']) {
    assert.equal(isZone(zone), true, zone)
  }
})

it('refuses what is no name of a zone', () => {
  for (const text of [
    '',
    '+01:00',
    '-0330',
    'Z',
    'Europe/Rotterdam',
    'europe/amsterdam',
    ' Europe/Amsterdam',
    '2026-10-25T00:00[Europe/Amsterdam]',
    '[Europe/Amsterdam]',
  ]) {
    assert.equal(isZone(text), false, text)
  }
})
