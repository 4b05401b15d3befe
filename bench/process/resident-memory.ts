import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Memory of a process that is in RAM, bytes: what the operating system says. */
export async function residentMemory(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)])
  const kibibytes = Number(stdout.trim())
  if (!(kibibytes > 0)) throw new Error(`ps does not know process ${pid}`)
  return kibibytes * 1024
}
