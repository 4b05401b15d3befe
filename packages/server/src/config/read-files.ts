import type { TSchema } from 'typebox'
import type { ConfigProblem } from './config-invalid.ts'
import type { ConfigKey } from './config-key.ts'
import { properties } from './override-from-environment.ts'
import { isTable, type Table } from './table.ts'

/**
 * Puts the content of the file that `<key>_file` names in the place of `<key>`, for every key that allows
 * it. White space at the ends goes. Changes the table; what cannot be read is reported by key, with the
 * system's word for it and without the path.
 */
export function readFiles(
  table: Table,
  schema: TSchema,
  readFile: (path: string) => string,
  at: readonly string[] = [],
): ConfigProblem[] {
  const problems: ConfigProblem[] = []
  for (const [name, part] of properties(schema)) {
    const inner = table[name]
    if (isTable(inner)) problems.push(...readFiles(inner, part, readFile, [...at, name]))
    const fileKey = `${name}_file`
    if (!(part as Partial<ConfigKey>).fromFile || !(fileKey in table)) continue
    const key = [...at, fileKey].join('.')
    const path = table[fileKey]
    delete table[fileKey]
    if (name in table) problems.push({ key, problem: `given together with ${name}; give one of the two` })
    else if (typeof path !== 'string') problems.push({ key, problem: 'expected the path of a file' })
    else {
      try {
        table[name] = readFile(path).trim()
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? ` (${error.code})` : ''
        problems.push({ key, problem: `the file that it names cannot be read${code}` })
        // Not also "missing": one problem, one line.
        table[name] = undefined
      }
    }
  }
  return problems
}
