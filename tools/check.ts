// The checks of the house rules: `node --conditions=source tools/check.ts [folder of a clone]`.
import { ALL_CHECKS } from './checks/all-checks.ts'
import { generatedDocuments } from './checks/generated-documents.ts'
import { measureSizes } from './checks/sizes.ts'
import { allDocuments } from './generate/all-documents.ts'
import { ROOT } from './setup/repository.mjs'
import { openRepository } from './source/repository.ts'

const [elsewhere] = process.argv.slice(2)
const repository = openRepository(elsewhere ?? ROOT)
// The documents are made from the code of this clone, so they say nothing about another.
const documents = elsewhere === undefined ? [generatedDocuments(await allDocuments(repository))] : []

let broken = 0
for (const check of [...ALL_CHECKS, ...documents]) {
  const findings = check.find(repository)
  broken += findings.length
  console.log(`${findings.length === 0 ? 'ok    ' : 'BROKEN'} ${check.name}`)
  if (findings.length > 0) console.log(`       The rule: ${check.rule}.`)
  for (const { file, line, message } of findings) {
    console.log(`       ${file}${line === undefined ? '' : `:${line}`}  ${message}`)
  }
}

console.log('\nLines per source file, tests apart:')
for (const { room, files, median, p95, largest } of measureSizes(repository)) {
  console.log(
    `  ${room.padEnd(12)} ${files} files, median ${median}, 95th percentile ${p95}, largest ${largest}`,
  )
}
process.exitCode = broken === 0 ? 0 : 1
