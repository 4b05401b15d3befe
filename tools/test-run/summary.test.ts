import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Step } from './step.ts'
import { summary } from './summary.ts'

const step = (title: string): Step => ({ title, parts: ['checks'], program: 'true', args: [] })

test('a line a step: done, failed, and not reached', () => {
  const text = summary([
    { step: step('Types'), ended: { code: 0, milliseconds: 1200 } },
    { step: step('House checks'), ended: { code: 1, milliseconds: 300 } },
    { step: step('Unit') },
  ])
  assert.deepEqual(text.split('\n'), [
    'Types         ok             1.2 s',
    'House checks  FAILED         0.3 s  (exit code 1)',
    'Unit          not run',
  ])
})
