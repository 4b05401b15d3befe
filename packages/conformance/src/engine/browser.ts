import type { Answer, SendOptions } from './answer.ts'

/**
 * What a citizen does on a page: a form `<form method="post" data-idcontact="...">` on it, or a row of the
 * `--actions` file. `stay`, `end` and `withdraw` are known by rows only where a plugin has them. `schedule` books an
 * appointment, `meet` comes to its meeting, `unschedule` cancels it.
 */
export type Action =
  | 'begin'
  | 'interact'
  | 'logout'
  | 'authenticate'
  | 'stay'
  | 'end'
  | 'withdraw'
  | 'schedule'
  | 'meet'
  | 'unschedule'

/** Where a browser is after opening something. */
export interface Page {
  /** After every redirect within the plugin's origin. */
  readonly url: string
  /** The last path segment of `url`. */
  readonly handle: string
  readonly answer: Answer
  /** Every answer on the way, the page's own last. */
  readonly hops: readonly { readonly url: string; readonly answer: Answer }[]
  /** Where the last redirect leads that was not followed, because it leaves the plugin's origin. */
  readonly leadsTo?: string
}

/** What an action sends. */
export interface ActionRequest {
  readonly method: string
  readonly url: string
  readonly options: SendOptions
}

/** An HTTP client with a cookie jar, as far as a browser is one: it runs no script. */
export interface Browser {
  /** The last page that it opened. */
  readonly page: Page | undefined
  /** `name=value` pairs that it would send. */
  readonly cookies: readonly string[]
  /** Every answer that it ever got, with its URL: for what must not stand in any. */
  readonly received: readonly { readonly url: string; readonly answer: Answer }[]

  /** What it has done, whatever was answered. */
  readonly acted: ReadonlySet<Action>

  /** Opens a URL as a click on a link does, with cookies, following redirects within the plugin's origin. */
  open(url: string, options?: SendOptions): Promise<Page>

  /** One request with the cookies of this browser; redirects are not followed. For scripts' requests and forged ones. */
  request(method: string, url: string, options?: SendOptions): Promise<Answer>

  /** Whether it knows how to do this on the page it is on. */
  can(action: Action): boolean

  /**
   * What an action would send from the page it is on, without sending it; empty when it is not known. What a step takes from
   * an earlier answer is not there yet: its placeholder is.
   */
  requests(action: Action): readonly ActionRequest[]

  /** Whether the page offers this to the citizen now. Undefined: it cannot be seen. */
  offers(action: Action): Promise<boolean | undefined>

  /**
   * Does it, and opens the page where a form's answer leads to.
   *
   * @throws {Stop} not observable, when `can` says no; failed, when an answer lacks what a later step needs of it
   */
  act(action: Action): Promise<Answer>

  /** `act('authenticate')`, and where the browser is sent: a redirect, or the member `url` of the JSON answer. */
  authenticate(): Promise<{ readonly answer: Answer; readonly leadsTo: string | undefined }>

  /** Everything that the citizen is shown now: the page opened anew, and the requests named `view` in the actions file. */
  sees(): Promise<string>
}
