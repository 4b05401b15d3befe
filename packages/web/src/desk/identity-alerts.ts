import type { Authentication, IdentityAlert } from '@balie/desk-api/client'

/** What the identity pane says about the alerts, sorted by what the agent must know first. */
export interface SortedAlerts {
  /** The conversation is somebody else's since then; the newest of them. */
  readonly anotherPerson: IdentityAlert | undefined
  /** Something is wrong or uncertain; oldest first. */
  readonly warnings: readonly IdentityAlert[]
  /** Good to know; oldest first. */
  readonly notes: readonly IdentityAlert[]
}

const harmless: ReadonlySet<IdentityAlert['tag']> = new Set(['browser_changed', 'pause'])

/** Sorts the alerts. One that says no more than where logging in stands now is left out: that is told with its button. */
export function sortAlerts(
  alerts: readonly IdentityAlert[],
  authentication: Authentication['state'],
): SortedAlerts {
  const told: IdentityAlert['tag'] | undefined =
    authentication === 'failed'
      ? 'authentication_failed'
      : authentication === 'elsewhere'
        ? 'authentication_elsewhere'
        : undefined
  // Another browser is said to be the same person's: only where nothing says otherwise (AC-9).
  const isOther = alerts.some(({ tag }) => tag === 'another_person' || tag === 'person_unknown')
  const others = alerts
    .filter(({ tag }) => tag !== 'another_person' && tag !== told && !(isOther && tag === 'browser_changed'))
    .sort((a, b) => a.at - b.at)
  return {
    anotherPerson: alerts.filter(({ tag }) => tag === 'another_person').sort((a, b) => b.at - a.at)[0],
    warnings: others.filter(({ tag }) => !harmless.has(tag)),
    notes: others.filter(({ tag }) => harmless.has(tag)),
  }
}
