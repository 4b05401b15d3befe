import type { Effect } from './effect.ts'
import type { Session } from './session.ts'
import type { EventOf, SessionEvent } from './session-event.ts'
import { type Transitions, transitions } from './transitions.ts'

/** The next session, and what must be done because of it. The same session object means: nothing changed. */
export interface Applied {
  readonly session: Session
  readonly effects: readonly Effect[]
}

/**
 * Applies one event to a session. Pure: the same arguments give the same answer.
 *
 * @throws {IdContactError} TRANSITION_REFUSED, NOT_LANDED or NOT_THE_OWNER where the event does not fit
 */
export function applyEvent<Tag extends SessionEvent['tag']>(session: Session, event: EventOf<Tag>): Applied {
  const row: Transitions[Tag] = transitions[event.tag]
  return row(session, event)
}
