import { IdContactError } from '../errors/id-contact-error.ts'
import {
  type Applied,
  alerted,
  announce,
  changed,
  goneFrom,
  isEnded,
  refuseAfterEnd,
  type Transitions,
  unchanged,
} from './applied.ts'
import type { Authentication, AuthenticationOutcome, AuthenticationResult } from './authentication.ts'
import { ARRIVAL } from './doubt.ts'
import type { Effect } from './effect.ts'
import type { Alert, Session } from './session.ts'

/** How many authentications are remembered: of the owner, and of all others together. */
const OF_OWNER = 3
const OF_OTHERS = 5

/** Authentication during communication, from asking for it to the new identity (AC-1 to AC-9, B1, B6). */
export const authenticationTransitions = {
  authentication_asked(session, { at, reason }) {
    refuseAfterEnd(session, 'authentication_asked')
    return changed({ ...session, asked: { at, reason } }, announce('authentication'))
  },

  authentication_started(session, { tag: _, ...begun }) {
    refuseAfterEnd(session, 'authentication_started')
    const { owner, landings, authentications } = session
    const { browser } = begun
    if (!owner && !landings.some((landing) => landing.browser === browser)) {
      throw new IdContactError('NOT_LANDED', 'authentication by a browser that never opened the client URL')
    }
    const isOwner = (one: Pick<Authentication, 'browser'>) => one.browser === (owner?.browser ?? browser)
    const kept = [
      ...authentications.filter((one) => !isOwner(one)).slice(isOwner(begun) ? -OF_OTHERS : 1 - OF_OTHERS),
      ...authentications.filter(isOwner).slice(isOwner(begun) ? 1 - OF_OWNER : -OF_OWNER),
    ].sort((a, b) => a.at - b.at)
    const next: Session = {
      ...session,
      authentications: [...kept, { ...begun, outcome: { state: 'awaited' } }],
    }
    return changed(next, announce('authentication'))
  },

  authentication_returned(session, { at, id, browser, carries }) {
    const one = find(session, id)
    if (!one || isEnded(session)) return unchanged(session)
    if (one.browser !== browser) return returnedElsewhere(session, one, browser, at)
    const back = one.returned === undefined ? { ...one, returned: at } : one
    if (one.outcome.state === 'pending') return adopted(session, back, one.outcome.result, at)
    if (one.outcome.state === 'awaited' && one.attr === undefined && !carries) {
      return put(session, { ...back, outcome: { state: 'cancelled', at } }, announce('authentication'))
    }
    if (back === one) return unchanged(session)
    return put(session, back, announce('authentication'))
  },

  authentication_verified(session, { tag: _, id, ...result }) {
    refuseAfterEnd(session, 'authentication_verified')
    const one = find(session, id)
    // Spoiled or replaced, it does not count; done, it is the identity already.
    if (!one || isSettled(one.outcome)) return unchanged(session)
    if (one.returned !== undefined) return adopted(session, one, result, result.at)
    const replaced = session.authentications.map((other) =>
      other.outcome.state === 'pending'
        ? { ...other, outcome: { state: 'replaced', at: result.at } as const }
        : other,
    )
    return put(
      { ...session, authentications: replaced },
      { ...one, outcome: { state: 'pending', result } },
      announce('authentication'),
    )
  },

  authentication_failed(session, { at, id }) {
    refuseAfterEnd(session, 'authentication_failed')
    const one = find(session, id)
    // A failure never blocks: a result that comes later still counts (B6).
    if (!one || (one.outcome.state !== 'awaited' && one.outcome.state !== 'cancelled'))
      return unchanged(session)
    return put(session, { ...one, outcome: { state: 'failed', at } }, announce('authentication'))
  },
} satisfies Partial<Transitions>

function find(session: Session, id: string): Authentication | undefined {
  return session.authentications.find((one) => one.id === id)
}

function isSettled({ state }: AuthenticationOutcome): boolean {
  return state === 'spoiled' || state === 'replaced' || state === 'done' || state === 'pending'
}

function put(session: Session, one: Authentication, ...effects: Effect[]): Applied {
  const authentications = session.authentications.map((other) => (other.id === one.id ? one : other))
  return changed({ ...session, authentications }, ...effects)
}

/**
 * Another browser came back than the one that began: somebody may have been made to authenticate for another
 * (B1). Before it counted, it never will; afterwards it is judged as a second landing is.
 */
function returnedElsewhere(session: Session, one: Authentication, browser: string, at: number): Applied {
  const { outcome } = one
  if (outcome.state === 'done') return returnedAfter(session, one, outcome.resultAt, at)
  if (outcome.state === 'spoiled' || outcome.state === 'replaced') return unchanged(session)
  const spoiled = put(
    session,
    { ...one, outcome: { state: 'spoiled', at, elsewhere: browser } },
    ...(outcome.state === 'pending' ? [{ tag: 'destroy_key', key: 'pending' } as const] : []),
    announce('authentication'),
  )
  if (one.browser !== session.owner?.browser) return spoiled
  return joined(spoiled, alerted(spoiled.session, 'authentication_elsewhere', at))
}

function returnedAfter(session: Session, one: Authentication, resultAt: number, at: number): Applied {
  const { attributes } = session
  if (attributes.state !== 'verified' || attributes.authentication !== one.id) return unchanged(session)
  if ((one.returned ?? at) < resultAt) {
    return alerted(
      { ...session, attributes: { ...attributes, state: 'withheld' } },
      'authentication_elsewhere',
      at,
    )
  }
  return at <= resultAt + ARRIVAL ? alerted(session, 'authentication_elsewhere', at) : unchanged(session)
}

/** The new identity takes the place of the old one, and the browser that brought it the conversation (B1, B6). */
function adopted(session: Session, one: Authentication, result: AuthenticationResult, at: number): Applied {
  const { owner } = session
  const isOther = owner !== undefined && owner.browser !== one.browser
  const judged = judge(session, result, isOther)
  const { names, digest, person } = result
  const next: Session = {
    ...session,
    attributes: {
      state: 'verified',
      at: result.at,
      names,
      digest,
      ...(person !== undefined && { person }),
      method: one.method,
      authentication: one.id,
    },
    shared: [...goneFrom(session.shared, at, 'replaced'), { at: result.at, names, method: one.method }],
    alerts: [],
    asked: undefined,
    ...(isOther && { owner: { browser: one.browser, at: owner.at } }),
    hiddenUntil: judged.hides ? at : session.hiddenUntil,
    ...(owner && { activity: { ...session.activity, citizen: at } }),
  }
  const done = put(
    next,
    { ...one, outcome: { state: 'done', at, resultAt: result.at } },
    { tag: 'destroy_key', key: 'attributes' },
    { tag: 'destroy_key', key: 'pending' },
    { tag: 'adopt_result' },
    announce('attributes'),
    announce('authentication'),
    announce('conversation'),
  )
  return judged.alerts.reduce((all, tag) => joined(all, alerted(all.session, tag, at)), done)
}

/**
 * Whether the person is the one who was here before, as far as that can be said; what the agent must know; and
 * whether what was said before is hidden from the citizen.
 */
function judge(
  { attributes }: Session,
  { person }: AuthenticationResult,
  isOther: boolean,
): { readonly hides: boolean; readonly alerts: readonly Alert['tag'][] } {
  const moved: Alert['tag'][] = isOther ? ['browser_changed'] : []
  const before = attributes.state === 'verified' ? attributes : undefined
  // Who was here without an identity now has one: the browser is the same, and so is the person who wrote.
  if (!before)
    return isOther ? { hides: true, alerts: ['person_unknown', ...moved] } : { hides: false, alerts: [] }
  if (before.person === undefined || person === undefined) {
    return { hides: true, alerts: ['person_unknown', ...moved] }
  }
  if (before.person === person) return { hides: false, alerts: moved }
  return { hides: true, alerts: ['another_person', ...moved] }
}

function joined(first: Applied, second: Applied): Applied {
  return { session: second.session, effects: [...first.effects, ...second.effects] }
}
