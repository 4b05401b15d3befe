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
import type { Appointment } from './appointment.ts'
import type { Authentication, AuthenticationOutcome, AuthenticationResult } from './authentication.ts'
import { ARRIVAL } from './doubt.ts'
import { AUTHENTICATION_TAKES } from './due-at.ts'
import type { Effect } from './effect.ts'
import { reopened } from './feedback.ts'
import type { Alert, Session } from './session.ts'

/** How many authentications are remembered: of the owner, and of all others together. */
const OF_OWNER = 3
const OF_OTHERS = 5
/** How many identities the receipt of one session remembers. */
const SHARED = 50

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
    const isOpenToAll = owner !== undefined || session.appointment !== undefined
    if (!isOpenToAll && !landings.some((landing) => landing.browser === browser)) {
      throw new IdContactError('NOT_LANDED', 'authentication by a browser that never opened the client URL')
    }
    const isOwner = (one: Pick<Authentication, 'browser'>) => one.browser === (owner?.browser ?? browser)
    const { attributes } = session
    const identity = 'authentication' in attributes ? attributes.authentication : undefined
    const others = authentications.filter(({ id }) => id !== identity)
    const kept = [
      ...authentications.filter(({ id }) => id === identity),
      ...others.filter((one) => !isOwner(one)).slice(isOwner(begun) ? -OF_OTHERS : 1 - OF_OTHERS),
      ...others.filter(isOwner).slice(isOwner(begun) ? 1 - OF_OWNER : -OF_OWNER),
    ].sort((a, b) => a.at - b.at)
    const forgets = authentications.some((one) => one.outcome.state === 'pending' && !kept.includes(one))
    const next: Session = {
      ...session,
      authentications: [...kept, { ...begun, outcome: { state: 'awaited' } }],
    }
    return changed(
      next,
      ...(forgets ? [{ tag: 'destroy_key', key: 'pending' } as const] : []),
      announce('authentication'),
    )
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
    if (!one || isSettled(one.outcome) || isTooLate(session, one, result.at)) return unchanged(session)
    if (one.returned !== undefined) return adopted(session, one, result, result.at)
    const isOfOwner = ({ browser }: Authentication) => browser === session.owner?.browser
    const ownWaits = session.authentications.some(
      (other) => isOfOwner(other) && other.outcome.state === 'pending',
    )
    // One result waits at a time, and nobody pushes that of the owner aside.
    if (ownWaits && !isOfOwner(one)) {
      return put(
        session,
        { ...one, outcome: { state: 'replaced', at: result.at } },
        announce('authentication'),
      )
    }
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
  return (
    state === 'spoiled' ||
    state === 'replaced' ||
    state === 'refused' ||
    state === 'done' ||
    state === 'pending'
  )
}

/** Long after, nobody expects it any more; and another browser than the owner's does not get in by a cancelled one. */
function isTooLate({ owner }: Session, { at, browser, outcome }: Authentication, now: number): boolean {
  if (now > at + AUTHENTICATION_TAKES) return true
  return outcome.state === 'cancelled' && owner !== undefined && owner.browser !== browser
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
  if (outcome.state === 'done') return returnedAfter(session, one, outcome, at)
  if (['spoiled', 'replaced', 'refused'].includes(outcome.state)) return unchanged(session)
  const spoiled = put(
    session,
    { ...one, outcome: { state: 'spoiled', at, elsewhere: browser } },
    ...(outcome.state === 'pending' ? [{ tag: 'destroy_key', key: 'pending' } as const] : []),
    announce('authentication'),
  )
  if (one.browser !== session.owner?.browser) return spoiled
  return joined(spoiled, alerted(spoiled.session, 'authentication_elsewhere', at))
}

function returnedAfter(
  session: Session,
  one: Authentication,
  { resultAt, from }: Extract<AuthenticationOutcome, { state: 'done' }>,
  at: number,
): Applied {
  const { attributes } = session
  if (attributes.state !== 'verified' || attributes.authentication !== one.id) return unchanged(session)
  if ((one.returned ?? at) < resultAt) {
    return alerted(
      {
        ...session,
        attributes: { ...attributes, state: 'withheld' },
        ...(from !== undefined && { hiddenUntil: Math.max(at, session.hiddenUntil ?? 0) }),
      },
      'authentication_elsewhere',
      at,
    )
  }
  return at <= resultAt + ARRIVAL ? alerted(session, 'authentication_elsewhere', at) : unchanged(session)
}

/** The new identity takes the place of the old one, and the browser that brought it the conversation (B1, B6). */
function adopted(session: Session, one: Authentication, result: AuthenticationResult, at: number): Applied {
  const { owner, appointment } = session
  const isOther = owner?.browser !== one.browser && (owner !== undefined || appointment !== undefined)
  if (appointment && isNotTheirs(session, appointment, result, isOther, at)) return kept(session, one, at)
  const judged = judge(session, result, isOther)
  // An address that another person gave is not who comes to make the appointment's (AC-9).
  const dropsContact = judged.hides && session.contact !== undefined && !appointment
  const { contact: _, contactAt: __, ...withoutContact } = session
  const { names, digest, person } = result
  const next: Session = {
    ...(dropsContact ? withoutContact : session),
    attributes: {
      state: 'verified',
      at: result.at,
      names,
      digest,
      ...(person !== undefined && { person }),
      method: one.method,
      authentication: one.id,
      browser: one.browser,
    },
    authentications: session.authentications.map((other) =>
      other.outcome.state === 'pending' ? { ...other, outcome: { state: 'replaced', at } as const } : other,
    ),
    shared: [
      ...goneFrom(session.shared, at, 'replaced').slice(1 - SHARED),
      { at: result.at, names, method: one.method },
    ],
    alerts: session.alerts.filter(({ tag }) => tag === 'another_person_came'),
    asked: undefined,
    ...(isOther && { owner: { browser: one.browser, at: owner?.at ?? at } }),
    feedback: reopened(session.feedback),
    hiddenUntil: judged.hides ? Math.max(at, session.hiddenUntil ?? 0) : session.hiddenUntil,
    ...(owner && { activity: { ...session.activity, citizen: at } }),
    ...(judged.hides &&
      session.feedback.state === 'open' && { feedback: { ...session.feedback, quiet: true as const } }),
  }
  const done = put(
    next,
    {
      ...one,
      outcome: { state: 'done', at, resultAt: result.at, ...(isOther && owner && { from: owner.browser }) },
    },
    { tag: 'destroy_key', key: 'attributes' },
    { tag: 'destroy_key', key: 'pending' },
    ...(dropsContact ? [{ tag: 'destroy_key', key: 'contact' } as const] : []),
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
  session: Session,
  { person }: AuthenticationResult,
  isOther: boolean,
): { readonly hides: boolean; readonly alerts: readonly Alert['tag'][] } {
  const isScheduled = session.conversation.state === 'scheduled'
  // People come to an appointment in whatever browser; nobody has said anything yet.
  const moved: Alert['tag'][] = isOther && !isScheduled ? ['browser_changed'] : []
  const before = knownBefore(session)
  // Who was here without an identity now has one: the browser is the same, and so is the person who wrote.
  if (!before)
    return isOther ? { hides: true, alerts: ['person_unknown', ...moved] } : { hides: false, alerts: [] }
  if (before.person === undefined || person === undefined) {
    return { hides: true, alerts: ['person_unknown', ...moved] }
  }
  if (before.person === person) return { hides: false, alerts: moved }
  return { hides: true, alerts: ['another_person', ...moved] }
}

/** Who was here, as far as that is certain. */
function knownBefore({ attributes, appointment }: Session): { readonly person?: string } | undefined {
  if (attributes.state === 'verified') return attributes
  const from = 'from' in attributes ? attributes.from : undefined
  return from ?? appointment?.booker
}

/**
 * Whether somebody who authenticated may not come to an appointment: another person than who booked it, or, in another
 * browser and before the way in is open, somebody who cannot be compared (AC-9).
 */
function isNotTheirs(
  { conversation }: Session,
  { booker, opens }: Appointment,
  { person }: AuthenticationResult,
  isOther: boolean,
  at: number,
): boolean {
  if (booker?.person === undefined) return isOther && at < opens
  // In a meeting that runs, whose browser it is has a rule of its own (B6).
  return person !== booker.person && (isOther || conversation.state === 'scheduled')
}

/** The appointment is kept from who authenticated, who sees nothing of it; the agent is told (AC-9). */
function kept(session: Session, one: Authentication, at: number): Applied {
  const refused = put(
    session,
    { ...one, outcome: { state: 'refused', at } },
    ...(one.outcome.state === 'pending' ? [{ tag: 'destroy_key', key: 'pending' } as const] : []),
    announce('authentication'),
  )
  return joined(refused, alerted(refused.session, 'another_person_came', at))
}

function joined(first: Applied, second: Applied): Applied {
  return { session: second.session, effects: [...first.effects, ...second.effects] }
}
