import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'

const COMMAND = path.join(import.meta.dirname, 'check.ts')

test('the command ends with 1 for a house that breaks a rule, and names the place', (t) => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'balie-house-'))
  t.after(() => rmSync(root, { recursive: true, force: true }))
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    writeFileSync(path.join(root, file), text)
  }
  write('package.json', '{"license":"EUPL-1.2"}')
  write('package-lock.json', '{"packages":{}}')
  write(
    'packages/sdk/package.json',
    '{"name":"@balie/sdk","license":"EUPL-1.2","exports":{".":{"source":"./src/index.ts"}}}',
  )
  write('packages/sdk/src/index.ts', `export * from './utils.ts'\n`)
  write('packages/sdk/src/utils.ts', 'export const a = 1\n')

  const { status, stdout } = spawnSync(process.execPath, ['--conditions=source', COMMAND, root], {
    encoding: 'utf8',
  })
  assert.equal(status, 1)
  assert.match(stdout, /BROKEN entries\n.*\n {7}packages\/sdk\/src\/index\.ts:1 {2}exports \*/)
  assert.match(stdout, /BROKEN file names/)
  assert.match(stdout, /ok {5}package arrows/)
})
