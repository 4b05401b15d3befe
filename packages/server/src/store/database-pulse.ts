import { Socket } from 'node:net'
import { Client, type Pool } from 'pg'

/** Whether the database is heard, told by asking it every second on a connection of its own. */
export interface DatabasePulse {
  /** To be called every second. Never throws. @returns when the database answered, or could not; nobody needs to wait for it */
  beat(): Promise<void>
  /** It has not been heard for some seconds: this node cannot serve. */
  readonly isAway: boolean
  close(): void
}

/** After more beats without an answer it is away: requests are to be answered before the core gives up, after five seconds. */
const SILENT = 3
/** For a connection, milliseconds: longer than one takes that is only slow. */
const CONNECT_WITHIN = 5_000

/**
 * One that was cut off says nothing for minutes, and whatever asked it before waits as long: so it is asked all the
 * time, where nothing else can be in the way.
 *
 * @param pool tells where the database is; not used itself
 * @param onAway called once when it is not heard any more
 */
export function createDatabasePulse(pool: Pool, onAway: () => void): DatabasePulse {
  let silent = 0
  let isAway = false
  let asked: Asked | undefined
  let isClosed = false

  async function ask(): Promise<void> {
    const mine = asked ?? connect(pool)
    asked = mine
    mine.isBusy = true
    try {
      await mine.connected
      await mine.client.query('select 1')
      silent = 0
      isAway = false
      mine.isBusy = false
    } catch {
      letGo(mine)
      missed()
    }
  }

  /** No answer, again: one that refuses is asked once more in the last beat, as it may be back. */
  function missed(): void {
    if (silent <= SILENT || isAway || isClosed) return
    isAway = true
    if (asked) letGo(asked)
    onAway()
  }

  function letGo(which: Asked): void {
    which.socket.destroy()
    if (asked === which) asked = undefined
  }

  return {
    async beat() {
      if (isClosed) return
      silent += 1
      if (asked?.isBusy) missed()
      if (!asked?.isBusy) await ask()
    },
    get isAway() {
      return isAway
    },
    close() {
      isClosed = true
      if (asked) letGo(asked)
    },
  }
}

interface Asked {
  readonly client: Client
  readonly socket: Socket
  readonly connected: Promise<unknown>
  isBusy: boolean
}

function connect(pool: Pool): Asked {
  const socket = new Socket()
  const client = new Client({
    ...pool.options,
    connectionTimeoutMillis: CONNECT_WITHIN,
    application_name: 'balie pulse',
    stream: () => socket,
  })
  client.on('error', () => undefined)
  const connected = client.connect()
  // Whoever asks hears of it; nobody may be asking.
  connected.catch(() => undefined)
  return { client, socket, connected, isBusy: false }
}
