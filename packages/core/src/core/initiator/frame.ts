import type { CoreConfig } from '../../config/core-config.ts'
import type { Html } from '../../pages/html.ts'
import type { Language } from '../../pages/language.ts'
import { layout } from '../../pages/layout.ts'
import { linkPrefix } from '../../pages/link-prefix.ts'
import { INITIATOR_WORDS } from './words.ts'

/** What all pages of the initiator share. */
export interface Frame {
  readonly language: Language
  readonly base: string
  readonly sender: string
  /** The purpose that is chosen, so that changing the language keeps it. */
  readonly purpose: string | undefined
}

/** The frame for a core, in a language. */
export function frameFor(config: CoreConfig, language: Language, purpose?: string): Frame {
  const sender = config.organisation ?? INITIATOR_WORDS[language].organisation
  return { language, base: linkPrefix(config.serverUrl), sender, purpose }
}

/** A page of the initiator. Its link to the other language leads to where one chooses. */
export function framed(frame: Frame, page: { title: string; content: Html }): string {
  const purpose = frame.purpose === undefined ? '' : `purpose=${encodeURIComponent(frame.purpose)}&`
  return layout({
    language: frame.language,
    base: frame.base,
    sender: frame.sender,
    inLanguage: (language) => `${frame.base}/?${purpose}lang=${language}`,
    ...page,
  })
}
