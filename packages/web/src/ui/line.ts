import type { Clock } from './clock.ts'

/** As much of a Socket.IO socket as a line needs. */
export interface LineSocket {
  readonly connected: boolean
  /** Whether the socket tries by itself to come back. Not after the server refused or closed it. */
  readonly active: boolean
  connect(): unknown
  disconnect(): unknown
  on(event: 'connect' | 'disconnect' | 'connect_error' | 'unable', then: () => void): unknown
  /** What is below it, which hears from the server every few seconds. */
  readonly io: { on(event: 'ping', then: () => void): unknown }
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
  /** Asks past the connection: whether some server serves, this one or another. */
  readonly serves: () => Promise<boolean>
}

/** The server says something every five seconds. */
const silence = 6500
/** What serves answers sooner; the request may have gone to the server that says nothing any more. */
const lookTime = 1500
const firstPause = 1000
const longestPause = 15_000
const tryTime = 3000

/**
 * Keeps a socket connected through refusals, sleep and network changes (the pains of a phone). It leaves a server that
 * says nothing any more, or that it cannot serve, as soon as there is one that does; and not before.
 */
export function createLine({ socket, clock, up, down, refused, probe, serves }: LineParts): Line {
  let wanted = false
  let wait = firstPause
  let callOff = () => {}
  let triedAt = 0
  let stopListening = () => {}
  let looking = false
  let hears = 0
  /** Which connection this is: what was found out of one that is gone says nothing of the next. */
  let connects = 0

  socket.on('connect', () => {
    wait = firstPause
    connects += 1
    heard()
    up()
  })
  socket.on('disconnect', gone)
  socket.on('connect_error', gone)
  socket.on('unable', () => void lookElsewhere())
  socket.io.on('ping', heard)

  function heard(): void {
    hears += 1
    stopListening()
    stopListening = clock.later(silence, () => void lookUntilHeard())
  }

  async function lookUntilHeard(): Promise<void> {
    if (!wanted || !socket.connected) return
    const before = hears
    stopListening = clock.later(lookTime, () => void lookUntilHeard())
    if ((await finds()) === true && before === hears) move()
  }

  /** Told by the server itself, which is still heard. */
  async function lookElsewhere(): Promise<void> {
    if (looking) return
    looking = true
    const asked = connects
    const found = (await finds()) ?? (await finds())
    looking = false
    if (found && asked === connects) move()
  }

  /** Whether some server serves; undefined when no answer came within a moment. */
  function finds(): Promise<boolean | undefined> {
    return new Promise((resolve) => {
      const callOffLook = clock.later(lookTime, () => resolve(undefined))
      void serves().then((serving) => {
        callOffLook()
        resolve(serving)
      })
    })
  }

  function move(): void {
    if (wanted && socket.connected) again()
  }

  function gone(): void {
    stopListening()
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
    // Not to ask why it is gone.
    callOff()
    connect()
  }

  /** One that has only just begun needs a moment. */
  function renew(): void {
    if (socket.connected || clock.now() - triedAt >= tryTime) again()
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
      stopListening()
      socket.disconnect()
    },
    wake() {
      if (!wanted) return
      if (!socket.connected) {
        renew()
        return
      }
      const probed = connects
      void probe().then((lives) => {
        if (!lives && wanted && probed === connects) renew()
      })
    },
  }
}
