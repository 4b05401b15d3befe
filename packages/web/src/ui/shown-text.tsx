import type { JSX } from 'preact'
import { type TextPlace, visibleText } from './visible-text.ts'
import { useWords } from './words/words-context.ts'

/** Text that came from somebody: set apart from its surroundings, with nothing in it that cannot be seen (F4). */
export function ShownText({ text, place = 'line' }: { text: string; place?: TextPlace }): JSX.Element {
  const words = useWords()
  return (
    <bdi>
      {visibleText(text, place).map((piece) =>
        piece.kind === 'plain' ? (
          piece.text
        ) : (
          <span class="hidden-character">
            <span class="visually-hidden">{words.text('text.hidden', { code: piece.code })}</span>
            <span aria-hidden="true">{piece.code}</span>
          </span>
        ),
      )}
    </bdi>
  )
}
