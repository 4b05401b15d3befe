import type { JSX } from 'preact'
import { useWords } from './words/words-context.ts'

/** Something is on its way. */
export function Loading(): JSX.Element {
  const words = useWords()
  return (
    <p class="loading" role="status">
      <span class="loading__dots" aria-hidden="true">
        <span />
        <span />
        <span />
      </span>
      {words.text('loading')}
    </p>
  )
}
