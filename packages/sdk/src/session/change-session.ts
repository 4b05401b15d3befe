import { IdContactError } from '../errors/id-contact-error.ts'
import { queueUpdates } from '../feedback/queue-updates.ts'
import type { SessionRecord } from '../ports/store.ts'
import type { Settings } from '../settings.ts'
import { applyEvent } from './apply-event.ts'
import type { Effect } from './effect.ts'
import type { Session } from './session.ts'
import type { SessionEvent } from './session-event.ts'

/** What happens in the conversation itself, as the plugin sees it; everything else has a step of its own. */
export type ConversationEvent = Extract<
  SessionEvent,
  { tag: 'taken' | 'ended' | 'citizen_present' | 'citizen_gone' | 'active' | 'missed' | 'extended' }
>

/**
 * Lets something happen in the conversation: taken, ended, citizen present or gone, a side active; a meeting that was missed or
 * takes longer.
 *
 * @returns the session as it is now
 * @throws {IdContactError} SESSION_UNKNOWN, and what `applyEvent` throws
 */
export function changeSession(settings: Settings, id: string, event: ConversationEvent): Promise<Session> {
  return applyToStored(settings, id, event)
}

/**
 * Applies one event to a stored session, and carries out what follows from it. For the steps.
 *
 * @returns the session as it is now
 * @throws {IdContactError} SESSION_UNKNOWN, and what `applyEvent` throws
 */
export async function applyToStored(settings: Settings, id: string, event: SessionEvent): Promise<Session> {
  const applied = await settings.store.transact(id, ({ session }) => {
    const next = applyEvent(session, event)
    if (next.session === session) return { value: next }
    return { value: next, session: next.session, effects: next.effects }
  })
  await carryOut(settings, applied.session, applied.effects)
  return applied.session
}

/**
 * What is to be done after a commit: updates go into the outbox, the channel is told. A failure is reported, never
 * thrown: the change is committed, and time brings up again what matters.
 */
export async function carryOut(
  settings: Settings,
  session: Session,
  effects: readonly Effect[],
): Promise<void> {
  if (effects.length === 0) return
  try {
    await settings.channel.carryOut(session, effects)
  } catch (cause) {
    settings.report(cause)
  }
  try {
    await queueUpdates(settings, session, effects)
  } catch (cause) {
    settings.report(cause)
  }
}

/** Whether anything can still happen to a session: not ended, and begun or still in time to be (B4). */
export function isOpen(session: Session, now: number): boolean {
  const { state } = session.conversation
  return state !== 'ended' && (state !== 'not_begun' || now <= session.beginBefore)
}

/**
 * The record, if its session is open.
 *
 * @throws {IdContactError} SESSION_UNKNOWN, the same for unknown, ended and expired (B4)
 */
export function expectOpen(record: SessionRecord | undefined, now: number): SessionRecord {
  if (!record) throw new IdContactError('SESSION_UNKNOWN', 'no such session')
  if (!isOpen(record.session, now))
    throw new IdContactError('SESSION_UNKNOWN', 'the session has ended or expired')
  return record
}
