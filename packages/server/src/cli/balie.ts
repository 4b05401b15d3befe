#!/usr/bin/env node
import { text } from 'node:stream/consumers'
import type { Terminal } from './command.ts'
import { reportFailure } from './report-failure.ts'
import { runBalie } from './run-balie.ts'

/** How long what was begun may still take after a command is done, such as writing to a pipe, milliseconds. */
const LINGER = 1_000

const stopping = new AbortController()
const stop = () => {
  // Asked twice: now, whatever is unfinished.
  if (stopping.signal.aborted) process.exit(1)
  stopping.abort()
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
// Whoever read our lines is gone, as in `balie demo | head`.
process.stdout.on('error', () => stopping.abort())
process.stderr.on('error', () => undefined)
// Node would print the error with its message, which may quote what somebody sent (P1).
process.on('uncaughtException', (error) => {
  complain(reportFailure(error).lines)
  process.exit(1)
})

const terminal: Terminal = {
  environment: process.env,
  say: (line) => process.stdout.write(`${line}\n`),
  note: (line) => process.stderr.write(`${line}\n`),
  read: () => text(process.stdin),
  stop: stopping.signal,
}

const { lines, code } = await runBalie(process.argv.slice(2), terminal)
complain(lines)
process.exitCode = code
// A connection to somebody who says nothing any more must not keep the process.
setTimeout(() => process.exit(), LINGER).unref()

function complain(lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`${line}\n`)
}
