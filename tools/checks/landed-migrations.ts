// Databases of operators have run these files, and a Balie refuses a database that ran another version of one. A
// migration that was edited would therefore stop everybody's next start; one that was removed, too (docs/decisions/0024).
// `npm run generate` adds a new migration to the list and changes no line: whoever has to change one that has not landed
// on main yet removes its line first, and generates again.
import { LANDED, landedMigrations, presentMigrations } from '../generate/landed-migrations-document.ts'
import type { Check } from './check.ts'

export const landedMigrationsCheck: Check = {
  name: 'landed migrations',
  rule: 'a migration that has landed is never changed: what is different comes as a new file',
  find(repository) {
    const present = presentMigrations(repository)
    return [...landedMigrations(repository)].flatMap(([file, checksum], at) => {
      const now = present.get(file)
      if (now === checksum) return []
      const message = `${file} has landed, and ${now === undefined ? 'is gone' : 'was changed'}`
      return [{ file: LANDED, line: at + 1, message }]
    })
  },
}
