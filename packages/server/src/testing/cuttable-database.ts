import { Secret } from '@balie/sdk'
import { createLog } from '../log.ts'
import { openStore, type Store } from '../store/pool.ts'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'
import type { TestDatabase } from './test-database.ts'

/** A database at the end of a wire that can be cut, restored, and faulty. */
export interface CuttableDatabase extends Store, Pick<FaultProxy, 'behave' | 'cut' | 'restore'> {}

export async function openCuttableDatabase(database: TestDatabase): Promise<CuttableDatabase> {
  const target = new URL(database.databaseUrl.reveal())
  const proxy = await startFaultProxy(() => Number(target.port || 5432), target.hostname)
  const through = new URL(target)
  through.host = `127.0.0.1:${proxy.port}`
  const store = openStore({
    databaseUrl: new Secret('database address', through.href),
    log: createLog({ level: 'silent' }),
  })
  const { behave, cut, restore } = proxy
  return {
    ...{ ...store, behave, cut, restore },
    async close() {
      behave({})
      await store.close()
      await proxy.close()
    },
  }
}
