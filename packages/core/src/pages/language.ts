import type { Words } from '../config/words.ts'

/** The languages of the pages; the first is what we speak when nobody asks for anything else. */
export const LANGUAGES = Object.freeze(['nl', 'en'] as const)

/** A language of the pages. */
export type Language = (typeof LANGUAGES)[number]

/**
 * The language of a page: what the link asks for, else the first of the browser's languages that we speak,
 * else Dutch. A region (`en-GB`) counts as its language.
 */
export function chooseLanguage(asked: unknown, acceptLanguage: string | undefined): Language {
  if (isLanguage(asked)) return asked
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...settings] = part.trim().toLowerCase().split(';')
      const quality = settings
        .find((setting) => setting.trim().startsWith('q='))
        ?.trim()
        .slice(2)
      return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter((row) => row.quality > 0)
    .sort((one, other) => other.quality - one.quality)
  return wanted.map((row) => row.language).find(isLanguage) ?? LANGUAGES[0]
}

/** The configured words in this language, else in the other one, else the tag made readable. */
export function wordsOrTag(words: Words | undefined, language: Language, tag: string): string {
  const other = LANGUAGES.find((candidate) => candidate !== language) ?? language
  return words?.[language] ?? words?.[other] ?? readableTag(tag)
}

/** `report_move` as `Report move`: for tags without words in the configuration. */
function readableTag(tag: string): string {
  const text = tag.replaceAll(/[_-]+/g, ' ').trim()
  return text === '' ? tag : text.charAt(0).toUpperCase() + text.slice(1)
}

function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value)
}
