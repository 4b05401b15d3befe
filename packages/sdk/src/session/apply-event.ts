import type { Applied, Transitions } from './applied.ts'
import type { Session } from './session.ts'
import type { EventOf, SessionEvent } from './session-event.ts'
import { transitions } from './transitions.ts'

/**
 * Applies one event to a session. Pure: the same arguments give the same answer.
 *
 * @throws {IdContactError} TRANSITION_REFUSED, NOT_LANDED or NOT_THE_OWNER where the event does not fit
 */
export function applyEvent<Tag extends SessionEvent['tag']>(session: Session, event: EventOf<Tag>): Applied {
  const row: Transitions[Tag] = transitions[event.tag]
  return row(session, event)
}
