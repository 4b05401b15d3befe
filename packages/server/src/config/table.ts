/** A table of a configuration file. */
export type Table = Record<string, unknown>

/** Whether a value is a table, not a list and not a date. */
export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}
