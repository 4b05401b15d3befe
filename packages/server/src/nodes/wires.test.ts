import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { type RedisServer, startRedisServer, withoutRedis } from '../testing/redis-server.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { createPostgresWire } from './postgres-wire.ts'
import { createRedisWire } from './redis-wire.ts'
import { WIRE_BYTES, type Wire } from './wire.ts'

/** What carries the texts, and how it is broken. */
interface Carrier {
  wire(report: (cause: unknown) => void): Wire
  /** Breaks every connection, once. */
  cut(): Promise<void>
  close(): Promise<void>
}

const CARRIERS: Readonly<Record<string, { skip: string | undefined; start(): Promise<Carrier> }>> = {
  PostgreSQL: {
    skip: undefined,
    async start() {
      const database: TestDatabase = await createTestDatabase({ migrated: false })
      return {
        wire: (report) => createPostgresWire(database.pool, report),
        async cut() {
          await database.pool.query(
            `select pg_terminate_backend(pid) from pg_stat_activity
             where application_name = 'balie nodes' and datname = current_database()`,
          )
        },
        close: database.close,
      }
    },
  },
  Redis: {
    skip: withoutRedis(),
    async start() {
      const server: RedisServer = await startRedisServer()
      return {
        wire: (report) => createRedisWire({ url: server.url, stream: 'test', report }),
        async cut() {
          await server.kill()
          await server.start()
        },
        close: server.close,
      }
    },
  },
}

for (const [name, { skip, start }] of Object.entries(CARRIERS)) {
  describe(`what nodes tell each other by ${name}`, { skip }, () => {
    let carrier: Carrier
    const open: Wire[] = []
    before(async () => {
      carrier = await start()
    })
    afterEach(async () => {
      for (const wire of open.splice(0)) await wire.close()
    })
    after(() => carrier.close())

    async function node() {
      const heard: string[] = []
      const failures: unknown[] = []
      const wire = carrier.wire((cause) => failures.push(cause))
      open.push(wire)
      await wire.open((text) => heard.push(text))
      return { wire, heard, failures }
    }

    async function until(condition: () => boolean | Promise<boolean>) {
      while (!(await condition())) await new Promise((done) => setTimeout(done, 10))
    }

    /** Says it until it was handed over. */
    async function says({ wire }: { wire: Wire }, text: string) {
      await until(() =>
        wire.publish(text).then(
          () => true,
          () => false,
        ),
      )
    }

    it('every node hears all that is said, itself too, in order and whole', async () => {
      const nodes = await Promise.all([node(), node(), node()])
      const long = 'é'.repeat(WIRE_BYTES / 2)
      for (let i = 0; i < 50; i += 1) await nodes[0]?.wire.publish(`${i}`)
      await nodes[0]?.wire.publish(long)
      for (const { heard } of nodes) {
        await until(() => heard.length === 51)
        assert.deepEqual(heard, [...Array.from({ length: 50 }, (_, i) => `${i}`), long])
      }
    })

    it('a connection that is lost comes back by itself, and is told of once', async () => {
      const [one, other] = await Promise.all([node(), node()])
      await one.wire.publish('before')
      await until(() => other.heard.includes('before'))
      await carrier.cut()
      await until(async () => {
        await says(one, 'after')
        return other.heard.includes('after')
      })
      assert.ok(one.failures.length <= 1, `told of ${one.failures.length} times`)
    })

    it('a connection that says nothing any more is given up for another', async () => {
      const [one, other] = await Promise.all([node(), node()])
      other.wire.renew()
      await until(async () => {
        await says(one, 'again')
        return other.heard.includes('again')
      })
      other.wire.renew()
      await says(other, 'mine')
      await until(() => one.heard.includes('mine'))
    })

    it('nothing comes back after it was closed', async () => {
      const { wire, heard } = await node()
      const other = await node()
      open.splice(open.indexOf(wire), 1)
      await wire.close()
      await other.wire.publish('late')
      await until(() => other.heard.includes('late'))
      assert.deepEqual(heard, [])
      await assert.rejects(wire.publish('no'))
    })
  })
}
