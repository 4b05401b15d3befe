import type { Words as InEveryLanguage } from '@balie/desk-api/client'
import i18next from 'i18next'
import { createStore, type Store } from '../store.ts'
import { uiEn } from './en.ts'
import { uiNl } from './nl.ts'

export type Locale = keyof InEveryLanguage

/** A key without the ending that the count chooses. */
export type KeyOf<Table> = keyof Table extends infer K
  ? K extends `${infer Base}_${'one' | 'other'}`
    ? Base
    : K
  : never
export type UiKey = KeyOf<typeof uiNl>
/** What is put into a text. */
export type Values = Record<string, string | number>
export type Table = Readonly<Record<string, string>>

/** The words of a page in the language of now. */
export interface Words<Key extends string = UiKey> {
  readonly locale: Store<Locale>
  /** The text of a key, with its `{{values}}`. `count` chooses singular or plural. */
  text(key: Key | UiKey, values?: Values): string
  /** Words that came from the server. */
  pick(words: InEveryLanguage): string
  /** A moment as a time of day. */
  time(moment: number): string
  /** A moment as a day. */
  day(moment: number): string
  /** A moment as a day with its year: for what is kept. */
  date(moment: number): string
  choose(locale: Locale): void
}

const name = 'balie.locale'
const LOCALES: readonly Locale[] = ['nl', 'en']

/**
 * The words of a page: its own and the shared ones. The choice of language is kept in this browser, without
 * a cookie.
 *
 * @param spoken the browser's languages, as in `navigator.languages`
 */
export function createWords<Key extends string>(
  tables: { nl: Table; en: Table },
  storage?: Storage,
  spoken: readonly string[] = [],
): Words<Key> {
  const locale = createStore<Locale>(keptLocale(storage) ?? firstSpoken(spoken))
  const words = i18next.createInstance({
    lng: locale.get(),
    fallbackLng: 'nl',
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    // Every text becomes a text node.
    interpolation: { escapeValue: false },
    resources: {
      nl: { translation: { ...uiNl, ...tables.nl } },
      en: { translation: { ...uiEn, ...tables.en } },
    },
  })
  void words.init()
  const format = (moment: number, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale.get() === 'nl' ? 'nl-NL' : 'en-GB', options).format(moment)

  return {
    locale,
    text: (key: string, values: Values = {}) => words.t(key, values),
    pick: (given) => given[locale.get()],
    time: (moment) => format(moment, { hour: '2-digit', minute: '2-digit' }),
    day: (moment) => format(moment, { weekday: 'long', day: 'numeric', month: 'long' }),
    date: (moment) => format(moment, { day: 'numeric', month: 'long', year: 'numeric' }),
    choose(next) {
      void words.changeLanguage(next)
      keepLocale(storage, next)
      locale.set(next)
    },
  }
}

function keptLocale(storage: Storage | undefined): Locale | undefined {
  try {
    return LOCALES.find((locale) => locale === storage?.getItem(name))
  } catch {
    return undefined
  }
}

/** The first of the browser's languages that we speak, as on the pages before this one; else Dutch. */
function firstSpoken(languages: readonly string[]): Locale {
  const spoken = languages.map((language) => language.toLowerCase().split('-')[0])
  return spoken.flatMap((language) => LOCALES.filter((locale) => locale === language))[0] ?? 'nl'
}

function keepLocale(storage: Storage | undefined, locale: Locale): void {
  try {
    storage?.setItem(name, locale)
  } catch {
    // A browser that keeps nothing starts in its own language next time.
  }
}
