import { startShipped } from '../process/start-shipped.ts'
import { writeOwnConfig } from '../process/write-own-config.ts'
import type { Contest, Row } from '../row.ts'

/** Row 7: from the start of the process until `/readyz` says so, with a store that is there; its own PostgreSQL included. */
export const readyRow: Row = {
  number: 7,
  name: 'ready',
  lines: [
    { key: 'ready', what: 'ready, with an existing store', unit: 's', goal: { amount: 2.5, at: 'most' } },
  ],
  async prepare(): Promise<Contest> {
    const { config, readyUrl } = await writeOwnConfig()
    const start = async () => {
      const balie = await startShipped(config, readyUrl)
      await balie.stop()
      return { ready: balie.readyAfter / 1000 }
    }
    // The first makes the store.
    await start()
    return { ours: start }
  },
}
