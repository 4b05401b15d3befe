// What can be derived is generated, so that a document never says something else than the code. Committed, so
// that a change of the code shows as a change of the document; compared, so that nobody forgets.
import type { GeneratedDocument } from '../generate/document.ts'
import type { Check } from './check.ts'

export function generatedDocuments(documents: readonly GeneratedDocument[]): Check {
  return {
    name: 'generated documents',
    rule: 'what is made from the code is as the code is (`npm run generate` makes it so)',
    find: (repository) =>
      documents.flatMap(({ path, text }) => {
        if (!repository.has(path)) return [{ file: path, message: 'is not there' }]
        const line = firstDifference(repository.read(path), text)
        return line === undefined ? [] : [{ file: path, line, message: 'is not as the code is' }]
      }),
  }
}

function firstDifference(committed: string, made: string): number | undefined {
  if (committed === made) return undefined
  const lines = made.split('\n')
  return committed.split('\n').findIndex((line, at) => line !== lines[at]) + 1
}
