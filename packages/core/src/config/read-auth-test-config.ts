import { readFileSync } from 'node:fs'
import { importEncryptionKey, importSigningKey } from '@balie/sdk'
import { AUTH_TEST_OVERRIDES, type AuthTestConfig, AuthTestConfigTable } from './auth-test-config.ts'
import { checkTable } from './check-table.ts'
import { httpUrl } from './http-url.ts'
import { type ConfigSources, override } from './override.ts'
import { parseToml } from './parse-toml.ts'
import { readKey } from './read-key.ts'

/**
 * The test plugin's configuration from the deployed plugin's TOML, as it is (AU-1). Overrides and secret
 * files work as in the core.
 *
 * @throws CONFIG_INVALID naming the key that is missing or wrong, never its value.
 * @throws CONFIG_EXAMPLE_KEY for a published example key (T12).
 */
export function readAuthTestConfig(toml: string, sources: ConfigSources = {}): AuthTestConfig {
  const readFile = (path: string) => readFileSync(path, 'utf8')
  return makeAuthTestConfig(override(parseToml(toml), AUTH_TEST_OVERRIDES, { readFile, ...sources }))
}

/**
 * The same from a table that was not read from a file, in the spelling of the TOML: write it
 * `satisfies AuthTestConfigTable`.
 *
 * @throws what `readAuthTestConfig` throws.
 */
export function makeAuthTestConfig(table: unknown): AuthTestConfig {
  const { global } = checkTable(AuthTestConfigTable, table)
  const rules = { dangerouslyAllowExampleKeys: global.dangerously_allow_example_keys ?? false }
  const serverUrl = httpUrl(global.server_url, 'global.server_url')
  return {
    address: global.address ?? '127.0.0.1',
    port: global.port ?? 8000,
    serverUrl,
    internalUrl:
      global.internal_url === undefined ? serverUrl : httpUrl(global.internal_url, 'global.internal_url'),
    withSession: global.with_session ?? false,
    attributes: new Map(Object.entries(global.attributes ?? {})),
    encryptionKey: readKey('global.encryption_pubkey', global.encryption_pubkey, importEncryptionKey, rules),
    signingKey: readKey('global.signing_privkey', global.signing_privkey, importSigningKey, rules),
  }
}
