import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OptionsInvalid } from '../../tools/command-line/options-invalid.ts'
import { parseLoadOptions } from './options.ts'

test('each scenario has its usual size, and takes another', () => {
  assert.deepEqual(parseLoadOptions(['talk']), {
    ...{ scenario: 'talk', minutes: 20, conversations: 2000, rate: 200, citizens: 0 },
  })
  assert.equal(parseLoadOptions(['idle', '--citizens', '50'])?.citizens, 50)
  assert.equal(parseLoadOptions(['talk', '--help']), undefined)
})

test('what cannot be meant is said', () => {
  for (const words of [
    [],
    ['sing'],
    ['talk', 'idle'],
    ['talk', '--minutes', '0'],
    ['talk', '--rate', 'x'],
    ['--what'],
  ])
    assert.throws(() => parseLoadOptions(words), OptionsInvalid)
})
