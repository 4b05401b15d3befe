import type { Actions } from './actions.ts'
import type { Answer, SendOptions } from './answer.ts'
import type { Browser } from './browser.ts'
import type { Canary } from './canary.ts'
import type { ExchangeLog } from './exchange-log.ts'
import type { FarSide } from './far-side.ts'
import type { Subject } from './subject.ts'

/** What a result says, where it is not the canary's. */
export interface ResultContent {
  /** `succes` when absent. */
  readonly status?: 'succes' | 'failed'
  /** The subject's own attributes when absent. */
  readonly attributes?: Readonly<Record<string, string>>
  readonly sessionUrl?: string
  /** 300 by default. */
  readonly lifeSeconds?: number
}

/** A session at the plugin, with the one browser that belongs to it. */
export interface Session {
  readonly clientUrl: string
  /** Where the plugin wants the result; absent: in the landing, or it takes it at the start only. */
  readonly attrUrl?: string
  /** Has not landed yet. */
  readonly browser: Browser
}

/** What agents see now. */
export interface Observation {
  /** All of it. */
  readonly text: string
  /**
   * What is printed about one conversation: the paragraphs (parted by an empty line) that hold its handle, the
   * last path segment of its page's URL. Undefined when none does.
   */
  about(handle: string): string | undefined
}

/**
 * What a case works with: the core, the authentication plugin and browsers around the plugin under test. Each
 * case gets a kit of its own, so that its log holds what it sent; far side and observing are shared.
 */
export interface Kit {
  readonly subject: Subject
  readonly log: ExchangeLog
  /** The rows of `--actions`: the page's socket, and the words in `says`. */
  readonly actions: Actions
  /** Undefined without `--far-side`. `needFarSide(kit)` stops the case. */
  readonly farSide: FarSide | undefined

  /** One raw request. No redirect is followed, no cookie is kept. Waits 10 seconds at most. */
  send(method: string, url: string, options?: SendOptions): Promise<Answer>

  /** `POST start_communication`. A text is sent as it is, anything else as JSON. */
  start(body: unknown, options?: SendOptions): Promise<Answer>

  /**
   * A start without a result, for the subject's purpose or another, that the plugin must answer rightly.
   *
   * @throws {Stop} failed, when it does not; not applicable, when its client URL is a telephone number
   */
  newSession(body?: Readonly<Record<string, unknown>>): Promise<Session>

  /** A browser of its own, with an empty cookie jar. */
  browser(): Browser

  /** Attributes with unique random values, for the tags of the subject's purpose or those given. */
  canary(tags?: readonly string[]): Canary

  /** A genuine auth result, signed and encrypted as an authentication plugin does. */
  result(content?: ResultContent): Promise<string>

  /**
   * Brings a token to a session as the plugin wants it: posted to its attr URL, or in the landing of the
   * session's browser. To be refused is an answer too.
   *
   * @throws {Stop} not applicable, when the plugin takes results at the start only
   */
  deliver(session: Session, token: string): Promise<Answer>

  /** Lands with the session's browser (unless it has) and presses begin, where there is such an action. */
  enter(session: Session): Promise<Browser>

  /**
   * A conversation with this result in it, begun: reception 3, 2 or 1, whichever the plugin offers.
   *
   * @throws {Stop} failed, when the plugin refuses the genuine result
   */
  converse(content?: ResultContent): Promise<Session>

  /**
   * What agents see, looked at after this call. Undefined without `--observe`. Calls at the same moment share one look.
   *
   * @throws {Stop} not observable, when the command fails
   */
  observe(): Promise<Observation | undefined>

  /**
   * A look that is proven to work: another session with a canary of its own is started and delivered now, and
   * agents are looked at until they see that one. What was delivered before this call, and is not seen by then,
   * was not delivered.
   *
   * @throws {Stop} not observable, without `--observe`, or when a genuine result is not seen either
   */
  observeWithControl(): Promise<Observation>

  /**
   * Makes an agent ask the citizen of a conversation to authenticate. Undefined without `--agent-asks`.
   *
   * @throws {Stop} not observable, when the command fails
   */
  readonly askAuthentication: ((handle: string) => Promise<void>) | undefined

  /** Does something while no exclusive case runs, and while nothing else is done so. An exclusive case is alone anyway. */
  alone<T>(work: () => Promise<T>): Promise<T>

  /**
   * Cancels the appointments and ends the conversations of this kit, where actions `unschedule` and `end` are known. The run does
   * so after each case.
   */
  tidyUp(): Promise<void>

  /** Asks every 100 ms until it answers something else than undefined or false, at most for 10 seconds or as long as said. */
  until<T>(ask: () => T | Promise<T>, milliseconds?: number): Promise<NonNullable<T> | undefined>
}
