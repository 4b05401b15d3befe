import type { JSX } from 'preact'
import { ShownText } from '../shown-text.tsx'
import { useWords } from '../words/words-context.ts'

/** That the other side types. It keeps its room, so that nothing jumps; it is never read out by itself. */
export function TypingNote({ name }: { name: string | undefined }): JSX.Element {
  const words = useWords()
  return (
    <p class="typing">
      {name !== undefined && (
        <>
          <span class="typing__dots" aria-hidden="true">
            <span />
            <span />
            <span />
          </span>
          <ShownText text={words.text('chat.typing', { name })} />
        </>
      )}
    </p>
  )
}
