// A clone must be the same for everyone. The address of a package registry or a folder of somebody's machine
// in a committed file makes it work for one, and tells where it was made.
import type { Check } from './check.ts'

/** Built from pieces, so that this file does not find itself. */
const ELSEWHERE = [
  { text: ['registry', 'npmjs', 'org'].join('.'), says: 'the address of a package registry' },
  { text: ['registry', 'yarnpkg', 'com'].join('.'), says: 'the address of a package registry' },
  { text: `/${'work'}/`, says: "a folder of somebody's machine" },
  { text: `/${'home'}/`, says: "a folder of somebody's machine" },
  { text: `/${'Users'}/`, says: "a folder of somebody's machine" },
]

const BINARY = /\.(png|jpe?g|webp|ico|woff2?|ttf|gz|zip)$/

export const portableText: Check = {
  name: 'portable text',
  rule: 'no committed file names a package registry or a folder of one machine',
  find: (repository) =>
    repository.paths
      .filter((file) => !BINARY.test(file))
      .flatMap((file) =>
        repository
          .read(file)
          .split('\n')
          .flatMap((line, at) =>
            ELSEWHERE.filter(({ text }) => line.includes(text)).map(({ says }) => ({
              file,
              line: at + 1,
              message: says,
            })),
          ),
      ),
}
