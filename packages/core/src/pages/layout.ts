import { type Html, html } from './html.ts'
import { LANGUAGES, type Language } from './language.ts'

/** What a page is made of. */
export interface Page {
  readonly language: Language
  /** The path under which the component is reached from outside; empty, or `/core` without trailing slash. */
  readonly base: string
  /** Before the organisation in the browser's title; also what a screen reader says first. */
  readonly title: string
  /** The name at the top: an organisation, or the component itself. */
  readonly sender: string
  readonly content: Html
  /** The same page in another language; absent where the address cannot be opened again. */
  readonly inLanguage?: (language: Language) => string
  /** One line at the top that says this is not for real. */
  readonly warning?: string
  /** A script of our own in `/static/`, for pages that renew themselves. */
  readonly script?: string
}

const SKIP = { nl: 'Naar de inhoud', en: 'Skip to content' }
const LANGUAGE_MENU = { nl: 'Taal', en: 'Language' }
const LANGUAGE_NAMES = { nl: 'Nederlands', en: 'English' }

/** The whole document. Everything it loads comes from the component itself. */
export function layout(page: Page): string {
  const document = html`<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} – ${page.sender}</title>
<link rel="icon" href="${page.base}/static/icon.svg" type="image/svg+xml">
<link rel="preload" href="${page.base}/static/source-sans-3-400.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="${page.base}/static/pages.css">
${page.script !== undefined && html`<script src="${page.base}/static/${page.script}" defer></script>`}
</head>
<body>
<a class="skip" href="#content">${SKIP[page.language]}</a>
<header class="top">
<div class="column">
<p class="sender">${page.sender}</p>
${page.inLanguage !== undefined && languageMenu(page.language, page.inLanguage)}
</div>
${page.warning !== undefined && html`<div class="warning"><p class="column">${page.warning}</p></div>`}
</header>
<main id="content" class="column" tabindex="-1">
${page.content}
</main>
</body>
</html>
`
  return document.toString()
}

function languageMenu(current: Language, inLanguage: (language: Language) => string): Html {
  return html`<nav class="languages" aria-label="${LANGUAGE_MENU[current]}">
${LANGUAGES.map((language) =>
  language === current
    ? html`<span aria-current="true">${LANGUAGE_NAMES[language]}</span>`
    : html`<a href="${inLanguage(language)}" lang="${language}" hreflang="${language}">${LANGUAGE_NAMES[language]}</a>`,
)}
</nav>`
}
