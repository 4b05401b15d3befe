import type { JSX } from 'preact'
import { Heading, Paragraph } from '../../ui/text.tsx'
import { useWords } from '../../ui/words/words-context.ts'
import { momentText } from '../appointments/moment-text.ts'
import type { DeskKey } from '../words/desk-key.ts'

/** Days on which the organisation is closed. */
export function HolidaysSection({ holidays }: { holidays: readonly string[] }): JSX.Element | null {
  const words = useWords<DeskKey>()
  const text = momentText(words.locale.get())
  if (holidays.length === 0) return null
  return (
    <section class="hours__section" aria-labelledby="holidays">
      <Heading level={3} id="holidays">
        {words.text('holidays.title')}
      </Heading>
      <Paragraph look="small">{words.text('holidays.text')}</Paragraph>
      <ul class="hours__holidays">
        {holidays.map((date) => (
          <li key={date}>{text.fullDay(date)}</li>
        ))}
      </ul>
    </section>
  )
}
