import { readWire } from '../wire/read-wire.ts'
import { SessionUpdateQuerySchema } from './session-update-schema.ts'

/** What a plugin tells about the user: still busy, or gone by the Logout button. */
export type SessionUpdate = 'user_active' | 'logout'

const read = readWire('session update', SessionUpdateQuerySchema)

/**
 * Reads the query of a session update, parsed (`{ type: 'logout' }`) or as `URLSearchParams`.
 *
 * @throws {IdContactError} BODY_INVALID, also when `type` is given twice
 */
export function parseSessionUpdate(query: unknown): SessionUpdate {
  return read(query instanceof URLSearchParams ? asObject(query) : query, 'BODY_INVALID').type
}

function asObject(query: URLSearchParams): unknown {
  const types = query.getAll('type')
  return types.length === 1 ? { type: types[0] } : {}
}
