import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatTable } from './format-table.ts'
import type { Row } from './row.ts'

const row: Row = {
  number: 1,
  name: 'start',
  lines: [],
  prepare: () => Promise.reject(new Error('not in this test')),
}

test('the table shows figures, ratio, goal and whether it is met', () => {
  const table = formatTable([
    {
      row,
      verdicts: [
        {
          line: { key: 'rate', what: 'start', unit: '/s', goal: { ratio: 0.5, at: 'least' } },
          ours: 1200.4,
          bare: 2000,
          ratio: 0.6,
          spread: [0.55, 0.61],
          met: true,
        },
        {
          line: { key: 'p50', what: 'p50', unit: 'ms' },
          ours: 2,
          bare: 1,
          ratio: 2,
          spread: [2, 2],
        },
        {
          line: { key: 'size', what: 'size', unit: 'kB', goal: { amount: 100, at: 'most' } },
          ours: 73.86,
          spread: [73.86, 74],
          met: true,
        },
      ],
    },
  ])
  assert.deepEqual(
    table.split('\n').map((line) => line.split('|').map((cell) => cell.trim())),
    [
      ['', 'row', 'ours', 'bare', 'ratio', 'spread', 'goal', 'met', ''],
      ['', '-------', '-------', '-------', '-----', '------------------', '--------------', '---', ''],
      ['', '1 start', '1200 /s', '2000 /s', '0.60', '0.55 to 0.61', 'at least 0.5', 'met', ''],
      ['', '1 p50', '2.00 ms', '1.00 ms', '2.00', '2.00 to 2.00', '', '', ''],
      ['', '1 size', '73.9 kB', '', '', '73.9 kB to 74.0 kB', 'at most 100 kB', 'met', ''],
    ],
  )
})
