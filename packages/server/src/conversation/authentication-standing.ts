import type { Authentication as Standing } from '@balie/desk-api'
import type { Alert, Authentication, Session } from '@balie/sdk'

/** For whom is asked where authentication stands, and in what. */
export interface StandingOf {
  readonly session: Session
  readonly purpose: { readonly allowUnauthenticated: boolean }
  /** Whether a core is configured that can be asked. */
  readonly possible: boolean
  /** The browser whose authentication counts: the owner's for the desk, else the one that looks. */
  readonly browser: string | undefined
}

/**
 * Where authentication during a conversation stands, the same for both sides (AC-8). The newest thing wins: what
 * became of that browser's last authentication, or that the citizen is asked to authenticate, by the agent, after
 * a pause, because it is not certain whose the identity is, or because the purpose needs one (B1, B11).
 */
export function authenticationStanding({ session, purpose, possible, browser }: StandingOf): Standing {
  const runs = session.conversation.state !== 'ended'
  const outcome = outcomeFor(session, browser)
  // Another browser than the owner's is asked nothing: it is not its conversation.
  const isTheirs = session.owner === undefined || session.owner.browser === browser
  const asked = runs && isTheirs && possible ? askedOf(session, purpose.allowUnauthenticated) : undefined
  // Who is on the way already is not told that the purpose needs it.
  const isKnown = asked?.reason === 'required' && outcome?.state === 'under_way'
  const newest = asked && !isKnown && (outcome === undefined || asked.at >= outcome.at) ? asked : outcome
  return { possible: possible && runs, ...(newest ?? { state: 'none' }) }
}

/**
 * Where it stands for a browser whose conversation it is not: of its own authentications only, and without them the
 * same as for no conversation at all (B2).
 */
export function standingElsewhere(
  possible: boolean,
  session: Session | undefined,
  browser: string | undefined,
): Standing {
  return { possible, ...((session && outcomeFor(session, browser)) ?? { state: 'none' }) }
}

/**
 * The same before an appointment's meeting, when it is nobody's conversation yet: what became of the last attempt, whoever
 * made it (AC-8). Undefined where there was none.
 */
export function standingBefore(possible: boolean, session: Session): Standing | undefined {
  const last = session.authentications.at(-1)
  const moment = last && momentOf(session, last)
  return moment && { possible, ...moment }
}

type Moment = Omit<Standing, 'possible'> & { readonly at: number }

/** What the citizen is asked, newest first where there is more than one reason. */
function askedOf(session: Session, allowUnauthenticated: boolean): Moment | undefined {
  const { attributes, alerts, asked } = session
  const reasons: Moment[] = asked ? [{ state: 'asked', ...asked }] : []
  if (attributes.state === 'withheld') {
    const doubts = alerts.map(({ tag, at }) => (DOUBTS.has(tag) ? at : 0))
    reasons.push({ state: 'asked', at: Math.max(attributes.at, ...doubts), reason: 'uncertain' })
  }
  const lacks = attributes.state === 'none' || attributes.state === 'failed'
  if (lacks && !allowUnauthenticated) {
    reasons.push({ state: 'asked', at: attributes.at, reason: 'required' })
  }
  return reasons.sort((a, b) => b.at - a.at)[0]
}

const DOUBTS: ReadonlySet<Alert['tag']> = new Set(['another_browser', 'authentication_elsewhere'])

function outcomeFor(session: Session, browser: string | undefined): Moment | undefined {
  if (browser === undefined) return undefined
  const one = session.authentications.findLast(
    ({ browser: own, outcome }) =>
      own === browser || (outcome.state === 'spoiled' && outcome.elsewhere === browser),
  )
  return one && momentOf(session, one)
}

function momentOf({ attributes }: Session, { id, at, outcome }: Authentication): Moment | undefined {
  switch (outcome.state) {
    case 'awaited':
    case 'pending':
      return { state: 'under_way', at }
    case 'failed':
    case 'cancelled':
      return { state: outcome.state, at: outcome.at }
    case 'spoiled':
      return { state: 'elsewhere', at: outcome.at }
    case 'replaced':
      // Another one was quicker; for whoever began this one, it led to nothing.
      return { state: 'cancelled', at: outcome.at }
    case 'refused':
      return { state: 'not_theirs', at: outcome.at }
    case 'done':
      // Withdrawn or replaced since: then there is nothing to say of it any more.
      return attributes.state === 'verified' && attributes.authentication === id
        ? { state: 'done', at: outcome.at }
        : undefined
  }
}
