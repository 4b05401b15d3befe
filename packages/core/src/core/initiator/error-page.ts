import type { Problem } from '../../http/problem.ts'
import { html } from '../../pages/html.ts'
import { type Frame, framed } from './frame.ts'
import { INITIATOR_WORDS } from './words.ts'

/** Where the error showed: it decides what the person can do about it. */
export type ErrorPlace = 'choosing' | 'starting' | 'shim'

type Words = (typeof INITIATOR_WORDS)['nl']

/** An error as a page with a sentence on what to do. It says no more than that about what went wrong. */
export function errorPage(frame: Frame, problem: Problem, place: ErrorPlace): string {
  const words = INITIATOR_WORDS[frame.language]
  const { title, text } = wordsFor(words, problem, place)
  const start = `${frame.base}/?lang=${frame.language}`
  const retry = frame.purpose !== undefined && problem.status >= 500
  const again = retry && `${frame.base}/?purpose=${encodeURIComponent(frame.purpose)}&lang=${frame.language}`
  return framed(frame, {
    title,
    content: html`<h1>${title}</h1>
<p class="intro">${text}</p>
${place === 'starting' && html`<p>${words.nothingShared}</p>`}
<p class="actions">${again !== false && html`<a class="primary" href="${again}">${words.again}</a>`}
${place !== 'shim' && html`<a class="secondary" href="${start}">${words.toStart}</a>`}</p>
<p class="hint">${problem.code}</p>`,
  })
}

function wordsFor(words: Words, problem: Problem, place: ErrorPlace): { title: string; text: string } {
  if (place === 'shim') {
    return { title: words.errorTitle, text: problem.status >= 500 ? words.undelivered : words.expired }
  }
  switch (problem.code) {
    case 'PURPOSE_UNKNOWN':
    case 'NOT_FOUND':
      return { title: words.unknownTitle, text: words.unknown }
    case 'METHOD_REFUSED':
    case 'UNAUTHENTICATED_REFUSED':
    case 'BODY_INVALID':
      return { title: words.refusedTitle, text: words.refused }
    case 'STATE_REFUSED':
      return { title: words.errorTitle, text: words.expired }
    case 'PLUGIN_SLOW':
      return { title: words.errorTitle, text: words.slow }
    default:
      return { title: words.errorTitle, text: words.failed }
  }
}
