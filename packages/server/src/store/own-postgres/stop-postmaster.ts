import { setTimeout as wait } from 'node:timers/promises'
import { findPostmaster, isAlive } from './postmaster.ts'

/**
 * Stops the server of a cluster and waits until it is gone: it cuts its connections and writes everything
 * away. One that takes longer than 30 s is stopped at once; nothing committed is lost by that.
 */
export async function stopPostmaster(cluster: string): Promise<void> {
  const first = findPostmaster(cluster)
  if (!first) return
  signal(first.pid, 'SIGINT')
  for (let waited = 0; isAlive(first.pid); waited += 20) {
    if (waited === 30_000) signal(first.pid, 'SIGQUIT')
    if (waited > 40_000) return
    await wait(20)
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // Gone already.
  }
}
