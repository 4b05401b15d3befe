// Writes what is made from the code: `npm run generate`. tools/check.ts compares.
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { allDocuments } from './generate/all-documents.ts'
import { ROOT } from './setup/repository.mjs'
import { openRepository } from './source/repository.ts'

const { status } = spawnSync('tsc', ['-b', 'packages/sdk'], { cwd: ROOT, stdio: 'inherit' })
if (status !== 0) throw new Error('The sdk does not compile: its API report cannot be made.')

const repository = openRepository(ROOT)
for (const { path: file, text } of await allDocuments(repository)) {
  if (repository.has(file) && repository.read(file) === text) continue
  mkdirSync(path.dirname(path.join(ROOT, file)), { recursive: true })
  writeFileSync(path.join(ROOT, file), text)
  console.log(`written: ${file}`)
}
