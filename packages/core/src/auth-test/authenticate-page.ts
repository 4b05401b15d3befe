import { LIMITS } from '@balie/sdk'
import { type Html, html } from '../pages/html.ts'
import { visibleText } from '../pages/visible-text.ts'
import type { Authentication } from './authentications.ts'
import { type Frame, framed } from './frame.ts'
import { AUTH_TEST_WORDS } from './words.ts'

type Words = (typeof AUTH_TEST_WORDS)['nl']

/** The page on which the tester sees what is asked, may change the values, and decides how it ends (AU-1). */
export function authenticatePage(
  frame: Frame,
  authentication: Authentication,
  values: ReadonlyMap<string, string>,
): string {
  const words = AUTH_TEST_WORDS[frame.language]
  const path = `/authenticate/${authentication.handle}`
  const content = html`<h1>${words.title}</h1>
<p class="intro">${words.intro}</p>
<form method="post" action="${frame.base}${path}" autocomplete="off">
<input type="hidden" name="lang" value="${frame.language}">
${fields(words, authentication.attributes, values)}
${authentication.attrUrl !== undefined ? moment(words) : html`<p>${words.along}</p>`}
<p>${words.next} <strong>${placeOf(authentication.continuation)}</strong>.</p>
<p class="actions">
<button class="primary" type="submit" name="action" value="succeed">${words.succeed}</button>
<button class="secondary" type="submit" name="action" value="fail">${words.fail}</button>
<button class="secondary" type="submit" name="action" value="cancel">${words.cancel}</button>
</p>
</form>
<p><a href="${frame.base}/sessions?lang=${frame.language}">${words.toSessions}</a></p>`
  return framed(frame, { title: words.title, content, path })
}

function fields(words: Words, attributes: readonly string[], values: ReadonlyMap<string, string>): Html {
  if (attributes.length === 0) return html`<p class="notice">${words.noAttributes}</p>`
  return html`<fieldset>
<legend>${words.attributes}</legend>
<p class="hint">${words.attributesHint}</p>
${attributes.map(
  (attribute, index) => html`<div class="field">
<label for="value-${index}">${visibleText(attribute)}</label>
<input id="value-${index}" name="value-${index}" value="${values.get(attribute) ?? ''}" maxlength="${LIMITS.attributeValueCharacters}" spellcheck="false">
</div>
`,
)}</fieldset>`
}

function moment(words: Words): Html {
  const choice = (value: 'now' | 'later', name: string, hint: string) => html`<div class="choice">
<input type="radio" id="when-${value}" name="when" value="${value}"${value === 'now' && html` checked`} aria-describedby="when-${value}-hint">
<span class="choice-text"><label class="choice-name" for="when-${value}">${name}</label><span class="hint" id="when-${value}-hint">${hint}</span></span>
</div>
`
  return html`<fieldset>
<legend>${words.when}</legend>
<div class="choices">
${choice('now', words.now, words.nowHint)}${choice('later', words.later, words.laterHint)}</div>
</fieldset>`
}

/** Enough of the address to know it, without what is secret in it. */
function placeOf(continuation: string): string {
  return continuation.startsWith('tel:')
    ? (continuation.split(/[,;]/)[0] ?? 'tel:')
    : new URL(continuation).host
}
