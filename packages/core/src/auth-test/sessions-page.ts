import { type Html, html } from '../pages/html.ts'
import type { Language } from '../pages/language.ts'
import { visibleText } from '../pages/visible-text.ts'
import type { Delivery } from './deliveries.ts'
import { type Frame, framed } from './frame.ts'
import type { ReceivedUpdate, TestSession } from './sessions.ts'
import { AUTH_TEST_WORDS } from './words.ts'

type Words = (typeof AUTH_TEST_WORDS)['nl']

/** What the page shows. */
export interface SessionsView {
  readonly withSession: boolean
  readonly sessions: readonly TestSession[]
  readonly deliveries: readonly Delivery[]
  /** Differs as soon as there is something new to show. */
  readonly revision: number
}

/** The page with the session updates that arrived and the results that wait, newest first (AU-1). */
export function sessionsPage(frame: Frame, view: SessionsView): string {
  const words = AUTH_TEST_WORDS[frame.language]
  const content = html`<div data-revision="${view.revision}" data-revision-url="${frame.base}/sessions/revision">
<h1>${words.sessionsTitle}</h1>
<p class="intro">${words.sessionsIntro}</p>
<p class="actions"><a class="secondary" href="${frame.base}/sessions?lang=${frame.language}">${words.refresh}</a><span class="hint">${words.refreshHint}</span></p>
${view.deliveries.length > 0 && waiting(frame, words, view.deliveries)}
${!view.withSession && html`<p class="notice">${words.sessionsOff}</p>`}
${view.withSession && view.sessions.length === 0 && html`<p class="notice">${words.noSessions}</p>`}
${view.sessions.map((session) => sessionCard(frame.language, words, session))}
</div>`
  return framed(frame, { title: words.sessionsTitle, content, path: '/sessions', script: 'sessions.js' })
}

function waiting(frame: Frame, words: Words, deliveries: readonly Delivery[]): Html {
  return html`<section class="card" aria-labelledby="waiting">
<h2 id="waiting">${words.waiting}</h2>
<ul class="plain">${deliveries.map(
    (delivery) => html`<li class="row">
<span id="delivery-${delivery.id}">${time(frame.language, delivery.askedAt)} · ${words[delivery.outcome.status]}</span>
<form method="post" action="${frame.base}/deliveries/${delivery.id}">
<input type="hidden" name="lang" value="${frame.language}">
<button class="primary" type="submit" aria-describedby="delivery-${delivery.id}">${words.send}</button>
</form></li>
`,
  )}</ul>
</section>`
}

function sessionCard(language: Language, words: Words, session: TestSession): Html {
  const shared = session.attributes.map(visibleText).join(', ')
  return html`<section class="card" aria-labelledby="session-${session.id}">
<h2 id="session-${session.id}">${words.session} <code>${session.id.slice(0, 6)}</code></h2>
<dl>
<dt>${words.started}</dt><dd>${time(language, session.startedAt)}</dd>
<dt>${words.shared}</dt><dd>${shared === '' ? words.nothing : shared}</dd>
<dt>${words.updates}</dt><dd>${session.count === 0 ? words.noUpdates : updates(language, words, session)}</dd>
</dl>
</section>
`
}

function updates(language: Language, words: Words, session: TestSession): Html {
  const omitted = session.count - session.updates.length
  return html`<ol class="plain">${session.updates.toReversed().map((update) => line(language, words, update))}${
    omitted > 0 && html`<li class="hint">${omitted} ${words.omitted}</li>`
  }</ol>`
}

function line(language: Language, words: Words, update: ReceivedUpdate): Html {
  const name = update.type === 'logout' ? html`<strong>${words.logout}</strong>` : words[update.type]
  const wrong = update.afterLogout && html` <strong class="problem-text">(${words.afterLogout})</strong>`
  return html`<li>${time(language, update.at)} · ${name}${wrong}</li>`
}

function time(language: Language, at: number): Html {
  const text = new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', {
    timeStyle: 'medium',
    timeZone: 'Europe/Amsterdam',
  }).format(at)
  return html`<time datetime="${new Date(at).toISOString()}">${text}</time>`
}
