import Type from 'typebox'
import { key } from './config-key.ts'
import { dangerousKeys } from './dangerous-keys.ts'
import { privateKeyTable, publicKeyTable } from './key-text-schema.ts'
import { listenerKeys } from './listener-keys.ts'
import { originKeys } from './origin-keys.ts'
import { PurposeSchema } from './purpose-schema.ts'
import { mailKeys, scheduleKeys } from './schedule-keys.ts'
import { storeKeys } from './store-keys.ts'

/**
 * The whole configuration: one schema for the file `balie.toml` and the environment. Each key, with its
 * default and words, is documented from here. Names are those of the deployed ID Contact components where
 * they have one (protocol, section 7).
 */
export const ConfigSchema = Type.Object(
  {
    display_name: Type.String({
      ...key({
        title: 'Name of the organisation',
        description: 'As citizens and agents read it.',
        examples: ['Gemeente Voorbeeld'],
      }),
      minLength: 1,
      maxLength: 100,
    }),
    ...listenerKeys,
    decryption_privkey: privateKeyTable(
      'Decryption key',
      'The private key that opens auth results. Its public half is `encryption_pubkey` of the authentication plugins.',
    ),
    signature_pubkey: publicKeyTable(
      'Verification key of auth results',
      'The public half of `signing_privkey` of the authentication plugins.',
    ),
    use_attr_url: Type.Boolean(
      key({
        title: 'Have results posted',
        description:
          'True: results come by POST to an address of their own (reception 3). False: with the citizen, in the landing (reception 2).',
        default: true,
      }),
    ),
    auth_result_subjects: Type.Array(Type.String({ minLength: 1, maxLength: 128 }), {
      ...key({
        title: 'Other subjects of auth results',
        description:
          'Accepted besides `id-contact-attributes`. The fork Verder Helpen uses `verder-helpen-attributes` (AR-6).',
        default: [],
        examples: [['verder-helpen-attributes']],
      }),
      maxItems: 8,
    }),
    core_url: Type.Optional(
      Type.String({
        ...key({
          title: 'Address of the core',
          description:
            'For authentication during communication. Needs `start_auth_signing_privkey`, `start_auth_key_id` and `authentication_origins` too.',
          examples: ['http://core.internal:8000'],
          expects: 'an address that begins with http:// or https://',
        }),
        pattern: '^https?://[^?#]+$',
      }),
    ),
    start_auth_signing_privkey: Type.Optional(
      privateKeyTable('Start key', 'The private key that signs start requests to the core.'),
    ),
    start_auth_key_id: Type.Optional(
      Type.String({
        ...key({
          title: 'Name of the start key',
          description:
            'The `kid` by which the core knows the start key: its name in `global.authonly_request_keys`.',
          examples: ['balie'],
        }),
        minLength: 1,
        maxLength: 128,
      }),
    ),
    ...originKeys,
    teams: Type.Array(Type.String({ minLength: 1, maxLength: 128 }), {
      ...key({
        title: 'Teams',
        description: 'Tags of the teams of agents. A purpose belongs to one of them.',
        examples: [['burgerzaken', 'vergunningen']],
      }),
      minItems: 1,
      uniqueItems: true,
    }),
    purposes: Type.Array(PurposeSchema, {
      ...key({ title: 'Purposes', description: 'What citizens can come for. In the environment: JSON.' }),
      minItems: 1,
    }),
    ...scheduleKeys,
    ...mailKeys,
    ...storeKeys,
    ...dangerousKeys,
  },
  { title: 'balie.toml', additionalProperties: false },
)

/** The configuration as it is written, with defaults filled in. */
export type ConfigText = Type.Static<typeof ConfigSchema>

/** Other names for keys, as deployed components use them. */
export const CONFIG_ALIASES: Readonly<Record<string, string>> = Object.freeze({ server_url: 'external_url' })
