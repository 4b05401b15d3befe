import Type from 'typebox'
import { key } from './config-key.ts'

const origins = {
  items: Type.String({ pattern: '^https?://[^?#]+$', maxLength: 300 }),
  expects: 'a list of origins, such as https://auth.example.nl: without a path',
}

/** Where Balie calls, and where it sends citizens: nowhere else (O1, B12). */
export const originKeys = {
  session_url_origins: Type.Array(origins.items, {
    ...key({
      title: 'Origins of session URLs',
      description:
        'Where the authentication plugins may be told that a citizen is active or has logged out: the origins of their session URLs. A session URL of another origin is not kept. `[]`: none can be told.',
      examples: [['http://auth.internal:8001']],
      expects: origins.expects,
    }),
    maxItems: 64,
    uniqueItems: true,
  }),
  authentication_origins: Type.Optional(
    Type.Array(origins.items, {
      ...key({
        title: 'Origins for authentication',
        description:
          'Where a citizen may be sent to authenticate during a conversation: the origins of the pages of the authentication plugins. Needed with `core_url`. Plain http only with `dangerously_allow_http`.',
        examples: [['https://auth.example.nl']],
        expects: origins.expects,
      }),
      maxItems: 64,
      uniqueItems: true,
    }),
  ),
}
