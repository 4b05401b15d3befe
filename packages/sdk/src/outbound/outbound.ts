/** One call to another component. */
export interface OutboundRequest {
  readonly method: 'GET' | 'POST'
  /** May be a secret, as a session URL is: it stands in no message and no log. */
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** What the component answered. A redirect is an answer like any other: nobody follows it. */
export interface OutboundAnswer {
  readonly status: number
  readonly body: string
}

/**
 * How the steps reach other components: given, never taken.
 *
 * @param origins where this call may go, such as `https://auth.example.nl`; of a longer URL its origin counts
 * @throws {IdContactError} ORIGIN_NOT_ALLOWED, ADDRESS_REFUSED: nothing was sent; COMPONENT_UNREACHABLE
 */
export type Outbound = (request: OutboundRequest, origins: readonly string[]) => Promise<OutboundAnswer>
