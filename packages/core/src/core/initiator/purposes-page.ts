import { html } from '../../pages/html.ts'
import type { PurposeChoice } from './choices.ts'
import { type Frame, framed } from './frame.ts'
import { INITIATOR_WORDS } from './words.ts'

/** The first page: what do you come for? Each purpose is a link to its own page. */
export function purposesPage(frame: Frame, purposes: readonly PurposeChoice[]): string {
  const words = INITIATOR_WORDS[frame.language]
  const list = html`<ul class="choices">
${purposes.map(
  (
    purpose,
  ) => html`<li><a class="choice" href="${frame.base}/?purpose=${encodeURIComponent(purpose.tag)}&lang=${frame.language}">
<span class="choice-text"><span class="choice-name">${purpose.name}</span>${
    purpose.description !== undefined && html`<span class="hint">${purpose.description}</span>`
  }</span><span class="chevron" aria-hidden="true"></span></a></li>
`,
)}
</ul>`
  return framed(frame, {
    title: words.purposesTitle,
    content: html`<h1>${words.purposesTitle}</h1>
${
  purposes.length > 0
    ? html`<p class="intro">${words.purposesIntro}</p>
${list}`
    : html`<p class="notice">${words.noPurposes}</p>`
}`,
  })
}
