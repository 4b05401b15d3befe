import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { Secret } from '@balie/sdk'
import { createLog } from '../log.ts'
import { openStore, type Store } from '../store/pool.ts'
import type { TestDatabase } from './test-database.ts'

/** A way to a database that can be cut and restored: what a database that goes down looks like from here. */
export interface CuttableDatabase extends Store {
  /** Breaks all connections, and takes no new ones. */
  cut(): Promise<void>
  restore(): Promise<void>
}

export async function openCuttableDatabase(database: TestDatabase): Promise<CuttableDatabase> {
  const target = new URL(database.databaseUrl.reveal())
  const sockets = new Set<Socket>()
  let port = 0
  let server: Server | undefined

  async function restore(): Promise<void> {
    server = createServer((near) => {
      const far = connect(Number(target.port || 5432), target.hostname)
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(one)
        one.on('error', () => other.destroy())
        one.on('close', () => {
          sockets.delete(one)
          other.destroy()
        })
        one.pipe(other)
      }
    }).listen(port, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  }

  async function cut(): Promise<void> {
    const closed = server && once(server, 'close')
    server?.close()
    for (const socket of sockets) socket.destroy()
    await closed
    server = undefined
  }

  await restore()
  const through = new URL(target)
  through.host = `127.0.0.1:${port}`
  const store = openStore({
    databaseUrl: new Secret('database address', through.href),
    log: createLog({ level: 'silent' }),
  })
  return {
    ...store,
    cut,
    restore,
    async close() {
      await store.close()
      if (server) await cut()
    },
  }
}
