// The wire has a spelling of its own: snake_case members, and `succes` with one s. It is translated in one
// place, sdk/protocol; everywhere else a misspelt member would be a silent bug. Checked where only our own
// words should be: the rest of the sdk, and the packages of the browser. Tests may speak the wire.
import { packageFiles } from '../source/place.ts'
import type { Check } from './check.ts'

const WIRE_WORDS = new Set([
  'client_url',
  'attr_url',
  'session_url',
  'comm_url',
  'auth_result',
  'auth_method',
  'auth_methods',
  'comm_method',
  'comm_methods',
  'image_path',
  'njwt',
  'succes',
])

const OWN_WORDS_ONLY = new Set(['sdk', 'desk-api', 'web'])

export const wireSpelling: Check = {
  name: 'wire spelling',
  rule: 'the spelling of the wire stands in packages/sdk/src/protocol and nowhere else',
  find: (repository) =>
    packageFiles(repository.paths)
      .filter(({ place }) => OWN_WORDS_ONLY.has(place.room) && !place.forTests)
      .filter(({ place }) => !(place.room === 'sdk' && place.below.startsWith('protocol/')))
      .flatMap(({ file }) => {
        const { names, strings } = repository.module(file)
        return [...names, ...strings]
          .filter(({ text }) => WIRE_WORDS.has(text))
          .map(({ text, line }) => ({ file, line, message: `"${text}" is a word of the wire` }))
      }),
}
