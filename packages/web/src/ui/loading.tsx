import type { JSX } from 'preact'
import { useWords } from './words/words-context.ts'

/** Something is on its way. With `page`, nothing else is there, so it is the heading too. */
export function Loading({ page = false }: { page?: boolean }): JSX.Element {
  const words = useWords()
  const Text = page ? 'h1' : 'span'
  return (
    <div class="loading" role="status">
      <span class="loading__dots" aria-hidden="true">
        <span />
        <span />
        <span />
      </span>
      <Text class="loading__text">{words.text('loading')}</Text>
    </div>
  )
}
