import type { IdentityState } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { Icon, type IconName } from '../ui/icons/icon.tsx'
import { useWords } from '../ui/words/words-context.ts'
import type { DeskKey } from './words/desk-key.ts'

const icons: Record<IdentityState, IconName> = {
  verified: 'check',
  awaiting: 'question',
  none: 'none',
  failed: 'warning',
  withheld: 'warning',
  withdrawn: 'back',
  released: 'none',
}

/** Where the identity stands: a drawing and words. Only *verified* has its colour. */
export function IdentityMark({ state }: { state: IdentityState }): JSX.Element {
  const words = useWords<DeskKey>()
  return (
    <span class={state === 'verified' ? 'row__fact row__fact--verified' : 'row__fact'}>
      <Icon name={icons[state]} />
      {words.text(`state.${state}`)}
    </span>
  )
}
