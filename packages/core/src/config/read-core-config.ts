import { readFileSync } from 'node:fs'
import { importSigningKey, importVerificationKey, type VerificationKey } from '@balie/sdk'
import { CoreError } from '../errors/core-error.ts'
import { byTag } from './by-tag.ts'
import { checkTable } from './check-table.ts'
import type { AuthMethod, CommMethod, ConfiguredMethod, CoreConfig, Purpose } from './core-config.ts'
import { CORE_OVERRIDES, CoreConfigTable } from './core-config-table.ts'
import { httpUrl } from './http-url.ts'
import { type ConfigSources, override } from './override.ts'
import { parseToml } from './parse-toml.ts'
import { readInternalSecret } from './read-internal-secret.ts'
import { type KeyRules, readKey } from './read-key.ts'

type Global = CoreConfigTable['global']
type MethodTable = Global['auth_methods'][number] | Global['comm_methods'][number]

/**
 * The core's configuration from the deployed core's TOML, as it is (CO-4). Keys are imported, references
 * between purposes and methods are checked, `"*"` is written out. `BALIE_<KEY>` in the environment
 * overrides a key; a `..._file` key names a file that holds a secret.
 *
 * @throws CONFIG_INVALID naming the key that is missing or wrong, never its value.
 * @throws CONFIG_EXAMPLE_KEY for a published example key (T12).
 */
export function readCoreConfig(toml: string, sources: ConfigSources = {}): CoreConfig {
  const readFile = (path: string) => readFileSync(path, 'utf8')
  return makeCoreConfig(override(parseToml(toml), CORE_OVERRIDES, { readFile, ...sources }))
}

/**
 * The same from a table that was not read from a file, in the spelling of the TOML: write it
 * `satisfies CoreConfigTable`. The demo and tests use it.
 *
 * @throws what `readCoreConfig` throws.
 */
export function makeCoreConfig(table: unknown): CoreConfig {
  const { global } = checkTable(CoreConfigTable, table)
  const rules = { dangerouslyAllowExampleKeys: global.dangerously_allow_example_keys ?? false }
  const authMethods = byTag(global.auth_methods.map(authMethod), 'global.auth_methods')
  const commMethods = byTag(global.comm_methods.map(commMethod), 'global.comm_methods')
  const tel = telephone(global, rules)
  for (const method of authMethods.values()) {
    if (method.shimTelUrl && tel === undefined) {
      throw new CoreError(
        'CONFIG_INVALID',
        `The method ${method.tag} has shim_tel_url, which needs global.ui_tel_url and global.ui_signing_privkey.`,
      )
    }
  }
  return {
    address: global.address ?? '127.0.0.1',
    port: global.port ?? 8000,
    serverUrl: httpUrl(global.server_url, 'global.server_url'),
    internalSecret: readInternalSecret(global.internal_secret, rules),
    ...(tel === undefined ? {} : { tel }),
    startAuthKeys: startAuthKeys(global, rules),
    authMethods,
    commMethods,
    purposes: byTag(
      global.purposes.map((row) => purpose(row, authMethods, commMethods)),
      'global.purposes',
    ),
    organisation: global.organisation,
    attributeLabels: new Map(Object.entries(global.attribute_labels ?? {})),
  }
}

function method(row: MethodTable): ConfiguredMethod {
  return {
    tag: row.tag,
    name: row.name,
    imagePath: row.image_path,
    start: httpUrl(row.start, `start of the method ${row.tag}`),
    label: row.label ?? {},
    description: row.description ?? {},
  }
}

function authMethod(row: Global['auth_methods'][number]): AuthMethod {
  return {
    ...method(row),
    disableAttrUrl: row.disable_attr_url ?? false,
    shimTelUrl: row.shim_tel_url ?? false,
  }
}

function commMethod(row: Global['comm_methods'][number]): CommMethod {
  return { ...method(row), disableAttributesAtStart: row.disable_attributes_at_start ?? false }
}

function purpose(
  row: Global['purposes'][number],
  authMethods: ReadonlyMap<string, AuthMethod>,
  commMethods: ReadonlyMap<string, CommMethod>,
): Purpose {
  return {
    tag: row.tag,
    attributes: row.attributes,
    allowedAuth: allowed(row.allowed_auth, authMethods, `allowed_auth of the purpose ${row.tag}`),
    allowedComm: allowed(row.allowed_comm, commMethods, `allowed_comm of the purpose ${row.tag}`),
    allowUnauthenticated: row.allow_unauthenticated ?? false,
    name: row.name ?? {},
    description: row.description ?? {},
  }
}

function allowed(
  tags: readonly string[],
  methods: ReadonlyMap<string, unknown>,
  place: string,
): readonly string[] {
  if (tags.includes('*')) return [...methods.keys()]
  for (const tag of tags) {
    if (!methods.has(tag))
      throw new CoreError('CONFIG_INVALID', `${place} names the method ${tag}, which does not exist.`)
  }
  return [...new Set(tags)]
}

function startAuthKeys(global: Global, rules: KeyRules): ReadonlyMap<string, VerificationKey> {
  const keys = Object.entries(global.authonly_request_keys ?? {})
  return new Map(
    keys.map(([kid, text]) => [
      kid,
      readKey(`global.authonly_request_keys.${kid}`, text, importVerificationKey, rules),
    ]),
  )
}

function telephone(global: Global, rules: KeyRules): CoreConfig['tel'] {
  const key = global.ui_signing_privkey
  // Imported even when no page is named: a wrong key must not wait for the first caller to be found.
  const signingKey = key && readKey('global.ui_signing_privkey', key, importSigningKey, rules)
  if (signingKey === undefined || global.ui_tel_url === undefined) return undefined
  // The token is put directly behind this URL, so its trailing slash must stay.
  httpUrl(global.ui_tel_url.replace(/\?.*$/, ''), 'global.ui_tel_url')
  return { uiTelUrl: global.ui_tel_url, signingKey }
}
