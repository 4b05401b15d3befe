/** A form of a page that says which action it is. */
export interface PageForm {
  readonly action: string
  /** Absolute. */
  readonly url: string
  readonly fields: URLSearchParams
}

/** The forms `<form method="post" data-idcontact="...">` of a page, with the fields that a click would send. */
export function readPageForms(html: string, pageUrl: string): readonly PageForm[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gis)].flatMap(([, head = '', inside = '']) => {
    const attributes = readAttributes(head)
    const action = attributes.get('data-idcontact')
    if (action === undefined || attributes.get('method')?.toLowerCase() !== 'post') return []
    const url = new URL(attributes.get('action') || pageUrl, pageUrl).href
    return [{ action, url, fields: readFields(inside) }]
  })
}

function readFields(html: string): URLSearchParams {
  const fields = new URLSearchParams()
  let pressed = false
  for (const [, tag = '', head = ''] of html.matchAll(/<(input|button|textarea|select)\b([^>]*)>/gi)) {
    const attributes = readAttributes(head)
    const name = attributes.get('name')
    const type = attributes.get('type')?.toLowerCase()
    const isButton = tag.toLowerCase() === 'button' || type === 'submit'
    if (isButton) {
      // One button is pressed: the first.
      if (!pressed && name) fields.append(name, attributes.get('value') ?? '')
      pressed = true
      continue
    }
    const off = (type === 'checkbox' || type === 'radio') && !attributes.has('checked')
    if (name && !off) fields.append(name, attributes.get('value') ?? 'conformance')
  }
  return fields
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
