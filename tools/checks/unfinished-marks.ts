// What is left for later belongs in an issue, and what is switched off belongs nowhere: a mark in the code is
// read by nobody, a skipped or focused test makes the whole run a lie.
import type { Check } from './check.ts'

const CODE = /^(packages|tools|e2e|bench|examples)\/.*\.(ts|tsx|mjs)$/

/** With a hyphen here, so that this file does not find itself. */
const FOR_LATER = ['TO-DO', 'FIX-ME', 'HA-CK', 'X-XX'].map((word) => word.replace('-', ''))

const MARKS = [
  { mark: new RegExp(`\\b(${FOR_LATER.join('|')})\\b`), says: 'a mark for later' },
  {
    mark: /\b(test|it|describe|suite)\.(only|skip|todo)\(/,
    says: 'a test that is switched off, or switches others off',
  },
  { mark: /@ts-(ignore|nocheck|expect-error)/, says: 'the type checker is switched off' },
  { mark: /\bas\s+unknown\s+as\b/, says: 'a type that is forced' },
]

export const unfinishedMarks: Check = {
  name: 'unfinished marks',
  rule: 'nothing is marked for later, switched off or forced',
  find: (repository) =>
    repository.paths
      .filter((file) => CODE.test(file))
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
