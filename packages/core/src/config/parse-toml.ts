import { parse, TomlError } from 'smol-toml'
import { CoreError } from '../errors/core-error.ts'

/**
 * The table that a TOML text holds.
 *
 * @throws CONFIG_INVALID with the line and the column. The parser's own message quotes the text, which may
 * be a private key, so it is not passed on.
 */
export function parseToml(text: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    const place =
      error instanceof TomlError ? `line ${error.line}, column ${error.column}` : 'an unknown place'
    throw new CoreError('CONFIG_INVALID', `The text is not TOML: see ${place}.`)
  }
}
