import os from 'node:os'
import type { Step } from './step.ts'

const MINUTE = 60_000
/** Test files at once: they wait for databases, browsers and clocks as much as they compute. */
const AT_ONCE = Math.max(2, os.availableParallelism()) + 1

/** Everything that `npm test` does, in order: what fails soonest comes first. */
export const STEPS: readonly Step[] = [
  {
    title: 'Format and lint',
    parts: ['checks'],
    program: 'biome',
    args: ['ci', '--error-on-warnings', '--colors=off', '.'],
  },
  { title: 'Types', parts: ['checks'], program: 'tsc', args: ['-b'] },
  {
    title: 'House checks',
    parts: ['checks'],
    program: 'node',
    args: ['--conditions=source', 'tools/check.ts'],
  },
  {
    title: 'Pages',
    parts: ['unit', 'e2e'],
    program: 'npm',
    args: ['run', 'build', '--workspace', '@balie/web', '--silent'],
  },
  {
    title: 'Unit and integration tests',
    parts: ['unit'],
    program: 'node',
    args: testArguments(AT_ONCE, 5 * MINUTE, [
      'packages/*/src/**/*.test.ts',
      'tools/**/*.test.ts',
      'bench/**/*.test.ts',
    ]),
    database: true,
  },
  {
    // Each defence off in turn: somebody must notice.
    title: 'Mutations',
    parts: ['e2e'],
    program: 'node',
    args: ['--conditions=source', 'tools/mutations/run.ts'],
  },
  {
    title: 'End-to-end tests',
    parts: ['e2e'],
    program: 'node',
    args: testArguments(AT_ONCE, 15 * MINUTE, ['e2e/**/*.test.ts']),
    database: true,
  },
]

/** @param timeout milliseconds after which a test file counts as hung */
function testArguments(concurrency: number, timeout: number, files: readonly string[]): string[] {
  return [
    '--conditions=source',
    '--test',
    '--test-reporter=spec',
    `--test-concurrency=${concurrency}`,
    `--test-timeout=${timeout}`,
    ...files,
  ]
}
