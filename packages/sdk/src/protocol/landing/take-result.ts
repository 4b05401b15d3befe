import { IdContactError } from '../../errors/id-contact-error.ts'

/**
 * The auth result in the query of a landing, not verified yet; undefined when there is none (an empty one
 * counts as none). Takes a parsed query object or `URLSearchParams`.
 *
 * @throws {IdContactError} AUTH_RESULT_REFUSED when the query has more than one
 */
export function takeResult(query: unknown): string | undefined {
  const found = results(query).filter((result) => result !== '')
  if (found.length > 1)
    throw new IdContactError('AUTH_RESULT_REFUSED', 'the landing has more than one result')
  return found[0]
}

function results(query: unknown): string[] {
  if (query instanceof URLSearchParams) return query.getAll('result')
  if (typeof query !== 'object' || query === null || !('result' in query)) return []
  return [query.result].flat().filter((result) => typeof result === 'string')
}
