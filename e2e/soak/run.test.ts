import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const RUN = fileURLToPath(new URL('./run.ts', import.meta.url))

/** The living processes that a process started, and that nobody else took over. */
function childrenOf(pid: number | undefined): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => parentOf(Number(name)) === pid)
    .map(Number)
}

/** Undefined: it has ended. */
function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return state === 'Z' ? undefined : Number(parent)
  } catch {
    return undefined
  }
}

test('a soak that is told to end leaves no node and no PostgreSQL behind', {
  skip: process.platform !== 'linux',
}, async () => {
  const options = ['--kills', '10000', '--conversations', '2', '--seed', '1']
  // It has no time to tidy up. PostgreSQL, which runs as another user, must be able to pass through.
  const folder = await mkdtemp(join(tmpdir(), 'balie-soak-run-'))
  await chmod(folder, 0o711)
  const soak = spawn(process.execPath, ['--conditions=source', RUN, ...options], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, TMPDIR: folder },
  })
  const ended = once(soak, 'exit')
  let children: number[] = []
  const left = () => children.filter((pid) => parentOf(pid) !== undefined)
  try {
    let said = ''
    for await (const text of soak.stderr.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
      said += text
      if (said.includes('kill 1 of')) break
    }
    children = childrenOf(soak.pid)
    assert.ok(children.length >= 3, `two nodes and PostgreSQL, not ${children.length} processes: ${said}`)
    soak.kill('SIGTERM')
    assert.deepEqual(await ended, [143, null])
    const until = performance.now() + 10_000
    while (left().length > 0 && performance.now() < until) await wait(20)
    assert.deepEqual(left(), [])
  } finally {
    soak.kill('SIGKILL')
    for (const pid of left()) process.kill(pid, 'SIGKILL')
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
})
