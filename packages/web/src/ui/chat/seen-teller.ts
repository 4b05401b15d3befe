import type { Seen } from '@balie/desk-api/client'

/** Tells the server how far this page has received and read. */
export interface SeenTeller {
  /** Everything up to this number is here. Tells it when that is news and `live`. The answer: how far it is read. */
  tell(known: number, live: boolean): number
  /** Whether somebody can see the conversation. What comes while nobody can is delivered, not read. */
  look(visible: boolean): void
  /** The connection is a new one: the next telling is news whatever it says. */
  again(): void
}

/** A teller that speaks through `seen`. Nothing goes back: what was read stays read. */
export function createSeenTeller(seen: (seen: Seen) => void): SeenTeller {
  let visible = false
  let read = 0
  let told: Seen | undefined
  return {
    tell(known, live) {
      if (visible) read = known
      const news = told?.delivered !== known || told.read !== read
      if (live && news && known > 0) {
        told = { delivered: known, read }
        seen(told)
      }
      return read
    },
    look(now) {
      visible = now
    },
    again() {
      told = undefined
    },
  }
}
