import { createSessionOptions, type Method } from '@balie/sdk'
import type { FastifyInstance } from 'fastify'
import type { ConfiguredMethod, CoreConfig, Purpose } from '../config/core-config.ts'
import { findPurpose } from './find-method.ts'

/** `GET /session_options`, for all purposes by tag, and `GET /session_options/{purpose}` (CO-1). */
export function routeSessionOptions(app: FastifyInstance, config: CoreConfig): void {
  app.get('/session_options', async () =>
    Object.fromEntries(
      [...config.purposes.values()].map((purpose) => [purpose.tag, optionsOf(config, purpose)]),
    ),
  )
  app.get<{ Params: { purpose: string } }>('/session_options/:purpose', async (request) =>
    optionsOf(config, findPurpose(config, request.params.purpose)),
  )
}

function optionsOf(config: CoreConfig, purpose: Purpose): ReturnType<typeof createSessionOptions> {
  return createSessionOptions({
    authMethods: offered(purpose.allowedAuth, config.authMethods),
    commMethods: offered(purpose.allowedComm, config.commMethods),
  })
}

function offered(tags: readonly string[], methods: ReadonlyMap<string, ConfiguredMethod>): readonly Method[] {
  return tags.flatMap((tag) => {
    const method = methods.get(tag)
    return method === undefined ? [] : [{ tag, name: method.name, imagePath: method.imagePath }]
  })
}
