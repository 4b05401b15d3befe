import './utrecht/skip-link.css'
import type { JSX } from 'preact'
import { useWords } from './words/words-context.ts'

/** The first thing that the Tab key finds: past the head of the page. */
export function SkipLink({ to }: { to: string }): JSX.Element {
  const words = useWords()
  return (
    <a class="utrecht-skip-link utrecht-skip-link--visible-on-focus" href={`#${to}`}>
      {words.text('skip.content')}
    </a>
  )
}
