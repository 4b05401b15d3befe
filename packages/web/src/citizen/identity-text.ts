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

/** The words for a state of the identity, before and during the conversation. */
export function identityText(identity: CitizenIdentity): IdentityText {
  const may: CitizenKey = identity.unauthenticatedAllowed ? 'identity.allowed' : 'identity.needed'
  const said = { labels: false, urgent: false }
  switch (identity.state) {
    case 'verified': {
      const labels = identity.shared.length > 0
      const lines: CitizenKey[] = labels ? ['identity.verified.text'] : []
      return { icon: 'check', title: 'identity.verified', lines, labels, urgent: false }
    }
    case 'awaiting':
      return { ...said, icon: 'question', title: 'identity.awaiting', lines: ['identity.awaiting.text'] }
    case 'none':
      return { ...said, icon: 'none', title: 'identity.none', lines: ['identity.none.text', may] }
    case 'failed':
      return { ...said, icon: 'warning', title: 'identity.failed', lines: ['identity.failed.text', may] }
    case 'withheld':
      return {
        icon: 'warning',
        title: 'identity.withheld',
        lines: ['identity.withheld.text', 'identity.withheld.why', 'identity.withheld.what'],
        labels: false,
        urgent: true,
      }
  }
}
