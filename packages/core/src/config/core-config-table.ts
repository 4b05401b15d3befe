import Type from 'typebox'
import { KeyTable } from './key-table.ts'
import type { OverridableKeys } from './override.ts'
import { WordsTable } from './words.ts'

const Tag = Type.String({ minLength: 1, maxLength: 128 })

const AuthMethodTable = Type.Object({
  tag: Tag,
  name: Type.String(),
  image_path: Type.String(),
  start: Type.String(),
  disable_attr_url: Type.Optional(Type.Boolean()),
  shim_tel_url: Type.Optional(Type.Boolean()),
  label: Type.Optional(WordsTable),
  description: Type.Optional(WordsTable),
})

const CommMethodTable = Type.Object({
  tag: Tag,
  name: Type.String(),
  image_path: Type.String(),
  start: Type.String(),
  disable_attributes_at_start: Type.Optional(Type.Boolean()),
  label: Type.Optional(WordsTable),
  description: Type.Optional(WordsTable),
})

const PurposeTable = Type.Object({
  tag: Tag,
  attributes: Type.Array(Tag),
  allowed_auth: Type.Array(Tag),
  allowed_comm: Type.Array(Tag),
  allow_unauthenticated: Type.Optional(Type.Boolean()),
  name: Type.Optional(WordsTable),
  description: Type.Optional(WordsTable),
})

/**
 * The deployed core's TOML, as it is (CO-4), with our own optional additions: `organisation`,
 * `allow_unauthenticated` and `name` and `description` per purpose, `label` and `description` per method,
 * `attribute_labels`, and `dangerously_allow_example_keys`.
 */
export const CoreConfigTable = Type.Object({
  global: Type.Object({
    address: Type.Optional(Type.String()),
    port: Type.Optional(Type.Integer({ minimum: 0, maximum: 65535 })),
    server_url: Type.String(),
    internal_url: Type.Optional(Type.String()),
    internal_secret: Type.String(),
    ui_tel_url: Type.Optional(Type.String()),
    ui_signing_privkey: Type.Optional(KeyTable),
    authonly_request_keys: Type.Optional(Type.Record(Type.String(), KeyTable)),
    auth_methods: Type.Array(AuthMethodTable),
    comm_methods: Type.Array(CommMethodTable),
    purposes: Type.Array(PurposeTable),
    organisation: Type.Optional(Type.String()),
    attribute_labels: Type.Optional(Type.Record(Type.String(), WordsTable)),
    dangerously_allow_example_keys: Type.Optional(Type.Boolean()),
  }),
})

/** The core's configuration in the shape and spelling of its TOML file. */
export type CoreConfigTable = Type.Static<typeof CoreConfigTable>

/** What the environment can override, as `BALIE_<KEY>`. */
export const CORE_OVERRIDES: OverridableKeys = Object.freeze({
  address: 'text',
  port: 'number',
  server_url: 'text',
  internal_url: 'text',
  internal_secret: 'secret',
  ui_tel_url: 'text',
  'ui_signing_privkey.type': 'text',
  'ui_signing_privkey.key': 'secret',
  organisation: 'text',
  dangerously_allow_example_keys: 'boolean',
})
