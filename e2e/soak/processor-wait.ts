import { readFile } from 'node:fs/promises'

/**
 * How long the main thread of a process was ready to run and had no processor, since the process began, milliseconds.
 * Whatever else ran meanwhile: other work on this machine, but the soak's own too, such as the other node, PostgreSQL and
 * the pages; also when it is Balie that makes them busy. 0 where the system does not tell, and for no process.
 */
export async function processorWait(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/schedstat`, 'utf8').catch(() => '')
  return Number(text.split(' ')[1] ?? 0) / 1e6
}
