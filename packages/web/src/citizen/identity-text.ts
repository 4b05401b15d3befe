import type { CitizenView } from '@balie/desk-api/client'
import type { IconName } from '../ui/icons/icon.tsx'
import type { CitizenKey } from './words/citizen-key.ts'

/** The identity as the citizen's page knows it: labels, never values. */
export type CitizenIdentity = Exclude<CitizenView, { state: 'elsewhere' }>['identity']

/** What to say to the citizen about the identity. */
export interface IdentityText {
  readonly icon: IconName
  readonly title: CitizenKey
  readonly lines: readonly CitizenKey[]
  /** Whether the labels of what was shared follow. */
  readonly labels: boolean
  /** Something is not as it should be, and the citizen must know now. */
  readonly urgent: boolean
}

/**
 * The words for a state of the identity, before and during the conversation.
 *
 * @param possible one can log in here
 * @param planning an appointment is about to be made, and there is no employee yet
 */
export function identityText(identity: CitizenIdentity, possible: boolean, planning = false): IdentityText {
  const labels = identity.state === 'verified' && identity.shared.length > 0
  const shared: CitizenKey[] = labels
    ? [planning ? 'identity.verified.planning' : 'identity.verified.text']
    : []
  const lines = [...shared, ...said[identity.state], ...mayLines(identity, possible)]
  return { ...signs[identity.state], lines, labels, urgent: identity.state === 'withheld' }
}

/**
 * Whether a citizen who was not asked can log in: it is possible, and there is no identity to lose by it. Before the
 * conversation an identity that is awaited is left to come.
 */
export function mayLogIn(view: Exclude<CitizenView, { state: 'elsewhere' }>): boolean {
  const { identity, authentication, state } = view
  if (!authentication.possible || state === 'ended') return false
  if (identity.state === 'awaiting') return state !== 'before'
  // Who is verified can, for as long as there is a question, also when it was put away.
  const isOpen = authentication.state !== 'none' && authentication.state !== 'done'
  return identity.state !== 'verified' || isOpen
}

type State = CitizenIdentity['state']

const signs: Record<State, { icon: IconName; title: CitizenKey }> = {
  verified: { icon: 'check', title: 'identity.verified' },
  awaiting: { icon: 'question', title: 'identity.awaiting' },
  none: { icon: 'none', title: 'identity.none' },
  failed: { icon: 'warning', title: 'identity.failed' },
  withheld: { icon: 'warning', title: 'identity.withheld' },
  withdrawn: { icon: 'none', title: 'identity.withdrawn' },
  released: { icon: 'none', title: 'identity.released' },
}

const said: Record<State, readonly CitizenKey[]> = {
  verified: [],
  awaiting: ['identity.awaiting.text'],
  none: ['identity.none.text'],
  failed: ['identity.failed.text'],
  withheld: ['identity.withheld.text', 'identity.withheld.why'],
  withdrawn: ['identity.withdrawn.text'],
  released: ['identity.released.text'],
}

/** Whether it matters, and what one can do about it (UN-4). */
function mayLines(
  { state, unauthenticatedAllowed }: CitizenIdentity,
  possible: boolean,
): readonly CitizenKey[] {
  if (state === 'verified') return []
  if (state === 'awaiting') return possible ? ['identity.logIn'] : []
  if (state === 'withheld') return [possible ? 'identity.withheld.logIn' : 'identity.withheld.what']
  if (!unauthenticatedAllowed) return [possible ? 'identity.neededHere' : 'identity.needed']
  return possible ? ['identity.allowed', 'identity.logIn'] : ['identity.allowed']
}
