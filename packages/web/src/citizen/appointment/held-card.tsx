import type { Held, Planning } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { Heading, Paragraph } from '../../ui/text.tsx'
import { useStore } from '../../ui/use-store.ts'
import { useWords } from '../../ui/words/words-context.ts'
import type { CitizenPage } from '../citizen-page.ts'
import type { CitizenKey } from '../words/citizen-key.ts'
import { heldLeft } from './held-left.ts'
import { MomentCard } from './moment-card.tsx'

/** The time that is kept for this citizen, and how long it is. */
export function HeldCard(props: { held: Held; planning: Planning; page: CitizenPage }): JSX.Element {
  const words = useWords<CitizenKey>()
  const { held, planning, page } = props
  const now = useStore(page.time.now)
  const { doing } = useStore(page.planning.state)
  const title = useRef<HTMLHeadingElement>(null)

  // What was pressed went with the list.
  useEffect(() => title.current?.focus(), [held.starts])

  const { minutes, isSoon } = heldLeft(held.until, now)
  const left = words.text('held.left', { count: minutes })
  return (
    <section class="identity-card" aria-labelledby="held">
      <Heading level={2} id="held" anchor={title}>
        {words.text('held.title')}
      </Heading>
      <MomentCard starts={held.starts} ends={held.ends} zone={planning.zone} page={page} />
      {!isSoon && (
        <p class="quiet" role="timer">
          {left}
        </p>
      )}
      <div role="status">{isSoon && <Paragraph>{left}</Paragraph>}</div>
      <div class="identity-line__actions">
        <Button look="small" busy={doing === 'release'} onPress={() => void page.planning.release()}>
          {words.text('held.other')}
        </Button>
      </div>
      <Paragraph look="small">{words.text('booked.how')}</Paragraph>
    </section>
  )
}
