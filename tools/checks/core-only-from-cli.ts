// Balie must work with any core, at the other end of a wire. Only the command that starts one may know that
// ours is a package in the same house; tests start it too, because they want a core that really signs.
import { packageFiles } from '../source/place.ts'
import type { Check } from './check.ts'

export const coreOnlyFromCli: Check = {
  name: 'core only from cli',
  rule: 'in server only cli/ imports @balie/core',
  find: (repository) =>
    packageFiles(repository.paths)
      .filter(({ place }) => place.room === 'server' && !place.forTests && !place.below.startsWith('cli/'))
      .flatMap(({ file }) =>
        repository
          .module(file)
          .imports.filter(({ specifier }) => /^@balie\/core(\/|$)/.test(specifier))
          .map(({ line }) => ({ file, line, message: 'imports the core: only cli/ starts it' })),
      ),
}
