import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { ConfigSources } from '@balie/core'
import type { Environment } from '../config/override-from-environment.ts'
import { BalieError } from '../errors/balie-error.ts'

/**
 * The TOML of a component of the far side, with the environment, and with files that are named relative to it.
 *
 * @throws {BalieError} CONFIG_INVALID when it cannot be read
 */
export function readComponentConfig<C>(
  path: string,
  environment: Environment,
  read: (toml: string, sources: ConfigSources) => C,
): C {
  let toml: string
  try {
    toml = readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${error.code})` : ''
    throw new BalieError('CONFIG_INVALID', `the configuration ${path} cannot be read${code}`, {
      cause: error,
    })
  }
  const readFile = (file: string) => readFileSync(resolve(dirname(resolve(path)), file), 'utf8')
  return read(toml, { environment, readFile })
}
