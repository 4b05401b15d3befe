import type { EncryptionKey, SigningKey } from '@balie/sdk'
import Type from 'typebox'
import { KeyTable } from './key-table.ts'
import type { OverridableKeys } from './override.ts'

/** The deployed test plugin's TOML, as it is, with `dangerously_allow_example_keys` as our own addition. */
export const AuthTestConfigTable = Type.Object({
  global: Type.Object({
    address: Type.Optional(Type.String()),
    port: Type.Optional(Type.Integer({ minimum: 0, maximum: 65535 })),
    server_url: Type.String(),
    internal_url: Type.Optional(Type.String()),
    with_session: Type.Optional(Type.Boolean()),
    attributes: Type.Optional(Type.Record(Type.String(), Type.String())),
    encryption_pubkey: KeyTable,
    signing_privkey: KeyTable,
    dangerously_allow_example_keys: Type.Optional(Type.Boolean()),
  }),
})

/** The test plugin's configuration in the shape and spelling of its TOML file. */
export type AuthTestConfigTable = Type.Static<typeof AuthTestConfigTable>

/** What the environment can override, as `BALIE_<KEY>`. */
export const AUTH_TEST_OVERRIDES: OverridableKeys = Object.freeze({
  address: 'text',
  port: 'number',
  server_url: 'text',
  internal_url: 'text',
  with_session: 'boolean',
  'encryption_pubkey.type': 'text',
  'encryption_pubkey.key': 'secret',
  'signing_privkey.type': 'text',
  'signing_privkey.key': 'secret',
  dangerously_allow_example_keys: 'boolean',
})

/** Everything the test authentication plugin must know, with its keys imported (AU-1). */
export interface AuthTestConfig {
  readonly address: string
  readonly port: number
  /** External base URL, for browsers; without trailing slash. */
  readonly serverUrl: string
  /** Internal base URL, for session updates; without trailing slash. */
  readonly internalUrl: string
  /** Whether results carry a session URL. */
  readonly withSession: boolean
  /** The value that each attribute has unless the tester changes it. */
  readonly attributes: ReadonlyMap<string, string>
  readonly encryptionKey: EncryptionKey
  readonly signingKey: SigningKey
}
