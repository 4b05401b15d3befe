import type { Settings } from '@balie/sdk'
import { type CoalescedWork, createCoalescedWork } from '../../conversation/coalesced-work.ts'
import type { CitizenPlaces } from '../../store/citizen-places.ts'
import { noteGone, notePresent } from './note-presence.ts'

/** Whether the citizen's page is there, by the sockets that are, on this node and on others. */
export interface Presence {
  /** A socket of the owner came. */
  enter(conversation: string): void
  /** A socket of the owner went; with the last one the citizen is gone. */
  leave(conversation: string): void
  /** Tries again what could not be noted. */
  retry(): void
  /** The others had given this node up: notes again who is here. */
  enterAgain(): void
  /** When everything is noted, or could not be. */
  settled(): Promise<void>
}

interface Entry {
  sockets: number
  /** Whether it is noted that the citizen is here; undefined when that was tried and nobody knows what came of it. */
  isNoted: boolean | undefined
  /** How often the others gave this node up: what was noted before, or was being noted, may be lost. */
  doubts: number
  readonly work: CoalescedWork
}

export function createPresence(settings: Settings, places: CitizenPlaces): Presence {
  const entries = new Map<string, Entry>()

  async function note(conversation: string): Promise<void> {
    const entry = entries.get(conversation)
    if (!entry) return
    const isHere = entry.sockets > 0
    if (isHere !== entry.isNoted) {
      // What fails below may have been done: only its answer was lost.
      entry.isNoted = undefined
      const { doubts } = entry
      if (isHere) {
        await places.enter(conversation)
        await notePresent(settings, conversation)
      } else {
        await places.leave(conversation)
        await noteGone(settings, places, conversation)
      }
      if (doubts === entry.doubts) entry.isNoted = isHere
    }
    if (entry.sockets === 0 && entry.isNoted === false) entries.delete(conversation)
  }

  function entryOf(conversation: string): Entry {
    const known = entries.get(conversation)
    if (known) return known
    const work = createCoalescedWork(() => note(conversation), settings.report)
    const entry: Entry = { sockets: 0, isNoted: false, doubts: 0, work }
    entries.set(conversation, entry)
    return entry
  }

  function count(conversation: string, change: 1 | -1): void {
    const entry = entryOf(conversation)
    entry.sockets += change
    entry.work.ask()
  }

  return {
    enter: (conversation) => count(conversation, 1),
    leave: (conversation) => count(conversation, -1),
    retry() {
      for (const { work } of entries.values()) work.retry()
    },
    enterAgain() {
      for (const entry of entries.values()) {
        entry.isNoted = undefined
        entry.doubts += 1
        entry.work.ask()
      }
    },
    async settled() {
      await Promise.all([...entries.values()].map(({ work }) => work.idle()))
    },
  }
}
