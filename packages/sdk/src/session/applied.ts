import { IdContactError } from '../errors/id-contact-error.ts'
import type { Effect } from './effect.ts'
import type { Alert, Session } from './session.ts'
import type { EventOf, SessionEvent } from './session-event.ts'

/** The next session, and what must be done because of it. The same session object means: nothing changed. */
export interface Applied {
  readonly session: Session
  readonly effects: readonly Effect[]
}

/** One row per event; an event without a row does not compile. */
export type Transitions = {
  readonly [Tag in SessionEvent['tag']]: (session: Session, event: EventOf<Tag>) => Applied
}

/** The next session with its effects. */
export function changed(session: Session, ...effects: Effect[]): Applied {
  return { session, effects }
}

/** The same session: the event changes nothing. */
export function unchanged(session: Session): Applied {
  return { session, effects: [] }
}

/** The effect by which pages look again. */
export function announce(what: Extract<Effect, { tag: 'announce' }>['what']): Effect {
  return { tag: 'announce', what }
}

/** Whether the conversation is over. */
export function isEnded(session: Session): boolean {
  return session.conversation.state === 'ended'
}

/** TRANSITION_REFUSED, for an event in a state that does not accept it. */
export function refused(event: SessionEvent['tag'], state: string): IdContactError {
  return new IdContactError('TRANSITION_REFUSED', `${event} on a conversation that is ${state}`)
}

/** @throws {IdContactError} TRANSITION_REFUSED after the end (B8) */
export function refuseAfterEnd(session: Session, event: SessionEvent['tag']): void {
  if (isEnded(session)) throw refused(event, 'ended')
}

/** The session with something that the agent must be told; the same thing again has the newer time. */
export function alerted(session: Session, tag: Alert['tag'], at: number): Applied {
  const others = session.alerts.filter((alert) => alert.tag !== tag)
  return changed({ ...session, alerts: [...others, { tag, at }] }, announce('attributes'), {
    tag: 'alert_agent',
    alert: tag,
  })
}

/** What was shared, with what is gone by now. */
export function goneFrom(
  shared: Session['shared'],
  at: number,
  why: NonNullable<Session['shared'][number]['gone']>['why'],
): Session['shared'] {
  return shared.map((one) => (one.gone ? one : { ...one, gone: { at, why } }))
}
