import Type, { type TSchema } from 'typebox'
import type { ConfigKey } from './config-key.ts'

/** What a value must look like, in words, from the schema alone; so it never holds a value that was given. */
export function expectation(schema: TSchema & Partial<ConfigKey>): string {
  if (schema.expects) return schema.expects
  if (Type.IsBoolean(schema)) return 'true or false'
  if (Type.IsInteger(schema)) return `a whole number from ${schema['minimum']} to ${schema['maximum']}`
  if (Type.IsString(schema))
    return schema['maxLength'] ? `text of 1 to ${schema['maxLength']} characters` : 'text'
  if (Type.IsUnion(schema))
    return `one of ${schema.anyOf.map((one) => Type.IsLiteral(one) && one.const).join(', ')}`
  if (Type.IsArray(schema))
    return Type.IsString(schema.items) ? 'a list of different texts, not empty' : 'one or more tables'
  return 'a table'
}
