import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { TestContext } from 'node:test'

/** A PATH of one test, on which programs with these names stand: each a shell script. */
export function pathWith(t: TestContext, programs: Record<string, string>): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'balie-path-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`)
    chmodSync(path.join(folder, name), 0o755)
  }
  return folder
}
