import fastJsonStringify, { type Schema } from 'fast-json-stringify'
import type { FastifySerializerCompiler } from 'fastify/types/schema.js'

type Serialize = ReturnType<FastifySerializerCompiler<Schema>>

/**
 * All of it before the server is ready: left to the first answer, all who are there would wait for it. Without the pass that
 * shortens what is compiled, which takes as long as all the rest; what it leaves out the engine leaves out too.
 */
const OPTIONS = { compileValidators: true, ajv: { code: { optimize: false }, messages: false } }

/** Makes what writes the answers of a schema. Routes with the same schema share one. */
export function createSerializers(): FastifySerializerCompiler<Schema> {
  const made = new WeakMap<object, Serialize>()
  return ({ schema }) => {
    const known = made.get(schema)
    if (known) return known
    const serialize = byState(schema) ?? fastJsonStringify(schema, OPTIONS)
    made.set(schema, serialize)
    return serialize
  }
}

/**
 * Of a union whose members each have a `state` of their own, that of the member: otherwise each answer would be checked against
 * one after the other, by something that takes a quarter of a second and megabytes to make.
 */
function byState(schema: Schema): Serialize | undefined {
  const anyOf: unknown = 'anyOf' in schema && schema.anyOf
  const members = Array.isArray(anyOf) ? anyOf : []
  const writers = new Map<unknown, Serialize>()
  for (const member of members) {
    const state = member.properties?.state?.const
    if (state !== undefined) writers.set(state, fastJsonStringify(member, OPTIONS))
  }
  if (writers.size < 2 || writers.size < members.length) return undefined
  return (document) => {
    const write = writers.get(document?.state)
    if (!write) throw new TypeError('an answer in a state that its schema does not have')
    return write(document)
  }
}
