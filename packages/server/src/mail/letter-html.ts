import { escapeHtml } from './escape-html.ts'
import type { Block, Letter } from './letter.ts'
import { MAIL_WORDS } from './words.ts'

const FONT = "font-family:'Source Sans 3','Segoe UI',Arial,sans-serif;font-size:16px;line-height:24px"
const STYLE = {
  body: 'margin:0;padding:0;background-color:#f3f4f6;color:#1b1f24',
  column: `max-width:560px;margin:0 auto;padding:24px;background-color:#ffffff;${FONT}`,
  sender: 'margin:0 0 24px;color:#454d57',
  title: 'margin:0 0 16px;font-size:24px;line-height:32px;font-weight:600',
  heading: 'margin:24px 0 8px;font-size:18px;line-height:24px;font-weight:600',
  text: 'margin:0 0 16px',
  row: 'margin:0 0 8px',
  button:
    'display:inline-block;padding:12px 24px;background-color:#154273;color:#ffffff;font-weight:600;text-decoration:none;border-radius:4px',
  address: 'margin:0 0 16px;font-size:14px;line-height:20px;color:#454d57;overflow-wrap:anywhere',
  code: 'margin:0 0 16px;font-size:32px;line-height:40px;font-weight:600;letter-spacing:4px',
  foot: 'margin:24px 0 0;font-size:14px;line-height:20px;color:#454d57',
} as const

/**
 * A letter as HTML: one column, styled in place, real headings. Loads nothing and has no script, so that
 * opening it tells nobody; all that is put in is escaped (F4).
 */
export function letterHtml({ locale, title, blocks, sender }: Letter): string {
  const words = MAIL_WORDS[locale]
  const name = escapeHtml(sender)
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
</head>
<body style="${STYLE.body}">
<div lang="${locale}" style="${STYLE.column}">
<p style="${STYLE.sender}">${name}</p>
<h1 style="${STYLE.title}">${escapeHtml(title)}</h1>
<p style="${STYLE.text}">${words.greeting}</p>
${blocks.map(blockHtml).join('\n')}
<p style="${STYLE.text}">${words.regards}<br>${name}</p>
<p style="${STYLE.foot}">${words.automatic}</p>
</div>
</body>
</html>
`
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p style="${STYLE.text}">${escapeHtml(block.text)}</p>`
    case 'heading':
      return `<h2 style="${STYLE.heading}">${escapeHtml(block.text)}</h2>`
    case 'facts':
      return block.rows
        .map(
          ([label, value]) =>
            `<p style="${STYLE.row}"><strong>${escapeHtml(label)}:</strong> ${escapeHtml(value)}</p>`,
        )
        .join('\n')
    case 'link': {
      const address = escapeHtml(block.address)
      return `<p style="margin:24px 0 8px"><a href="${address}" style="${STYLE.button}">${escapeHtml(block.label)}</a></p>
<p style="${STYLE.address}">${address}</p>`
    }
    case 'code':
      return `<p style="${STYLE.code}">${escapeHtml(block.code)}</p>`
  }
}
