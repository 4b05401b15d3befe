import { IdContactError } from '../errors/id-contact-error.ts'
import type { UpdateJob } from '../ports/outbox.ts'
import type { SessionRecord } from '../ports/store.ts'
import { createSessionUpdateUrl } from '../protocol/session-update/create-session-update-url.ts'
import { openSessionUrls } from '../retention/session-urls.ts'
import { applyEvent } from '../session/apply-event.ts'
import { activityDue, hearsOf, owedLogout } from '../session/feedback.ts'
import type { Session } from '../session/session.ts'
import type { SessionEvent } from '../session/session-event.ts'
import type { Settings } from '../settings.ts'

/**
 * Step 6, second half: the outbox gives a job back, and it is sent, by this server and never by a browser (SF-4),
 * to the session URL that was kept sealed. What no longer makes sense is not sent: activity after a logout (SF-6) or at
 * a session URL that is not the newest, a logout or an activity that was told already. Give the jobs of one session one after the other, so that nothing overtakes a logout.
 *
 * An authentication plugin that no longer knows the session (404, 410) has nothing to be told.
 *
 * @throws {IdContactError} COMPONENT_UNREACHABLE, UPDATE_REFUSED, ORIGIN_NOT_ALLOWED, ADDRESS_REFUSED, SEAL_BROKEN,
 *   STORE_UNAVAILABLE: not told yet, try again
 */
export async function deliverUpdate(settings: Settings, job: UpdateJob): Promise<void> {
  const record = await settings.store.find({ by: 'id', id: job.session })
  if (!record || !isWanted(record, job)) return
  const url = openSessionUrls(settings.keyring, record)[job.url]
  if (!url) return
  const until = job.update === 'logout' ? 0 : await noteQueued(settings, record.session)
  const answer = await settings.outbound(
    { method: 'POST', url: createSessionUpdateUrl(url, job.update) },
    settings.sessionUrlOrigins,
  )
  const isTold = answer.status >= 200 && answer.status < 300
  const isGone = answer.status === 404 || answer.status === 410
  if (!isTold && !isGone) throw new IdContactError('UPDATE_REFUSED', `answered with status ${answer.status}`)
  await noteTold(settings, job, until)
}

function isWanted({ session }: SessionRecord, { update, url }: UpdateJob): boolean {
  const { feedback, attributes, activity } = session
  if (update === 'user_active') {
    if (feedback.state !== 'open' || feedback.letGoAt !== undefined) return false
    // The others were logged out of, or let go of, or the citizen has gone on from them.
    if (!hearsOf(feedback) || url !== feedback.urls - 1 || attributes.state === 'withheld') return false
    return (activity.citizen ?? 0) > (feedback.heardUntil ?? 0)
  }
  return owedLogout(feedback)?.untold.includes(url) ?? false
}

/**
 * Sees to it that activity is noted as told of before it is: what is done from here on waits for its minute, however
 * long the outbox took; and of what was done before, a second job, put there meanwhile, has nothing to tell (O2).
 *
 * @returns the moment until which the update tells of activity
 */
async function noteQueued({ store, clock }: Settings, found: Session): Promise<number> {
  const isDue = ({ feedback, activity }: Session) =>
    (activityDue(feedback, activity.citizen) ?? Number.POSITIVE_INFINITY) <= clock.now()
  const noted = isDue(found)
    ? await store.transact(found.id, ({ session }) => {
        if (!isDue(session)) return { value: session }
        const next = applyEvent(session, { tag: 'activity_queued', at: clock.now() })
        return { value: next.session, session: next.session }
      })
    : found
  return Math.max(clock.now(), noted.activity.citizen ?? 0)
}

/** @param until the moment until which an update tells of activity */
async function noteTold(
  settings: Settings,
  { session: id, url, update }: UpdateJob,
  until: number,
): Promise<void> {
  const at = settings.clock.now()
  const event: SessionEvent =
    update === 'logout' ? { tag: 'logout_told', at, url } : { tag: 'activity_told', at, until }
  await settings.store.transact(id, ({ session }) => {
    const { session: next, effects } = applyEvent(session, event)
    return next === session ? { value: undefined } : { value: undefined, session: next, effects }
  })
}
