import type { JSX } from 'preact'
import { Icon } from '../ui/icons/icon.tsx'
import { useStore } from '../ui/use-store.ts'
import { useWords } from '../ui/words/words-context.ts'
import type { CitizenPage } from './citizen-page.ts'
import type { CitizenKey } from './words/citizen-key.ts'

/** The conversation ends soon and cannot be kept: it has lasted as long as one may. */
export function FinalNote({ at, page }: { at: number | undefined; page: CitizenPage }): JSX.Element {
  const words = useWords<CitizenKey>()
  const minutes = useStore(page.expiry.minutes)
  return (
    <div role="status">
      {at !== undefined && minutes !== undefined && (
        <p class="final-note">
          <Icon name="clock" />
          {words.text('expiry.final', { time: words.time(at) })}
        </p>
      )}
    </div>
  )
}
