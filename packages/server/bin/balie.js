#!/usr/bin/env -S node --max-semi-space-size=16
// The command of this package. The option: a server that starts reads much, for which Node would keep some 30 MB more for
// young objects ever after; it can be given on the command line only.
//
// A file of its own: npm links a command only to a file that is there when it installs, and `dist` is built later.
import { existsSync } from 'node:fs'

const command = new URL('../dist/cli/balie.js', import.meta.url)
if (existsSync(command)) {
  await import(command.href)
} else {
  process.stderr.write('balie: not built yet; run `npm run build` first\n')
  process.exitCode = 1
}
