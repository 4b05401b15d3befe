import { setTimeout as wait } from 'node:timers/promises'
import {
  type Ack,
  type CitizenSocket,
  fillPath,
  type Message,
  paths,
  type Stored,
} from '@balie/desk-api/client'
import { io } from 'socket.io-client'
import { ask } from './ask.ts'

/** A citizen who writes one message after the other and looks at the page's view meanwhile, without a browser. */
export interface Talker {
  readonly handle: string
  /** Texts that were acknowledged, in order. */
  readonly said: readonly string[]
  /** What came, as it came. */
  readonly heard: readonly Message[]
  /** How long each message took until it was acknowledged, all attempts together, milliseconds. */
  readonly took: readonly number[]
  /** Requests that were answered with anything but 200, or not at all. */
  readonly failures: readonly string[]
  /** How often the socket was lost. */
  readonly breaks: () => number
  /** Finishes the message that is under way, and waits until it has come back. */
  stop(): Promise<void>
}

export interface TalkerOptions {
  /** The proxy. */
  readonly balie: string
  readonly ca: string
  /** Where the session lands and begins: a node's public listener, or the proxy. */
  readonly handle: string
  readonly cookie: string
}

/** Between a message and the next, and between two looks at the view, milliseconds. */
const PAUSE = 400

/** As the pages do: packages/desk-api/src/client/live.ts. */
const POLICY = {
  path: paths.live,
  transports: ['websocket'],
  reconnectionDelay: 300,
  reconnectionDelayMax: 5_000,
  timeout: 8_000,
  forceNew: true,
}

export function startTalker({ balie, ca, handle, cookie }: TalkerOptions): Talker {
  const said: string[] = []
  const heard: Message[] = []
  const took: number[] = []
  const failures: string[] = []
  let breaks = 0
  let talks = true
  const options = { ...POLICY, ca, extraHeaders: { origin: balie, cookie } }
  const after = () => heard.at(-1)?.seq ?? 0
  const socket: CitizenSocket = io(`${balie}/citizen`, {
    ...options,
    auth: (give) => give({ handle, after: after() }),
  })
  socket.on('messages', (messages) => {
    for (const message of messages) heard.push(message)
  })
  socket.on('disconnect', () => {
    breaks += 1
    // As line.ts does where the server closed it.
    if (!socket.active && talks) setTimeout(() => socket.connect(), 1_000)
  })

  /** One message, with the same id until there is an answer. */
  async function say(text: string, id: string): Promise<void> {
    const began = performance.now()
    for (;;) {
      const answer: Ack<Stored> | undefined = await socket
        .timeout(8_000)
        .emitWithAck('send', { id, text })
        .catch(() => undefined)
      if (answer?.ok) break
      await wait(300)
    }
    took.push(performance.now() - began)
    said.push(text)
  }

  async function talk(): Promise<void> {
    for (let n = 1; talks; n += 1) {
      await say(`${handle.slice(0, 6)} says ${n}`, `${handle.slice(0, 12)}-${n}`)
      await wait(PAUSE)
    }
  }

  async function look(): Promise<void> {
    while (talks) {
      const { status } = await ask(balie + fillPath(paths.citizenView, { handle }), {
        ca,
        headers: { cookie },
      }).catch(({ code }: NodeJS.ErrnoException) => ({ status: code }))
      if (status !== 200) failures.push(String(status))
      await wait(PAUSE)
    }
  }

  const both = Promise.all([talk(), look()])
  return {
    ...{ handle, said, heard, took, failures },
    breaks: () => breaks,
    async stop() {
      talks = false
      await both
      for (const until = Date.now() + 20_000; heard.length < said.length && Date.now() < until; )
        await wait(50)
      socket.disconnect()
    },
  }
}
