import { changeSession, IdContactError, type Settings } from '@balie/sdk'
import { type CoalescedWork, createCoalescedWork } from '../../conversation/coalesced-work.ts'

/** Whether the citizen's page is there, by the sockets that are. */
export interface Presence {
  /** A socket of the owner came. */
  enter(conversation: string): void
  /** A socket of the owner went; with the last one the citizen is gone. */
  leave(conversation: string): void
  /** Tries again what could not be noted. */
  retry(): void
  /** When everything is noted, or could not be. */
  settled(): Promise<void>
}

interface Entry {
  sockets: number
  /** What the session says, as far as this node knows. */
  isPresent: boolean
  readonly work: CoalescedWork
}

export function createPresence(settings: Settings): Presence {
  const entries = new Map<string, Entry>()

  async function note(conversation: string): Promise<void> {
    const entry = entries.get(conversation)
    if (!entry) return
    const isPresent = entry.sockets > 0
    if (isPresent !== entry.isPresent) {
      const at = settings.clock.now()
      try {
        await changeSession(settings, conversation, {
          tag: isPresent ? 'citizen_present' : 'citizen_gone',
          at,
        })
      } catch (cause) {
        // The session is gone: there is nothing to note it on.
        if (!(cause instanceof IdContactError) || cause.code !== 'SESSION_UNKNOWN') throw cause
      }
      entry.isPresent = isPresent
    }
    if (entry.sockets === 0 && !entry.isPresent) entries.delete(conversation)
  }

  function entryOf(conversation: string): Entry {
    const known = entries.get(conversation)
    if (known) return known
    const work = createCoalescedWork(() => note(conversation), settings.report)
    const entry: Entry = { sockets: 0, isPresent: false, work }
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
    async settled() {
      await Promise.all([...entries.values()].map(({ work }) => work.idle()))
    },
  }
}
