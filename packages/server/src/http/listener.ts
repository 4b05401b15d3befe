// For the words of routes: summary, hide.

import type { IncomingMessage, ServerResponse } from 'node:http'
import type {} from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  RawServerDefault,
} from 'fastify'

/** One of the two servers: public for browsers, internal for components. Schemas of routes are TypeBox. */
export type Listener = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

export type { FastifyReply, FastifyRequest }
