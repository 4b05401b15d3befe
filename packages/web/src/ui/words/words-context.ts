import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { useStore } from '../use-store.ts'
import { createWords, type UiKey, type Words } from './words.ts'

/** The words of the page that a component stands on. */
export const WordsContext = createContext<Words<string>>(createWords({ nl: {}, en: {} }))

/** The words, in the language of now; the component is drawn again when the language changes. */
export function useWords<Key extends string = UiKey>(): Words<Key> {
  const words = useContext(WordsContext)
  useStore(words.locale)
  return words
}
