import Type from 'typebox'
import { key } from './config-key.ts'

/** Options that allow what otherwise stops the start. */
export const dangerousKeys = {
  dangerously_allow_http: Type.Boolean(
    key({
      title: 'Allow plain http',
      description:
        'Dangerous: lets `external_url` and `authentication_origins` begin with http://, so that everything can be read on the way. For a demo on your own machine.',
      default: false,
    }),
  ),
  dangerously_allow_example_keys: Type.Boolean(
    key({
      title: 'Allow published keys',
      description:
        'Dangerous: lets keys be used whose private half is published, so that anyone can make an auth result (T12). For tests.',
      default: false,
    }),
  ),
  dangerously_allow_plain_database: Type.Boolean(
    key({
      title: 'Allow a database without verified TLS',
      description:
        'Dangerous unless the network keeps others out: lets `database_url` reach an address that is not private without TLS, or with a certificate that nobody verifies.',
      default: false,
    }),
  ),
  dangerously_open_internal_listener: Type.Boolean(
    key({
      title: 'Allow the internal listener everywhere',
      description:
        'Dangerous unless a firewall or container network keeps others out: lets `internal_address` be `0.0.0.0`, `::` or a public address (B10).',
      default: false,
    }),
  ),
}
