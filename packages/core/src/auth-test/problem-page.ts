import type { Problem } from '../http/problem.ts'
import { html } from '../pages/html.ts'
import { type Frame, framed } from './frame.ts'
import { AUTH_TEST_WORDS } from './words.ts'

/** Where one can go from an error. */
export interface WaysOut {
  /** The page where it can be tried again. */
  readonly again?: string
  /** Where the user was going. */
  readonly onwards?: string
}

/** An error as a page with a sentence on what to do. */
export function problemPage(frame: Frame, problem: Problem, ways: WaysOut): string {
  const words = AUTH_TEST_WORDS[frame.language]
  const [title, text] =
    problem.code === 'PLUGIN_FAILED' || problem.code === 'PLUGIN_SLOW'
      ? [words.undeliveredTitle, words.undelivered]
      : problem.status === 404
        ? [words.goneTitle, words.gone]
        : [words.errorTitle, words.error]
  return framed(frame, {
    title,
    content: html`<h1>${title}</h1>
<p class="intro">${text}</p>
<p class="actions">${ways.again !== undefined && html`<a class="primary" href="${ways.again}">${words.again}</a>`}
${ways.onwards !== undefined && html`<a class="secondary" href="${ways.onwards}">${words.onwards}</a>`}</p>
<p class="hint">${problem.code}</p>`,
  })
}
