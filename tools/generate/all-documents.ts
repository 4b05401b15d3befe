import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ERRORS, FLOW } from '@balie/sdk'
import { ConfigSchema } from '../../packages/server/src/config/config-schema.ts'
import { SERVER_ERRORS } from '../../packages/server/src/errors/catalogue.ts'
import { ROOT } from '../setup/repository.mjs'
import { manifestOf } from '../source/manifest.ts'
import type { Repository } from '../source/repository.ts'
import { apiDocument } from './api-document.ts'
import { configurationDocument } from './configuration-document.ts'
import { coverageDocument } from './coverage-document.ts'
import type { GeneratedDocument } from './document.ts'
import { errorsDocument } from './errors-document.ts'
import { flowDocument } from './flow-document.ts'
import { landedMigrationsDocument } from './landed-migrations-document.ts'
import { openapiDocuments } from './openapi-documents.ts'

/** Everything that is made from the code. The declarations of the sdk must have been emitted (`tsc -b`). */
export async function allDocuments(repository: Repository): Promise<GeneratedDocument[]> {
  const sdk = 'packages/sdk'
  const readDeclarations = (file: string) => readFileSync(path.join(ROOT, sdk, file), 'utf8')
  return [
    flowDocument(FLOW),
    errorsDocument(ERRORS, SERVER_ERRORS),
    configurationDocument(ConfigSchema),
    coverageDocument(repository),
    landedMigrationsDocument(repository),
    apiDocument(manifestOf(repository, sdk), readDeclarations),
    ...(await openapiDocuments()),
  ]
}
