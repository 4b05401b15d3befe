import type { JSX } from 'preact'
import { Button } from './button.tsx'
import { useWords } from './words/words-context.ts'

/** Goes to the other language; named in that language. */
export function LanguageSwitch(): JSX.Element {
  const words = useWords()
  const other = words.locale.get() === 'nl' ? 'en' : 'nl'
  return (
    <Button kind="subtle" look="flat" lang={other} onPress={() => words.choose(other)}>
      {words.text('language.other')}
    </Button>
  )
}
