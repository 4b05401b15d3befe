/** What came back: enough to judge and to show. */
export interface Answer {
  /** 0: no answer, the connection broke or nothing came in time; `text` says what. */
  readonly status: number
  readonly headers: Headers
  /** At most the first 256 KiB. */
  readonly text: string
  /** The body as a JSON object, or undefined when it is not. */
  readonly json: Readonly<Record<string, unknown>> | undefined
  /** `location`, made absolute. */
  readonly location: string | undefined
}

/** How to send. */
export interface SendOptions {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array<ArrayBuffer>
  /** 10,000 by default. */
  readonly timeout?: number
}
