import { rmSync } from 'node:fs'
import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Makes an empty directory that any user may enter; it is gone when this process ends, also by a signal. */
export async function makeTemporaryDirectory(name: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), `balie-bench-${name}-`))
  // PostgreSQL does not run as root, and has to get in as another user.
  await chmod(directory, 0o755)
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }))
  return directory
}
