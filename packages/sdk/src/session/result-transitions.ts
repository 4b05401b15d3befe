import type { Transitions } from './applied.ts'
import {
  type Applied,
  alerted,
  announce,
  changed,
  goneFrom,
  isEnded,
  refuseAfterEnd,
  unchanged,
} from './applied.ts'
import type { Appointment } from './appointment.ts'
import { doubtOf } from './doubt.ts'
import type { Effect } from './effect.ts'
import { letGo } from './feedback.ts'
import type { AttributesState, Landing, Session } from './session.ts'

/** How many browsers are remembered that opened one client URL. */
const LANDINGS = 50

/** What the first exchange brings: a result by one of the three receptions, and browsers that land. */
export const resultTransitions = {
  result_verified(session, { at, tag: _, ...identity }) {
    refuseAfterEnd(session, 'result_verified')
    const known = session.attributes
    // What the citizen took back does not come in again by the same door; nor, with an appointment, does anything: who
    // lands is not looked at any more, so nothing would tell that another browser came with it (B1).
    if (known.state === 'withdrawn' || session.appointment) return unchanged(session)
    if (known.state === 'verified' || known.state === 'withheld') {
      return known.digest === identity.digest ? unchanged(session) : alerted(session, 'second_identity', at)
    }
    const attributes: AttributesState = { state: 'verified', at, ...identity }
    const shared = [...session.shared, { at, names: identity.names }]
    return doubted({ ...session, attributes, shared }, at, announce('attributes'))
  },

  result_failed(session, { at }) {
    refuseAfterEnd(session, 'result_failed')
    return failed(session, { state: 'failed', at, reason: 'authentication_failed' })
  },

  result_insufficient(session, { at }) {
    refuseAfterEnd(session, 'result_insufficient')
    return failed(session, { state: 'failed', at, reason: 'attributes_missing' })
  },

  landed(session, { at, browser }) {
    // With an appointment, a landing is no way in any more.
    if (isEnded(session) || session.appointment) return unchanged(session)
    return doubted({ ...session, landings: remembered(session, browser, at) }, at)
  },

  withdrawn(session, { at }) {
    refuseAfterEnd(session, 'withdrawn')
    const known = session.attributes
    const { appointment } = session
    // Between booking and meeting there is nothing but what was kept of the booking, to be taken back all the same.
    const isThere = known.state === 'verified' || known.state === 'withheld' || appointment?.kept
    if (!isThere) return unchanged(session)
    const from = whose(known)
    const open = session.authentications.filter(
      (one) =>
        one.browser === session.owner?.browser &&
        !['spoiled', 'replaced', 'refused', 'done'].includes(one.outcome.state),
    )
    const pending = open.some((one) => one.outcome.state === 'pending')
    return changed(
      {
        ...session,
        authentications: session.authentications.map((one) =>
          open.includes(one) ? { ...one, outcome: { state: 'replaced', at } as const } : one,
        ),
        attributes: {
          state: 'withdrawn',
          at,
          ...(from && { from }),
        },
        ...(appointment && { appointment: withoutKept(appointment) }),
        shared: goneFrom(session.shared, at, 'withdrawn'),
        alerts: session.alerts.filter(({ tag }) => tag === 'another_person_came'),
        asked: undefined,
        ...(session.conversation.state === 'scheduled' && { feedback: letGo(session.feedback, at) }),
      },
      { tag: 'destroy_key', key: 'attributes' },
      // What was kept of the booking until the meeting is taken back with it.
      ...(appointment ? [{ tag: 'destroy_key', key: 'kept' } as const] : []),
      ...(pending ? [{ tag: 'destroy_key', key: 'pending' } as const] : []),
      announce('attributes'),
    )
  },
} satisfies Partial<Transitions>

/** Whose the attributes are or were, where that is certain. */
function whose(known: AttributesState): { readonly person?: string } | undefined {
  if (known.state === 'verified') return known.person === undefined ? {} : { person: known.person }
  return 'from' in known ? known.from : undefined
}

function withoutKept({ kept: _, ...rest }: Appointment): Appointment {
  return rest
}

/** A failure never takes away what is there, and never blocks what comes (B6). */
function failed(session: Session, attributes: AttributesState): Applied {
  const { state } = session.attributes
  if (state === 'verified' || state === 'withheld' || state === 'withdrawn') return unchanged(session)
  if (session.appointment) return unchanged(session)
  return changed({ ...session, attributes }, announce('attributes'))
}

/** The session with what is to be said of whose attributes these are (B1). */
export function doubted(session: Session, at: number, ...effects: Effect[]): Applied {
  const doubt = doubtOf(session)
  const { attributes } = session
  if (!doubt || attributes.state !== 'verified') return changed(session, ...effects)
  const known = session.alerts.some(({ tag }) => tag === 'another_browser')
  if (doubt === 'warn' && known) return changed(session, ...effects)
  const judged: Session =
    doubt === 'withhold' ? { ...session, attributes: { ...attributes, state: 'withheld' } } : session
  const alerting = alerted(judged, 'another_browser', at)
  return { session: alerting.session, effects: [...effects, ...alerting.effects] }
}

function remembered(session: Session, browser: string, at: number): readonly Landing[] {
  const before = session.landings.find((landing) => landing.browser === browser)
  const others = session.landings.filter((landing) => landing.browser !== browser)
  const owned = others.filter((landing) => landing.browser === session.owner?.browser)
  const rest = others.filter((landing) => landing.browser !== session.owner?.browser)
  return [...owned, ...rest.slice(-(LANDINGS - 1)), { browser, first: before?.first ?? at, last: at }]
}
