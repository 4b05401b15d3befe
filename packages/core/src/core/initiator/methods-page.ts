import { type Html, html } from '../../pages/html.ts'
import type { Choices, MethodChoice } from './choices.ts'
import { type Frame, framed } from './frame.ts'
import { INITIATOR_WORDS } from './words.ts'

/** What was chosen so far, by the names of the form. An empty authMethod is: without logging in. */
export interface Chosen {
  readonly commMethod?: string | undefined
  readonly authMethod?: string | undefined
}

/** The fields of the form that still miss a choice. */
export type Missing = readonly ('comm_method' | 'auth_method')[]

type Words = (typeof INITIATOR_WORDS)['nl']

interface Group {
  readonly name: 'comm_method' | 'auth_method'
  readonly question: string
  /** In place of the question when there is one way only. */
  readonly statement: string
  readonly problem: string | false
  readonly chosen: string | undefined
  readonly methods: readonly MethodChoice[]
}

/**
 * The second page: how to talk and how to authenticate, as one plain form. Where there is one way only,
 * there is nothing to choose (AC-7).
 */
export function methodsPage(
  frame: Frame,
  choices: Choices,
  chosen: Chosen = {},
  missing: Missing = [],
): string {
  const words = INITIATOR_WORDS[frame.language]
  const { purpose } = choices
  const content = html`<p><a class="back" href="${frame.base}/?lang=${frame.language}">${words.back}</a></p>
<h1>${purpose.name}</h1>
${purpose.description !== undefined && html`<p class="intro">${purpose.description}</p>`}
${missing.length > 0 && summary(words, missing)}
<form method="post" action="${frame.base}/initiate">
<input type="hidden" name="lang" value="${frame.language}">
<input type="hidden" name="purpose" value="${purpose.tag}">
${groupsOf(words, choices, chosen, missing).map(groupHtml)}
${choices.authentication.length > 0 && choices.attributes.length > 0 && shared(words, choices.attributes)}
<p><button class="primary" type="submit">${words.go}</button></p>
</form>`
  const title = missing.length > 0 ? `${words.problem}: ${purpose.name}` : purpose.name
  return framed(frame, { title, content })
}

function groupsOf(words: Words, choices: Choices, chosen: Chosen, missing: Missing): readonly Group[] {
  const without = { tag: '', name: words.without, description: words.withoutHint, image: undefined }
  return [
    {
      name: 'comm_method',
      question: words.communication,
      statement: words.communicationOnly,
      problem: missing.includes('comm_method') && words.chooseCommunication,
      chosen: chosen.commMethod,
      methods: choices.communication,
    },
    {
      name: 'auth_method',
      question: words.authentication,
      statement: words.authenticationOnly,
      problem: missing.includes('auth_method') && words.chooseAuthentication,
      chosen: chosen.authMethod,
      methods: choices.unauthenticated ? [...choices.authentication, without] : choices.authentication,
    },
  ]
}

function groupHtml(group: Group): Html {
  const [only, ...others] = group.methods
  if (only !== undefined && others.length === 0) return onlyHtml(group, only)
  return html`<fieldset${group.problem !== false && html` class="problem" aria-describedby="${group.name}-problem"`}>
<legend>${group.question}</legend>
${group.problem !== false && html`<p class="problem-text" id="${group.name}-problem">${group.problem}</p>`}
<div class="choices">
${group.methods.map((method, index) => radioHtml(group, method, `${group.name}-${index}`))}</div>
</fieldset>`
}

function onlyHtml(group: Group, method: MethodChoice): Html {
  const input = html`<input type="hidden" name="${group.name}" value="${method.tag}">`
  // When nobody has to log in there is nothing to say about it.
  if (method.tag === '') return input
  return html`<section class="group" aria-labelledby="${group.name}">
<h2 class="legend" id="${group.name}">${group.statement}</h2>
<div class="choice only">${input}<span class="choice-text"><span class="choice-name">${method.name}</span>${hint(method)}</span>${image(method)}</div>
</section>`
}

function radioHtml(group: Group, method: MethodChoice, id: string): Html {
  const described = method.description !== undefined && html` aria-describedby="${id}-hint"`
  const checked = group.chosen === method.tag && html` checked`
  return html`<div class="choice">
<input type="radio" id="${id}" name="${group.name}" value="${method.tag}" required${checked}${described}>
<span class="choice-text"><label class="choice-name" for="${id}">${method.name}</label>${hint(method, id)}</span>${image(method)}
</div>
`
}

function hint(method: MethodChoice, id?: string): Html | false {
  if (method.description === undefined) return false
  return html`<span class="hint"${id !== undefined && html` id="${id}-hint"`}>${method.description}</span>`
}

function image(method: MethodChoice): Html | false {
  return method.image !== undefined && html`<img src="${method.image}" alt="" width="32" height="32">`
}

function summary(words: Words, missing: Missing): Html {
  const lines = { comm_method: words.chooseCommunication, auth_method: words.chooseAuthentication }
  return html`<div class="problem-summary" role="alert">
<h2>${words.problem}</h2>
<ul>${missing.map((field) => html`<li><a href="#${field}-0">${lines[field]}</a></li>`)}</ul>
</div>`
}

function shared(words: Words, attributes: readonly string[]): Html {
  return html`<section class="shared" aria-labelledby="shared">
<h2 id="shared">${words.shared}</h2>
<ul>${attributes.map((label) => html`<li>${label}</li>`)}</ul>
<p class="hint">${words.sharedHint}</p>
</section>`
}
