// A name is the first thing a reader sees of a file. `utils` and its kin say nothing, so everything ends up in
// them; one spelling saves guessing.
import type { Check, Finding } from './check.ts'

const SAYS_NOTHING = new Set([
  'util',
  'utils',
  'helper',
  'helpers',
  'common',
  'manager',
  'managers',
  'service',
  'services',
  'base',
  'misc',
])

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|config|d))?\.[a-z]+$/
const CODE = /^(packages|tools|e2e|bench|examples)\/.*\.(ts|tsx|mjs|js|css|html|sql|toml)$/

export const fileNames: Check = {
  name: 'file names',
  rule: 'files are in kebab-case and say what they hold',
  find: (repository) =>
    repository.paths
      .filter((file) => CODE.test(file))
      .flatMap((file): Finding[] => {
        const name = file.split('/').at(-1) ?? ''
        const empty = nouns(file).find((noun) => SAYS_NOTHING.has(noun))
        return [
          ...(!KEBAB.test(name) ? [{ file, message: 'the name is not in kebab-case' }] : []),
          ...(empty === undefined ? [] : [{ file, message: `"${empty}" says nothing about what is in it` }]),
        ]
      }),
}

/** The noun of a name is its last word: `service-worker` is a worker, `date-utils` is nothing. */
function nouns(file: string): string[] {
  return file.split('/').map((part) => part.replace(/\..*$/, '').split('-').at(-1) ?? '')
}
