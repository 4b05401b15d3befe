import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { testDirectory } from '../../testing/test-database.ts'
import { findEngine } from './engine.ts'
import { postgresUser } from './postgres-user.ts'

const run = promisify(execFile)
const isRoot = process.getuid?.() === 0

describe('the programs of PostgreSQL', () => {
  let directory: string
  before(async () => {
    directory = await testDirectory()
  })
  after(() => rm(directory, { recursive: true }))

  it('are found where npm put them', async () => {
    const { postgres } = await findEngine({}, join(directory, 'none'))
    assert.match((await run(postgres, ['--version'])).stdout, /PostgreSQL\) 18\./)
  })

  it('get the links between their libraries back, when install scripts did not run', async () => {
    const { postgres } = await findEngine({}, join(directory, 'none'))
    const bare = join(directory, 'bare')
    const installed = join(dirname(postgres), '..')
    await cp(installed, join(bare, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) =>
        !/\.so(\.\d+)?$/.test(path) || /libcrypto|libssl|liblzma|libossp|libx|libz/.test(path),
    })
    await findEngine({}, join(directory, 'none'), join(bare, 'native'))
  })

  it('are copied to where the user of the database can reach them', {
    skip: !isRoot && 'needs root',
  }, async () => {
    const { postgres } = await findEngine({}, join(directory, 'none'))
    const closed = join(directory, 'closed')
    await mkdir(closed)
    await cp(join(dirname(postgres), '..'), join(closed, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
    })
    await chmod(closed, 0o700)
    const copyTo = join(directory, 'copy')
    const user = await postgresUser()
    const engine = await findEngine(user, copyTo, join(closed, 'native'))
    assert.equal(engine.postgres, join(copyTo, 'bin', 'postgres'))
    assert.match((await run(engine.postgres, ['--version'], user)).stdout, /18\./)
  })
})
