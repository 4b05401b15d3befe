import { notObservable, Stop } from '../verdict.ts'
import { type Actions, fillIn, type Shown, type Step } from './actions.ts'
import type { Answer, SendOptions } from './answer.ts'
import type { Action, ActionRequest, Browser, Page } from './browser.ts'
import { createCookieJar } from './cookie-jar.ts'
import { type PageForm, readPageForms } from './page-forms.ts'

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

  const fill = (text: string) =>
    fillIn(text, {
      ...words,
      page: page?.url ?? '',
      origin: page ? new URL(page.url).origin : '',
      handle: page?.handle ?? '',
    })

  function prepare(step: Step, usual: 'GET' | 'POST'): ActionRequest {
    const method = step.method ?? usual
    const body =
      step.body === undefined || typeof step.body === 'string' ? step.body : JSON.stringify(step.body)
    const headers = {
      accept: 'application/json',
      ...SCRIPT,
      ...(method === 'GET' ? {} : { origin: fill('{origin}'), 'content-type': 'application/json' }),
      ...step.headers,
    }
    const sent = method !== 'GET' && body === undefined ? '{}' : body
    return {
      method,
      url: fill(step.url),
      options: { headers, ...(sent === undefined ? {} : { body: fill(sent) }) },
    }
  }

  function requests(action: Action): readonly ActionRequest[] {
    const form = formOf(action)
    if (!form) return (actions.rows[action]?.steps ?? []).map((step) => prepare(step, 'POST'))
    const headers = {
      ...NAVIGATION,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
      origin: new URL(form.url).origin,
    }
    return [{ method: 'POST', url: form.url, options: { headers, body: form.fields.toString() } }]
  }

  async function act(action: Action): Promise<Answer> {
    const isForm = formOf(action) !== undefined
    let answer: Answer | undefined
    for (const { method, url, options } of requests(action)) {
      const sent = request(method, url, options)
      // A form leads to a page; what a script sends does not.
      if (isForm) await followForm(url, sent)
      answer = await sent
    }
    if (answer === undefined) throw new Stop(notObservable(`the action ${action} is not known (--actions)`))
    return answer
  }

  function take(step: Step): Promise<Answer> {
    const { method, url, options } = prepare(step, 'GET')
    return request(method, url, options)
  }

  async function shown({ url, member, equals = true }: Shown): Promise<boolean> {
    const { json } = await take({ url })
    const value = member
      .split('.')
      .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], json)
    return (Array.isArray(equals) ? equals : [equals]).includes(value)
  }

  return {
    get page() {
      return page
    },
    get cookies() {
      return jar.pairs
    },
    received,
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
      for (const step of actions.view) texts.push((await take(step)).text)
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
