import { failed, notObservable, Stop } from '../verdict.ts'
import type { Actions, Shown, Step } from './actions.ts'
import type { Answer, SendOptions } from './answer.ts'
import type { Action, ActionRequest, Browser, Page } from './browser.ts'
import { createCookieJar } from './cookie-jar.ts'
import { fillIn, fillInJson, type Words } from './fill-in.ts'
import { type PageForm, readPageForms } from './page-forms.ts'
import { readMember } from './read-member.ts'

const HOPS = 10

export interface BrowserParts {
  readonly actions: Actions
  /** What every request has besides what it is sent with. */
  readonly headers: Readonly<Record<string, string>>
  /** For the placeholders {purpose} and {method}. */
  readonly words: Readonly<Record<string, string>>
  readonly send: (method: string, url: string, options?: SendOptions) => Promise<Answer>
  /** Whether any page of this plugin has had a form that says which action it is. Shared by all browsers. */
  readonly seen: { forms: boolean }
}

/** A browser with an empty cookie jar, as the kit's cases use it. */
export function createBrowser({ actions, headers: always, words, send, seen }: BrowserParts): Browser {
  const jar = createCookieJar()
  const received: { url: string; answer: Answer }[] = []
  const acted = new Set<Action>()
  let page: Page | undefined

  async function request(method: string, url: string, options: SendOptions = {}): Promise<Answer> {
    const cookie = URL.canParse(url) ? jar.header(url) : undefined
    const headers = { ...always, ...(cookie && { cookie }), ...options.headers }
    const answer = await send(method, url, { ...options, headers })
    if (answer.status !== 0) jar.take(url, answer.headers)
    received.push({ url, answer })
    return answer
  }

  async function follow(start: string, first: Promise<Answer>): Promise<Page> {
    const { origin } = new URL(start)
    const hops: { url: string; answer: Answer }[] = []
    let url = start
    let answer = await first
    let leadsTo: string | undefined
    for (;;) {
      hops.push({ url, answer })
      if (answer.status < 300 || answer.status > 399 || answer.location === undefined) break
      if (!sameOrigin(answer.location, origin) || hops.length > HOPS) {
        leadsTo = answer.location
        break
      }
      url = answer.location
      answer = await request('GET', url, { headers: { ...NAVIGATION, 'sec-fetch-site': 'same-origin' } })
    }
    const handle = new URL(url).pathname.split('/').at(-1) ?? ''
    page = { url, handle, answer, hops, ...(leadsTo === undefined ? {} : { leadsTo }) }
    if (readForms(page).length > 0) seen.forms = true
    return page
  }

  /** What a form leads to. Where its answer is no redirect to another page, the browser is still where it was. */
  async function followForm(url: string, sent: Promise<Answer>): Promise<void> {
    const before = page
    const after = await follow(url, sent)
    if (before && after.hops.length === 1) page = { ...after, url: before.url, handle: before.handle }
  }

  const open = (url: string, options: SendOptions = {}) =>
    follow(url, request('GET', url, { ...options, headers: { ...NAVIGATION, ...options.headers } }))

  const readForms = ({ url, answer }: Page) => readPageForms(answer.text, url, words['method'])

  const formOf = (action: Action): PageForm | undefined =>
    page && readForms(page).find((form) => form.action === action)

  function prepare(step: Step, usual: 'GET' | 'POST', kept: Words = {}): ActionRequest {
    const method = step.method ?? usual
    const origin = page ? new URL(page.url).origin : ''
    const all = { ...kept, ...words, page: page?.url ?? '', origin, handle: page?.handle ?? '' }
    const headers = {
      accept: 'application/json',
      ...SCRIPT,
      ...(method === 'GET' ? {} : { origin, 'content-type': 'application/json' }),
      ...step.headers,
    }
    const value = method !== 'GET' && step.body === undefined ? {} : step.body
    const body = typeof value === 'string' ? fillIn(value, all) : JSON.stringify(fillInJson(value, all))
    return {
      method,
      url: fillIn(step.url, all),
      options: { headers, ...(body === undefined ? {} : { body }) },
    }
  }

  /** Sends one after another, and gives their answers. */
  async function takeSteps(steps: readonly Step[], usual: 'GET' | 'POST'): Promise<readonly Answer[]> {
    const kept: Record<string, unknown> = {}
    const answers: Answer[] = []
    for (const step of steps) {
      const { method, url, options } = prepare(step, usual, kept)
      const answer = await request(method, url, options)
      answers.push(answer)
      for (const [name, path] of Object.entries(step.keep ?? {})) {
        kept[name] = readMember(answer.json, path)
        if (kept[name] === undefined)
          throw new Stop(failed(`the answer ${answer.status} to ${method} ${url} has no ${path}`))
      }
    }
    return answers
  }

  function requestOf(form: PageForm): ActionRequest {
    const headers = {
      ...NAVIGATION,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
      origin: new URL(form.url).origin,
    }
    return { method: 'POST', url: form.url, options: { headers, body: form.fields.toString() } }
  }

  function requests(action: Action): readonly ActionRequest[] {
    const form = formOf(action)
    if (form) return [requestOf(form)]
    return (actions.rows[action]?.steps ?? []).map((step) => prepare(step, 'POST'))
  }

  async function act(action: Action): Promise<Answer> {
    acted.add(action)
    const form = formOf(action)
    if (form) {
      const { method, url, options } = requestOf(form)
      const sent = request(method, url, options)
      // A form leads to a page; what a script sends does not.
      await followForm(url, sent)
      return sent
    }
    const answer = (await takeSteps(actions.rows[action]?.steps ?? [], 'POST')).at(-1)
    if (answer === undefined) throw new Stop(notObservable(`the action ${action} is not known (--actions)`))
    return answer
  }

  async function shown({ url, member, equals = true }: Shown): Promise<boolean> {
    const [answer] = await takeSteps([{ url }], 'GET')
    return (Array.isArray(equals) ? equals : [equals]).includes(readMember(answer?.json, member))
  }

  return {
    get page() {
      return page
    },
    get cookies() {
      return jar.pairs
    },
    received,
    acted,
    open,
    request,
    can: (action) => requests(action).length > 0,
    requests,
    async offers(action) {
      if (page === undefined) return undefined
      const row = actions.rows[action]
      if (row?.shown) return shown(row.shown)
      await open(page.url)
      if (formOf(action)) return true
      return seen.forms ? false : undefined
    },
    act,
    async authenticate() {
      const byForm = formOf('authenticate') !== undefined
      let answer = await act('authenticate')
      // Some pages first ask by which method.
      if (byForm && page?.leadsTo === undefined && answer.status < 300 && formOf('authenticate'))
        answer = await act('authenticate')
      const url = answer.json?.['url']
      return { answer, leadsTo: typeof url === 'string' ? url : byForm ? page?.leadsTo : answer.location }
    },
    async sees() {
      if (page === undefined) return ''
      const texts = [(await open(page.url)).answer.text]
      texts.push(...(await takeSteps(actions.view, 'GET')).map(({ text }) => text))
      return texts.join('\n\n')
    },
  }
}

const NAVIGATION = {
  accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
  'accept-language': 'en',
  'sec-fetch-dest': 'document',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-site': 'none',
  'user-agent': 'idcontact-conformance',
}
const SCRIPT = { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'same-origin' }

function sameOrigin(url: string, origin: string): boolean {
  return URL.canParse(url) && new URL(url).origin === origin
}
