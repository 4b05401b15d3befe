import type { Locale } from './appointment-facts.ts'

/** A piece of a letter. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  /** A link that stands alone, and is drawn as a button where things are drawn. */
  | { readonly kind: 'link'; readonly label: string; readonly address: string }
  /** A code to be read and typed over. */
  | { readonly kind: 'code'; readonly code: string }

/** What a mail says, before it is text or HTML. Both are made of it, so both say the same. */
export interface Letter {
  readonly locale: Locale
  readonly title: string
  readonly blocks: readonly Block[]
  /** Who it is from, on one line. */
  readonly sender: string
}
