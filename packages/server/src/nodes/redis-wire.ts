import { setTimeout as wait } from 'node:timers/promises'
import { createClient, type RedisClientType } from '@redis/client'
import type { Wire } from './wire.ts'

export interface RedisWireOptions {
  /** Secret: it may hold a password. */
  readonly url: string
  /** Nodes with the same stream hear each other. */
  readonly stream: string
  /** Told when the connection is lost, and not again until it was back. */
  readonly report: (cause: unknown) => void
}

/** How many texts Redis keeps for a node that is away for a moment. */
const KEPT = 10_000
const AT_ONCE = 500
/** How long one look waits for something new, milliseconds. */
const LOOK = 2_000
const AGAIN = 500
const LOOK_READY = 20
const START_WITHIN = 3_000

/** The nodes' texts by a stream of Redis: one that was away for a moment reads on where it was. */
export function createRedisWire({ url, stream, report }: RedisWireOptions): Wire {
  let hear: (text: string) => void = () => undefined
  let reader: RedisClientType | undefined
  let hasFailed = false
  let writer = connection()

  function connection(): RedisClientType {
    const client: RedisClientType = createClient({
      url,
      // What cannot be handed over now is not: the others notice the gap.
      disableOfflineQueue: true,
      socket: { reconnectStrategy: AGAIN, connectTimeout: 3_000, keepAlive: true },
    })
    client.on('error', (cause: unknown) => {
      if (!hasFailed) report(cause)
      hasFailed = true
    })
    client.on('ready', () => {
      hasFailed = false
    })
    return client
  }

  /** The number of the newest entry. */
  async function newest(client: RedisClientType): Promise<string> {
    const [entry] = (await client.xRevRange(stream, '+', '-', { COUNT: 1 })) ?? []
    return entry?.id ?? '0-0'
  }

  /** Reads on after `last`, for as long as this is the reader. */
  async function read(client: RedisClientType, from: string): Promise<void> {
    let last = from
    while (client === reader) {
      try {
        const answer = await client.xRead({ key: stream, id: last }, { COUNT: AT_ONCE, BLOCK: LOOK })
        for (const { id, message } of (answer as Answer | null)?.[0]?.messages ?? []) {
          last = id
          hear(message['text'] ?? '')
        }
      } catch {
        await wait(AGAIN)
        // A Redis that lost what it kept may count from before; what was missed shows as a gap.
        const end = await newest(client).catch(() => last)
        if (isAfter(last, end)) last = end
      }
    }
  }

  /** Settles when it hears; tries until it can. */
  async function startReading(): Promise<void> {
    const client = connection()
    reader = client
    client.connect().catch(() => undefined)
    while (client === reader) {
      const end = client.isReady && (await newest(client).catch(() => undefined))
      if (end) {
        void read(client, end)
        return
      }
      await wait(LOOK_READY)
    }
  }

  return {
    async open(listener) {
      hear = listener
      // Both go on trying by themselves: a Redis that is down stops no start.
      const connecting = Promise.all([writer.connect().catch(() => undefined), startReading()])
      await Promise.race([connecting, wait(START_WITHIN)])
    },
    async publish(text) {
      const options = { TRIM: { strategy: 'MAXLEN', strategyModifier: '~', threshold: KEPT } } as const
      await writer.xAdd(stream, '*', { text }, options)
    },
    renew() {
      const before = [reader, writer]
      void startReading()
      // What waits for an answer on the old one fails, and the others notice the gap.
      writer = connection()
      writer.connect().catch(() => undefined)
      for (const client of before) if (client?.isOpen) client.destroy()
    },
    async close() {
      const clients = [reader, writer]
      reader = undefined
      for (const client of clients) if (client?.isOpen) client.destroy()
    },
  }
}

type Answer = readonly {
  readonly messages: readonly { readonly id: string; readonly message: Record<string, string> }[]
}[]

/** Whether an entry's number, milliseconds and a count, is above another's. */
function isAfter(one: string, other: string): boolean {
  const [ms = 0, count = 0] = one.split('-').map(Number)
  const [otherMs = 0, otherCount = 0] = other.split('-').map(Number)
  return ms > otherMs || (ms === otherMs && count > otherCount)
}
