/** A form of a page that says which action it is. */
export interface PageForm {
  readonly action: string
  /** Absolute. */
  readonly url: string
  readonly fields: URLSearchParams
}

/**
 * The forms `<form method="post" data-idcontact="...">` of a page, with the fields that a click would send.
 *
 * @param choice what is chosen of several options, by its value or its words; else the first
 */
export function readPageForms(html: string, pageUrl: string, choice = ''): readonly PageForm[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gis)].flatMap(([, head = '', inside = '']) => {
    const attributes = readAttributes(head)
    const action = attributes.get('data-idcontact')
    if (action === undefined || attributes.get('method')?.toLowerCase() !== 'post') return []
    const url = new URL(attributes.get('action') || pageUrl, pageUrl).href
    return [{ action, url, fields: readFields(inside, choice) }]
  })
}

function readFields(html: string, choice: string): URLSearchParams {
  const fields = new URLSearchParams()
  let pressed = false
  for (const [, tag = '', head = '', inside = ''] of html.matchAll(FIELDS)) {
    const attributes = readAttributes(head)
    const name = attributes.get('name')
    const type = attributes.get('type')?.toLowerCase() ?? ''
    if (tag.toLowerCase() === 'select') {
      if (name) fields.append(name, readChoice(inside, choice))
    } else if (tag.toLowerCase() === 'button' || type === 'submit') {
      // One button is pressed: the first.
      if (!pressed && name) fields.append(name, attributes.get('value') ?? '')
      pressed = true
    } else if (name && (attributes.has('checked') || !/^(checkbox|radio)$/.test(type))) {
      fields.append(name, attributes.get('value') ?? 'conformance')
    }
  }
  return fields
}

const FIELDS = /<(input|button|textarea|select)\b([^>]*)>(?:(?<=<select\b[^>]*>)(.*?)<\/select>)?/gis

function readChoice(html: string, choice: string): string {
  const options = [...html.matchAll(/<option\b([^>]*)>([^<]*)/gi)].map(([, head = '', words = '']) => {
    const value = readAttributes(head).get('value') ?? decode(words.trim())
    return { value, words: decode(words) }
  })
  const chosen =
    options.find(({ value }) => value === choice) ??
    options.find(({ words }) => choice && words.includes(choice))
  return (chosen ?? options[0])?.value ?? ''
}

function readAttributes(head: string): ReadonlyMap<string, string> {
  return new Map(
    [...head.matchAll(/([^\s=/>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g)].map(
      ([, name = '', double, single, bare]) => [name.toLowerCase(), decode(double ?? single ?? bare ?? '')],
    ),
  )
}

function decode(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
