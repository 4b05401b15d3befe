/** Text that is HTML already. Only the `html` template makes it, so that nothing gets in unescaped (F4). */
export class Html {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }
}

/** What may stand in an `html` template; nothing at all is written for undefined and false. */
export type HtmlValue = Html | string | number | undefined | false | readonly HtmlValue[]

/**
 * HTML from a template. Everything put into it is escaped, for text and for quoted attributes, unless it
 * came from this template itself.
 */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(
    parts.map((part, index) => part + (index < values.length ? write(values[index]) : '')).join(''),
  )
}

function write(value: HtmlValue): string {
  if (value === undefined || value === false) return ''
  if (value instanceof Html) return value.toString()
  if (typeof value === 'object') return value.map(write).join('')
  return escapeHtml(String(value))
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
