/** Values for placeholders, by name. */
export type Words = Readonly<Record<string, unknown>>

/** Fills the placeholders of a text in. One that nobody knows stays. */
export function fillIn(text: string, words: Words): string {
  return text.replace(/\{([a-z]+)\}/g, (whole, name: string) =>
    Object.hasOwn(words, name) ? String(words[name]) : whole,
  )
}

/** The same for every text within a JSON value. A text that is one placeholder only becomes the value itself. */
export function fillInJson(value: unknown, words: Words): unknown {
  if (typeof value === 'string') {
    const [, name] = /^\{([a-z]+)\}$/.exec(value) ?? []
    return name !== undefined && Object.hasOwn(words, name) ? words[name] : fillIn(value, words)
  }
  if (Array.isArray(value)) return value.map((item) => fillInJson(item, words))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillInJson(item, words)]))
}
