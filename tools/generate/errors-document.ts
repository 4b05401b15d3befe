import type { ErrorRow } from '@balie/sdk'
import type { GeneratedDocument } from './document.ts'
import { madeFrom, markdownTable } from './markdown.ts'

type Catalogue = Readonly<Record<string, ErrorRow>>

/** `docs/errors.md`: every error code, what the caller is told, and what the operator should know. */
export function errorsDocument(sdk: Catalogue, server: Catalogue): GeneratedDocument {
  const text = `${madeFrom(['packages/sdk/src/errors/catalogue.ts', 'packages/server/src/errors/catalogue.ts'])}

# Errors

The code is stable, and is in the answer and in the log. The caller gets the sentence of the caller and nothing
else; the operator finds the detail and the cause in the log line with the same request id. The pages and the desk
get \`application/problem+json\`.

## Of the protocol

${table(sdk)}

## Of Balie itself

${table(server)}
`
  return { path: 'docs/errors.md', text }
}

function table(catalogue: Catalogue): string {
  const rows = Object.entries(catalogue).map(([code, { status, caller, operator }]) => [
    `\`${code}\``,
    String(status),
    caller,
    operator,
  ])
  return markdownTable(['code', 'status', 'the caller reads', 'for the operator'], rows)
}
