import { type Announcement, type Bus, createBus } from '../conversation/bus.ts'
import { isAnnouncement, type NodeNote, parseNodeNote } from './node-note.ts'
import { WIRE_BYTES, type Wire } from './wire.ts'

/** The bus over all nodes on a database. */
export interface NodeBus extends Bus {
  /** Begins to hear the others. To be called before anyone can come in. */
  open(): Promise<void>
  /** To be called every second: tells that this node lives, and notices who went silent. Never throws. */
  beat(): void
  /** How many other nodes are heard, and how often something was missed. */
  readonly standing: { readonly others: number; readonly missed: number }
  /** Tells what is still to be told, and takes leave. */
  close(): Promise<void>
}

export interface NodeBusParts {
  readonly wire: Wire
  /** The name of this node: another one after each start. */
  readonly node: string
  readonly report: (cause: unknown) => void
}

/** After so many beats without a word a node counts as gone, and a wire that does not bring back what it took as broken. */
const SILENT = 4
/** What is announced within so many milliseconds of the last text goes into the next one: each is a commit. */
const GATHERED = 10
/** More than this does not wait for a wire that is down: the others will see the gap. */
const MOST_WAITING = 5_000

/**
 * Announces here at once, and on the other nodes over the wire. A wire may lose what it carries: each node numbers
 * what it says, repeats its number every second, and hears itself as well. So a gap, a node that went and a wire that
 * is dead show within seconds, and every listener is told that something was `missed`; what it shows it reads again.
 */
export function createNodeBus({ wire, node, report }: NodeBusParts): NodeBus {
  const local = createBus()
  const heard = new Map<string, { next: number; silent: number }>([[node, { next: 0, silent: 0 }]])
  const waiting: Announcement[] = []
  let number = 0
  let sending: Promise<void> | undefined
  let isMissed = false
  let missed = 0
  let hasFailed = false
  let isLeaving = false

  function hear(text: string): void {
    const note = parseNodeNote(text)
    if (!note) {
      isMissed = true
      return
    }
    const known = heard.get(note.node)
    const expected = known?.next ?? 0
    if (note.first > expected) isMissed = true
    if (note.bye) heard.delete(note.node)
    else heard.set(note.node, { next: Math.max(expected, note.first + note.said.length), silent: 0 })
    if (note.node === node) return
    // Who comes is to know at once who is there: only of those it knows it notices the silence.
    if (!known && !note.bye) tellNumber()
    for (const said of note.said.slice(Math.max(0, expected - note.first))) {
      if (isAnnouncement(said)) local.tell(said, false)
      else isMissed = true
    }
  }

  async function send(note: NodeNote): Promise<void> {
    try {
      await wire.publish(JSON.stringify(note))
      hasFailed = false
    } catch (cause) {
      if (!hasFailed) report(cause)
      hasFailed = true
    }
  }

  async function sendAll(): Promise<void> {
    while (waiting.length > 0) {
      const said = waiting.splice(0, fitting(waiting))
      const first = number
      number += said.length
      await send({ node, first, said })
      if (!isLeaving) await new Promise((done) => setTimeout(done, GATHERED))
    }
    sending = undefined
  }

  /** Behind what is being told: the number says that all before it was. */
  function tellNumber(): void {
    if (isLeaving) return
    sending ??= send({ node, first: number, said: [] }).finally(() => {
      sending = undefined
      if (waiting.length > 0) sending = sendAll()
    })
  }

  function listenAgain(): void {
    for (const [other, known] of heard) {
      known.silent += 1
      if (known.silent <= SILENT) continue
      known.silent = 0
      if (other === node) {
        wire.renew()
        continue
      }
      // It may have stored what it told nobody.
      heard.delete(other)
      isMissed = true
    }
  }

  return {
    async open() {
      await wire.open(hear)
      tellNumber()
    },
    listen: local.listen,
    announce(announcement) {
      local.announce(announcement)
      if (waiting.length >= MOST_WAITING) number += waiting.splice(0).length
      waiting.push(announcement)
      sending ??= sendAll()
    },
    beat() {
      if (isLeaving) return
      listenAgain()
      if (isMissed) {
        isMissed = false
        missed += 1
        local.tell({ tag: 'missed' }, false)
      }
      tellNumber()
    },
    get standing() {
      return { others: heard.size - (heard.has(node) ? 1 : 0), missed }
    },
    async close() {
      isLeaving = true
      while (sending) await sending
      await send({ node, first: number, said: [], bye: true })
      await wire.close()
    },
  }
}

/** How many of the first go into one text; at least one. */
function fitting(announcements: readonly Announcement[]): number {
  let bytes = 200
  let count = 0
  for (const announcement of announcements) {
    bytes += Buffer.byteLength(JSON.stringify(announcement)) + 1
    if (bytes > WIRE_BYTES && count > 0) break
    count += 1
  }
  return count
}
