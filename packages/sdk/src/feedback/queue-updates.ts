import { applyEvent } from '../session/apply-event.ts'
import type { Effect } from '../session/effect.ts'
import { owedLogout } from '../session/feedback.ts'
import type { Session } from '../session/session.ts'
import type { SessionEvent } from '../session/session-event.ts'
import type { Settings } from '../settings.ts'
import { deliverUpdate } from './deliver-update.ts'

/**
 * Step 6, first half: puts the updates that are due into the outbox, and notes in the session that they are
 * there. Until that is noted, time brings them up again, so none is lost in between (SF-1, SF-6, V1).
 */
export async function queueUpdates(
  settings: Settings,
  session: Session,
  effects: readonly Effect[],
): Promise<void> {
  const updates = new Set(effects.flatMap((effect) => (effect.tag === 'tell' ? [effect.update] : [])))
  const { id, feedback } = session
  const at = settings.clock.now()
  const add = (update: 'user_active' | 'logout', url: number) => {
    const job = { session: id, update, url }
    return settings.outbox.add(job, () => deliverUpdate(settings, job))
  }
  if (updates.has('user_active') && feedback.state === 'open') {
    await add('user_active', feedback.urls - 1)
    await note(settings, id, { tag: 'activity_queued', at })
  }
  const owed = owedLogout(feedback)
  if (updates.has('logout') && owed) {
    for (const url of owed.untold) await add('logout', url)
    await note(settings, id, { tag: 'logout_queued', at })
  }
}

async function note(settings: Settings, id: string, event: SessionEvent): Promise<void> {
  await settings.store.transact(id, ({ session }) => {
    const next = applyEvent(session, event)
    return next.session === session ? { value: undefined } : { value: undefined, session: next.session }
  })
}
