#!/usr/bin/env node
// The command of this package. A file of its own: npm links a command only to a file that is there when it
// installs, and `dist` is built later.
import { existsSync } from 'node:fs'

const command = new URL('../dist/cli.js', import.meta.url)
if (existsSync(command)) {
  await import(command.href)
} else {
  process.stderr.write('idcontact-conformance: not built yet; run `npm run build` first\n')
  process.exitCode = 1
}
