import type { Static, TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { CoreError } from '../errors/core-error.ts'

/**
 * The table, known to fit the schema. Keys that the schema does not name are let through: deployed files
 * carry some that only their own component reads (CO-4).
 *
 * @throws CONFIG_INVALID with the dotted name of the first key that is missing or wrong, never its value.
 */
export function checkTable<S extends TSchema>(schema: S, table: unknown): Static<S> {
  if (Value.Check(schema, table)) return table
  const [error] = Value.Errors(schema, table)
  const place = error === undefined ? '' : error.instancePath
  const missing = error?.keyword === 'required' ? error.params.requiredProperties[0] : undefined
  const key = keyName(missing === undefined ? place : `${place}/${missing}`)
  const problem = missing === undefined ? (error?.message ?? 'is wrong') : 'is missing'
  throw new CoreError('CONFIG_INVALID', `The key ${key} ${problem}.`)
}

/** `/global/purposes/2/tag` as a person writes it: `global.purposes[2].tag`. */
function keyName(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '')
}
