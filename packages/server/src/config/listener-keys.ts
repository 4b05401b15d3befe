import Type from 'typebox'
import { LOG_LEVELS } from '../log.ts'
import { key } from './config-key.ts'

const url = { pattern: '^https?://[^?#]+$', maxLength: 500 }
const expects = 'an address that begins with http:// or https://, without ? or #'

/** Where Balie is reached, and what it says about it. */
export const listenerKeys = {
  external_url: Type.String({
    ...key({
      title: 'Address for browsers',
      description:
        'Without a path. Browsers reach the public listener here, through the proxy that adds TLS. `server_url` is another name for it.',
      examples: ['https://balie.example.nl'],
      expects,
    }),
    ...url,
  }),
  internal_url: Type.String({
    ...key({
      title: 'Address for components',
      description:
        'Without a path. The core and the authentication plugins reach the internal listener here.',
      examples: ['http://balie.internal:8503'],
      expects,
    }),
    ...url,
  }),
  public_address: Type.String({
    ...key({
      title: 'Where the public listener listens',
      description: 'An IP address of this machine. `0.0.0.0` is all of them.',
      default: '127.0.0.1',
    }),
    minLength: 1,
  }),
  public_port: Type.Integer({
    ...key({
      title: 'Port of the public listener',
      description: 'For browsers. 0: any free port.',
      default: 8502,
    }),
    minimum: 0,
    maximum: 65535,
  }),
  drain_seconds: Type.Integer({
    ...key({
      title: 'Seconds in which a node that stops lets go',
      description:
        'Told to stop, a node says on `/readyz` that it is not ready any more, and spreads over this time the moments at which pages move to other nodes. With one node there is nothing to wait for: 0. Behind a proxy that looks at `/readyz`: longer than it takes to notice.',
      default: 0,
    }),
    minimum: 0,
    maximum: 20,
  }),
  internal_address: Type.String({
    ...key({
      title: 'Where the internal listener listens',
      description:
        'An IP address that only components can reach. Loopback and private addresses are taken as such.',
      default: '127.0.0.1',
    }),
    minLength: 1,
  }),
  internal_port: Type.Integer({
    ...key({
      title: 'Port of the internal listener',
      description: 'For the core, authentication plugins, health and metrics. 0: any free port.',
      default: 8503,
    }),
    minimum: 0,
    maximum: 65535,
  }),
  trust_proxy: Type.Array(
    Type.String({ minLength: 1 }),
    key({
      title: 'Trusted proxies',
      description:
        'Addresses or ranges of the proxies whose `X-Forwarded-For` is believed. Needed to tell visitors apart when limiting requests.',
      default: ['127.0.0.1', '::1'],
      examples: [['10.0.0.0/8']],
      expects: 'a list of IP addresses or ranges',
    }),
  ),
  requests_per_minute: Type.Integer({
    ...key({
      title: 'Most requests of one visitor',
      description:
        'On the public listener, per address and minute; as many connections for the chat. A tenth of them is served as it comes, the others spread over half a minute; more are refused, after a second or two. 0: no limit.',
      default: 1200,
    }),
    minimum: 0,
    maximum: 1_000_000,
  }),
  log_level: Type.Union(
    LOG_LEVELS.map((level) => Type.Literal(level)),
    key({ title: 'Log level', description: 'No level logs personal data.', default: 'info' }),
  ),
}
