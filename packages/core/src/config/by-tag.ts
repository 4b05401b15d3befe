import { CoreError } from '../errors/core-error.ts'

/**
 * The rows by their tag, in the order of the file.
 *
 * @param key the list's dotted name, for the error.
 * @throws CONFIG_INVALID when two rows have the same tag: one of them would silently not exist.
 */
export function byTag<Row extends { readonly tag: string }>(
  rows: readonly Row[],
  key: string,
): ReadonlyMap<string, Row> {
  const map = new Map<string, Row>()
  for (const row of rows) {
    if (map.has(row.tag)) throw new CoreError('CONFIG_INVALID', `${key} names the tag ${row.tag} twice.`)
    map.set(row.tag, row)
  }
  return map
}
