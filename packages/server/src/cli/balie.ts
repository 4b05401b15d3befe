#!/usr/bin/env node
import { text } from 'node:stream/consumers'
import type { Terminal } from './command.ts'
import { runBalie } from './run-balie.ts'

const stopping = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    // Asked twice: now, whatever is unfinished.
    if (stopping.signal.aborted) process.exit(1)
    stopping.abort()
  })
}

const terminal: Terminal = {
  environment: process.env,
  say: (line) => process.stdout.write(`${line}\n`),
  read: () => text(process.stdin),
  stop: stopping.signal,
}

const { lines, code } = await runBalie(process.argv.slice(2), terminal)
for (const line of lines) process.stderr.write(`${line}\n`)
process.exitCode = code
