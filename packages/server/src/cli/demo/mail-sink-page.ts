import { escapeHtml } from '../../mail/escape-html.ts'
import type { SunkMail } from './sunk-mail.ts'

/** All mails, the newest first. */
export function listPage(mails: readonly SunkMail[]): string {
  const rows = mails.toReversed().map(
    (mail) => `<li><a class="mail" href="/mails/${mail.id}">
<span class="subject">${escapeHtml(mail.subject || '(no subject)')}</span>
<span class="about">To ${escapeHtml(mail.recipients.join(', '))}${mail.calendar ? `, with a calendar (${escapeHtml(mail.calendar.method)})` : ''}</span>
</a></li>`,
  )
  const content =
    rows.length > 0
      ? `<ol class="mails" reversed>\n${rows.join('\n')}\n</ol>`
      : '<p class="empty">No mail yet. When an appointment is made, what the citizen gets is here.</p>'
  return page(
    'Mail',
    `<div class="bar"><h1>Mail</h1><a class="again" href="/">Look again</a></div>
<p class="intro">Everything that the demo mails, to whomever. Nothing leaves this machine. Mail to weg@ or bounce@ is refused.</p>
${content}`,
  )
}

/** One mail: its text, its calendar, its HTML as source, its headers. */
export function mailPage(mail: SunkMail): string {
  const { calendar, id, subject, recipients, from, text, html, headers } = mail
  return page(
    subject,
    `<p><a href="/">All mail</a></p>
<h1>${escapeHtml(subject || '(no subject)')}</h1>
<dl class="facts">
<dt>From</dt><dd>${escapeHtml(from)}</dd>
<dt>To</dt><dd>${escapeHtml(recipients.join(', '))}</dd>
</dl>
<pre class="text">${linked(text)}</pre>
${
  calendar
    ? `<h2>Calendar: ${escapeHtml(calendar.method)}</h2>
<p><a href="/mails/${id}/calendar" download>Download ${escapeHtml(calendar.fileName)}</a></p>
${source('Show its source', calendar.content)}`
    : ''
}
${html === '' ? '' : `<h2>HTML</h2>\n${source('Show its source', html)}`}
<h2>Headers</h2>
${source('Show all headers', headers.map(({ name, value }) => `${name}: ${value}`).join('\n'))}`,
  )
}

/** What there is where nothing is. */
export function nothingPage(): string {
  return page(
    'Nothing here',
    '<h1>Nothing here</h1>\n<p>Only the last 200 mails are kept. <a href="/">All mail</a></p>',
  )
}

function source(summary: string, text: string): string {
  return `<details><summary>${summary}</summary><pre>${escapeHtml(text)}</pre></details>`
}

/** Addresses on the web become links; all else is text. */
function linked(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((part, index) => (index % 2 === 0 ? escapeHtml(part) : link(escapeHtml(part))))
    .join('')
}

function link(address: string): string {
  return `<a href="${address}" rel="noreferrer">${address}</a>`
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – Mail of the demo</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header><p>Mail of the demo</p></header>
<main>
${content}
</main>
</body>
</html>
`
}
