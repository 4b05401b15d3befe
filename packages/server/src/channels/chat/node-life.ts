import type { Settings } from '@balie/sdk'
import { createCoalescedWork } from '../../conversation/coalesced-work.ts'
import { type CitizenPlaces, GONE_AFTER, LEFT_AT_ONCE } from '../../store/citizen-places.ts'
import type { SessionStore } from '../../store/session-store.ts'
import { noteGone } from './note-presence.ts'
import type { Presence } from './presence.ts'

/** Says that this node lives, and lets go of the citizens of nodes that do not. */
export interface NodeLife {
  /** Before anyone can come in. */
  start(): Promise<void>
  /** To be called every second. Never throws. */
  beat(): void
  /** When what was begun is done, or could not be. */
  idle(): Promise<void>
}

export interface NodeLifeParts {
  readonly settings: Settings
  readonly places: CitizenPlaces
  readonly sessions: Pick<SessionStore, 'present'>
  readonly presence: Pick<Presence, 'enterAgain'>
}

/**
 * A citizen whose node went is gone, until the page comes back on another node, which it does at once. The database
 * is the judge: a node that cannot reach it serves nobody. After a database that was away the others get time to say
 * that they live.
 */
export function createNodeLife({ settings, places, sessions, presence }: NodeLifeParts): NodeLife {
  /** How often in a row the database heard of this node. */
  let heard = 0
  let isKnown = false
  let hasLooked = false

  async function live(): Promise<void> {
    try {
      const isNew = await places.live()
      if (isNew && isKnown) presence.enterAgain()
      isKnown = true
      heard += 1
    } catch (cause) {
      heard = 0
      throw cause
    }
  }

  /** Those of before there were places, and of a node that was killed between two steps. */
  async function lookOnce(): Promise<void> {
    if (hasLooked) return
    for (const id of await sessions.present()) await noteGone(settings, places, id)
    hasLooked = true
  }

  async function letGo(): Promise<void> {
    for (;;) {
      const left = await places.left()
      for (const session of left) await noteGone(settings, places, session)
      // Only now: what is broken off before is done again.
      for (const session of left) await places.forget(session)
      if (left.length < LEFT_AT_ONCE) break
    }
    await places.forgetNodes()
  }

  const work = createCoalescedWork(async () => {
    await live()
    if (heard <= GONE_AFTER) return
    await lookOnce()
    await letGo()
  }, settings.report)
  return { start: live, beat: () => work.ask(), idle: () => work.idle() }
}
