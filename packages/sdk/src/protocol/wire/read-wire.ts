import type { Static, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import type { ErrorCode } from '../../errors/catalogue.ts'
import { IdContactError } from '../../errors/id-contact-error.ts'

/** Reads a value as one message of the protocol. Throws the given code when it does not fit. */
export type ReadWire<S extends TSchema> = (value: unknown, code: ErrorCode) => Static<S>

/**
 * Makes the reader of a message from its schema. The detail of its errors names members of the schema only,
 * never what the other side sent: that may hold personal data (threat P1).
 *
 * @param message the name of the message, for the operator
 */
export function readWire<S extends TSchema>(message: string, schema: S): ReadWire<S> {
  const validator = Compile(schema)
  return (value, code) => {
    if (validator.Check(value)) return value as Static<S>
    throw new IdContactError(code, `${message}: ${mismatch(validator.Errors(value)[0])}`)
  }
}

interface Mismatch {
  readonly keyword: string
  readonly schemaPath: string
  readonly params: object
}

function mismatch(error: Mismatch | undefined): string {
  if (error === undefined) return 'does not fit'
  const members = [...error.schemaPath.matchAll(/\/properties\/([A-Za-z_]+)/g)].map((match) => match[1])
  if ('requiredProperties' in error.params && Array.isArray(error.params.requiredProperties)) {
    return `${[...members, error.params.requiredProperties[0]].join('.')} is missing`
  }
  return `${members.join('.') || 'the whole'} does not fit (${error.keyword})`
}
