import type { CitizenView } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { Heading, Paragraph } from '../ui/text.tsx'
import { useWords } from '../ui/words/words-context.ts'
import type { CitizenKey } from './words/citizen-key.ts'

/** Not this browser's conversation, or none at all: says nothing about it, and what one can do (threat B2). */
export function ElsewhereView({ view }: { view: Extract<CitizenView, { state: 'elsewhere' }> }): JSX.Element {
  const words = useWords<CitizenKey>()
  const { organisation } = view
  return (
    <div class="sheet">
      <Heading level={1}>{words.text('elsewhere.title')}</Heading>
      <Paragraph look="lead">{words.text('elsewhere.text')}</Paragraph>
      <div class="sheet__part">
        <Heading level={2}>{words.text('elsewhere.what')}</Heading>
        <ul class="bullets">
          <li>{words.text('elsewhere.back')}</li>
          <li>{words.text('elsewhere.again', { organisation })}</li>
        </ul>
      </div>
    </div>
  )
}
