import { parse, TomlError } from 'smol-toml'
import { ConfigInvalid } from './config-invalid.ts'
import type { Table } from './table.ts'

/**
 * TOML as a table.
 *
 * @throws {ConfigInvalid} with line and column, and without the text that stands there
 */
export function parseConfigText(text: string, name: string): Table {
  try {
    return parse(text)
  } catch (error) {
    const place = error instanceof TomlError ? ` at line ${error.line}, column ${error.column}` : ''
    throw new ConfigInvalid([{ key: '', problem: `${name} is not valid TOML${place}` }])
  }
}
