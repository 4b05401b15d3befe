import assert from 'node:assert/strict'
import { it } from 'node:test'
import { CitizenView } from '@balie/desk-api'
import type { Schema } from 'fast-json-stringify'
import { createSerializers } from './serializers.ts'

/** As plain JSON Schema: the types of TypeBox say more. */
const schema: Schema = JSON.parse(JSON.stringify(CitizenView))
const route = { method: 'GET', url: '/', httpStatus: '200' }

const elsewhere = {
  state: 'elsewhere',
  organisation: 'Gouda',
  authentication: { state: 'none', possible: true },
}

it('writes what the schema names, and nothing else', () => {
  const serialize = createSerializers()({ ...route, schema })
  const answer = serialize({ ...elsewhere, bsn: 'canary' })
  assert.deepEqual(JSON.parse(answer), elsewhere)
})

it('refuses what the schema does not have', () => {
  const serialize = createSerializers()({ ...route, schema })
  assert.throws(() => serialize({ ...elsewhere, state: 'gone' }), /a state that its schema does not have/)
  assert.throws(() => serialize({ state: 'elsewhere' }), /"organisation" is required/)
})

it('writes unions of other kinds too', () => {
  const schema: Schema = JSON.parse(
    '{ "anyOf": [{ "type": "number" }, { "type": "object", "properties": { "a": { "type": "string" } } }] }',
  )
  const serialize = createSerializers()({ ...route, schema })
  assert.deepEqual([serialize(1), serialize({ a: 'b', c: 'd' })], ['1', '{"a":"b"}'])
})

it('compiles everything before the first answer', (t) => {
  const compile = t.mock.method(globalThis, 'Function')
  const serialize = createSerializers()({ ...route, schema })
  const before = compile.mock.callCount()
  assert.ok(before > 1, 'compiling is seen')
  serialize(elsewhere)
  assert.equal(compile.mock.callCount(), before)
})

it('makes one for a schema, however many routes have it', () => {
  const serializers = createSerializers()
  const [one, other] = ['/a', '/b'].map((url) => serializers({ ...route, url, schema }))
  assert.equal(one, other)
})
