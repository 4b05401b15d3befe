import { IdContactError } from '../errors/id-contact-error.ts'
import type { Applied } from './apply-event.ts'
import { doubtOf } from './doubt.ts'
import type { Effect } from './effect.ts'
import type { Alert, AttributesState, Landing, Session } from './session.ts'
import type { EventOf, SessionEvent } from './session-event.ts'

export type Transitions = {
  readonly [Tag in SessionEvent['tag']]: (session: Session, event: EventOf<Tag>) => Applied
}

/** How many browsers are remembered that opened one client URL. */
const LANDINGS = 50

/**
 * The whole life of a session: one row per event. An event without a row does not compile. A row gives
 * back the session it got where the event changes nothing, so that every event may come twice.
 */
export const transitions: Transitions = Object.freeze({
  result_verified(session, { at, names, digest }) {
    refuseAfterEnd(session, 'result_verified')
    const known = session.attributes
    if (known.state === 'verified' || known.state === 'withheld') {
      return known.digest === digest ? unchanged(session) : alerted(session, 'second_identity', at)
    }
    const attributes: AttributesState = { state: 'verified', at, names, digest }
    return doubted({ ...session, attributes }, at, announce('attributes'))
  },

  result_failed(session, { at }) {
    refuseAfterEnd(session, 'result_failed')
    return failed(session, { state: 'failed', at, reason: 'authentication_failed' })
  },

  result_insufficient(session, { at }) {
    refuseAfterEnd(session, 'result_insufficient')
    return failed(session, { state: 'failed', at, reason: 'attributes_missing' })
  },

  waited_in_vain(session, { at }) {
    if (session.attributes.state !== 'awaiting' || !session.owner || isEnded(session))
      return unchanged(session)
    return changed({ ...session, attributes: { state: 'none', at } }, announce('attributes'))
  },

  landed(session, { at, browser }) {
    if (isEnded(session)) return unchanged(session)
    return doubted({ ...session, landings: remembered(session, browser, at) }, at)
  },

  begun(session, { at, browser }) {
    refuseAfterEnd(session, 'begun')
    if (session.owner) {
      if (session.owner.browser === browser) return unchanged(session)
      throw new IdContactError('NOT_THE_OWNER', 'another browser began this session')
    }
    if (!session.landings.some((landing) => landing.browser === browser)) {
      throw new IdContactError('NOT_LANDED', 'begin by a browser that never opened the client URL')
    }
    return doubted(
      { ...session, owner: { browser, at }, conversation: { state: 'waiting', since: at } },
      at,
      announce('conversation'),
    )
  },

  citizen_present(session, { at }) {
    if (session.citizen.state === 'present') return unchanged(session)
    return changed({ ...session, citizen: { state: 'present', since: at } }, announce('citizen'))
  },

  citizen_gone(session, { at }) {
    if (session.citizen.state !== 'present') return unchanged(session)
    return changed({ ...session, citizen: { state: 'gone', since: at } }, announce('citizen'))
  },

  taken(session, { at, agent }) {
    const { conversation } = session
    if (conversation.state === 'open' && conversation.agent === agent) return unchanged(session)
    if (conversation.state !== 'waiting') throw refused('taken', conversation.state)
    return changed(
      { ...session, conversation: { state: 'open', since: at, agent } },
      announce('conversation'),
    )
  },

  ended(session, { at, by }) {
    const { conversation } = session
    if (conversation.state === 'ended') return unchanged(session)
    const agent = conversation.state === 'open' ? { agent: conversation.agent } : {}
    return changed(
      { ...session, conversation: { state: 'ended', at, by, ...agent } },
      { tag: 'forget_attributes' },
      announce('conversation'),
    )
  },
} satisfies Transitions)

function changed(session: Session, ...effects: Effect[]): Applied {
  return { session, effects }
}

function unchanged(session: Session): Applied {
  return { session, effects: [] }
}

function announce(what: Extract<Effect, { tag: 'announce' }>['what']): Effect {
  return { tag: 'announce', what }
}

function isEnded(session: Session): boolean {
  return session.conversation.state === 'ended'
}

function refused(event: SessionEvent['tag'], state: string): IdContactError {
  return new IdContactError('TRANSITION_REFUSED', `${event} on a conversation that is ${state}`)
}

function refuseAfterEnd(session: Session, event: SessionEvent['tag']): void {
  if (isEnded(session)) throw refused(event, 'ended')
}

/** A failure never takes away what is there, and never blocks what comes (B6). */
function failed(session: Session, attributes: AttributesState): Applied {
  const { state } = session.attributes
  if (state === 'verified' || state === 'withheld') return unchanged(session)
  return changed({ ...session, attributes }, announce('attributes'))
}

/** The session with what is to be said of whose attributes these are (B1). */
function doubted(session: Session, at: number, ...effects: Effect[]): Applied {
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

function alerted(session: Session, tag: Alert['tag'], at: number): Applied {
  const alerts = session.alerts.some((alert) => alert.tag === tag)
    ? session.alerts
    : [...session.alerts, { tag, at }]
  return changed({ ...session, alerts }, announce('attributes'), { tag: 'alert_agent', alert: tag })
}

function remembered(session: Session, browser: string, at: number): readonly Landing[] {
  const before = session.landings.find((landing) => landing.browser === browser)
  const others = session.landings.filter((landing) => landing.browser !== browser)
  const owned = others.filter((landing) => landing.browser === session.owner?.browser)
  const rest = others.filter((landing) => landing.browser !== session.owner?.browser)
  return [...owned, ...rest.slice(-(LANDINGS - 1)), { browser, first: before?.first ?? at, last: at }]
}
