// Who calls a function should not have to read it. Its doc comment is the place for what is promised, for units,
// error codes and ids of requirements; without one, the promise is whatever the code does today.
import { packageFiles } from '../source/place.ts'
import type { Check } from './check.ts'

export const documentedFunctions: Check = {
  name: 'documented functions',
  rule: 'an exported function has a doc comment; a `create...` may leave it to the type that it makes',
  find: (repository) =>
    packageFiles(repository.paths)
      .filter(({ place }) => !place.forTests && place.below.endsWith('.ts'))
      .flatMap(({ file }) => {
        const { declarations } = repository.module(file)
        const typeIsDocumented = declarations.some(({ kind, documented }) => kind === 'type' && documented)
        return declarations
          .filter(({ kind, documented }) => kind === 'function' && !documented)
          .filter(({ name }) => !(name.startsWith('create') && typeIsDocumented))
          .map(({ name, line }) => ({ file, line, message: `${name} does not say what it promises` }))
      }),
}
