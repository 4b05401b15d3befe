import { readFile } from 'node:fs/promises'

/**
 * How long a process has waited for a processor so far, milliseconds: what other work on this machine took from it. 0
 * where the system does not tell, and for no process.
 */
export async function processorWait(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/schedstat`, 'utf8').catch(() => '')
  return Number(text.split(' ')[1] ?? 0) / 1e6
}
