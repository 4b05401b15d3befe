// What is left for later belongs in an issue, and what is switched off belongs nowhere: a mark in the code is
// read by nobody, a skipped or focused test makes the whole run a lie.
import type { Check } from './check.ts'

const CODE = /^(packages|tools|e2e|bench|examples)\/.*\.(ts|tsx|mjs)$/

/** Built from pieces, so that this file does not find itself. */
const MARKS = [
  {
    mark: new RegExp(
      `\\b(${['TO', 'FIX', 'HA'].map((word, at) => word + ['DO', 'ME', 'CK'][at]).join('|')}|X{3})\\b`,
    ),
    says: 'a mark for later',
  },
  {
    mark: /\b(test|it|describe|suite)\.(only|skip|todo)\(/,
    says: 'a test that is switched off, or switches others off',
  },
  { mark: /@ts-(ignore|nocheck|expect-error)/, says: 'the type checker is switched off' },
  { mark: /\bas unknown as\b/, says: 'a type that is forced' },
]

export const unfinishedMarks: Check = {
  name: 'unfinished marks',
  rule: 'nothing is marked for later, switched off or forced',
  find: (repository) =>
    repository.paths
      .filter((file) => CODE.test(file) && !file.startsWith('tools/checks/unfinished-marks'))
      .flatMap((file) =>
        repository
          .read(file)
          .split('\n')
          .flatMap((text, at) =>
            MARKS.filter(({ mark }) => mark.test(text)).map(({ says }) => ({
              file,
              line: at + 1,
              message: says,
            })),
          ),
      ),
}
