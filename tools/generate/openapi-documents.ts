import { systemClock, systemRandom } from '@balie/sdk'
// Adds swagger() to the type of a listener.
import type {} from '@fastify/swagger'
import { createApp } from '../../packages/server/src/app.ts'
import { createLog } from '../../packages/server/src/log.ts'
import { openStore } from '../../packages/server/src/store/pool.ts'
import { testConfig } from '../../packages/server/src/testing/test-config.ts'
import type { GeneratedDocument } from './document.ts'

/**
 * `docs/openapi/`: the addresses of the two listeners, as the app describes them itself. The app is wired but does
 * not listen, and its database is never asked.
 */
export async function openapiDocuments(): Promise<GeneratedDocument[]> {
  const config = testConfig()
  const { databaseUrl, keyring } = config
  if (!databaseUrl || !keyring)
    throw new Error('The configuration of the tests has a database and a master key.')
  const log = createLog({ level: 'silent' })
  const store = openStore({ databaseUrl, log })
  const app = await createApp({
    config,
    keyring,
    store,
    log,
    clock: systemClock,
    random: systemRandom,
    describe: true,
  })
  try {
    await Promise.all([app.internalListener.ready(), app.publicListener.ready()])
    return [
      { path: 'docs/openapi/internal.json', text: format(app.internalListener.swagger()) },
      { path: 'docs/openapi/public.json', text: format(app.publicListener.swagger()) },
    ]
  } finally {
    await app.close()
    await store.close()
  }
}

function format(description: object): string {
  return `${JSON.stringify(description, null, 2)}\n`
}
