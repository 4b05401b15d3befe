import type { Clock } from './clock.ts'

/** As much of a Socket.IO socket as a line needs. */
export interface LineSocket {
  readonly connected: boolean
  /** Whether the socket tries by itself to come back. Not after the server refused or closed it. */
  readonly active: boolean
  connect(): unknown
  disconnect(): unknown
  on(event: 'connect' | 'disconnect' | 'connect_error', then: () => void): unknown
}

/** A connection that is wanted until it is not. */
export interface Line {
  start(): void
  stop(): void
  /** The page was asleep, or the network changed: find out now whether the connection lives, do not wait. */
  wake(): void
}

/** What a line works with. */
export interface LineParts {
  readonly socket: LineSocket
  readonly clock: Clock
  readonly up: () => void
  readonly down: () => void
  /** The server refused or closed the connection. Asks it why; true: try again. */
  readonly refused: () => Promise<boolean>
  /** Asks the server something small; false: no answer in a few seconds. */
  readonly probe: () => Promise<boolean>
}

const firstPause = 1000
const longestPause = 15_000
const tryTime = 3000

/** Keeps a socket connected through refusals, sleep and network changes (the pains of a phone). */
export function createLine({ socket, clock, up, down, refused, probe }: LineParts): Line {
  let wanted = false
  let wait = firstPause
  let callOff = () => {}
  let triedAt = 0

  socket.on('connect', () => {
    wait = firstPause
    up()
  })
  socket.on('disconnect', gone)
  socket.on('connect_error', gone)

  function gone(): void {
    if (!wanted) return
    down()
    if (socket.active) return
    callOff()
    callOff = clock.later(wait, () => void ask())
    wait = Math.min(wait * 2, longestPause)
  }

  async function ask(): Promise<void> {
    if ((await refused()) && wanted && !socket.active) connect()
  }

  function connect(): void {
    triedAt = clock.now()
    socket.connect()
  }

  function again(): void {
    socket.disconnect()
    connect()
  }

  return {
    start() {
      if (wanted) return
      wanted = true
      down()
      connect()
    },
    stop() {
      wanted = false
      callOff()
      socket.disconnect()
    },
    wake() {
      if (!wanted) return
      if (!socket.connected) {
        // One that has only just begun needs a moment.
        if (clock.now() - triedAt >= tryTime) again()
        return
      }
      void probe().then((lives) => {
        if (!lives && wanted) again()
      })
    },
  }
}
