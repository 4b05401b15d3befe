import type { Static, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'

/** Tells whether something that came in is what a schema says. */
export type Shape<T> = (given: unknown) => given is T

/** The shape of a schema, compiled once: for what comes in with every message. */
export function shapeOf<S extends TSchema>(schema: S): Shape<Static<S>> {
  const validator = Compile(schema)
  return (given): given is Static<S> => validator.Check(given)
}
