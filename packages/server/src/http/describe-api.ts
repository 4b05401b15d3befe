import type { Listener } from './listener.ts'

const titles = {
  public: 'Balie: what pages ask of the server',
  internal: 'Balie: what ID Contact components ask of the plugin',
} as const

/** Lets a listener describe its routes as OpenAPI: `app.swagger()`. The files of docs/openapi are made from it. */
export async function describeApi(app: Listener, name: keyof typeof titles): Promise<void> {
  // Loaded only for the tool that writes the files: a server that serves has no use for it.
  const { default: swagger } = await import('@fastify/swagger')
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: titles[name], version: '0.1.0' } },
  })
}
