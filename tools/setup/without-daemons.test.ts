import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { pathWith } from './path-with.ts'
import { withoutDaemons } from './without-daemons.mjs'

test('a package that asks whether it may start is refused, and afterwards nothing of it is left', async (t) => {
  const policy = path.join(pathWith(t, {}), 'policy-rc.d')
  const answer = await withoutDaemons(async () => spawnSync(policy).status, policy)
  assert.equal(answer, 101)
  assert.ok(!existsSync(policy))
  await assert.rejects(
    withoutDaemons(() => Promise.reject(new Error('no')), policy),
    /no/,
  )
  assert.ok(!existsSync(policy))
})

test('a policy of the machine itself stays', async (t) => {
  const policy = path.join(pathWith(t, { 'policy-rc.d': 'exit 0' }), 'policy-rc.d')
  assert.equal(await withoutDaemons(async () => spawnSync(policy).status, policy), 0)
  assert.match(readFileSync(policy, 'utf8'), /exit 0/)
})

test('an installation that is interrupted leaves none either', (t) => {
  const policy = path.join(pathWith(t, {}), 'policy-rc.d')
  const script = `
    import { existsSync } from 'node:fs'
    import { withoutDaemons } from ${JSON.stringify(new URL('without-daemons.mjs', import.meta.url).href)}
    const interrupt = async () => {
      console.log(existsSync(${JSON.stringify(policy)}))
      process.kill(process.pid, 'SIGTERM')
      await new Promise((resolve) => setTimeout(resolve, 30_000))
    }
    await withoutDaemons(interrupt, ${JSON.stringify(policy)})`
  const ended = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  assert.equal(ended.stdout, 'true\n')
  assert.equal(ended.signal, 'SIGTERM')
  assert.ok(!existsSync(policy))
})
