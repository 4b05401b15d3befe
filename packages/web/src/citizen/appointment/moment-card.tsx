import type { JSX } from 'preact'
import { useWords } from '../../ui/words/words-context.ts'
import type { CitizenPage } from '../citizen-page.ts'
import { createWhen } from '../when.ts'
import type { CitizenKey } from '../words/citizen-key.ts'
import { createOwnTime } from './own-time.ts'

/** A day and a time, large; and what the citizen's own clock shows, where that is another time. */
export function MomentCard(props: {
  starts: number
  ends: number
  zone: string
  page: CitizenPage
}): JSX.Element {
  const words = useWords<CitizenKey>()
  const { starts, ends, zone, page } = props
  const when = createWhen(words, zone)
  const own = createOwnTime(words, zone, page.zone).text(starts)
  return (
    <div class="moment">
      <p class="moment__day">{when.day(starts)}</p>
      <p class="moment__time">{when.span(starts, ends)}</p>
      {own !== undefined && (
        <p class="quiet">
          {words.text('held.own', { time: own })} ({page.zone})
        </p>
      )}
    </div>
  )
}
