/** Something that arrived at the kit's own core or authentication plugin. */
export interface Arrival {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly method: string
  /** Absolute, as asked. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** How the far side answers one kind of request. */
export type FarAnswer =
  | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
  /** Takes the request and never answers. */
  | 'silence'

/** A session URL of the kit's authentication plugin: its own path, so that cases do not see each other's. */
export interface FarSession {
  /** To put into a result. */
  readonly url: string
  /** What arrived at it, oldest first. */
  updates(type?: 'user_active' | 'logout'): readonly Arrival[]
  /** How the next ones are answered: in this order, the last one for ever. 204 when never called. */
  answer(...answers: readonly FarAnswer[]): void
  /** The same for the logouts among them. */
  answerLogout(...answers: readonly FarAnswer[]): void
}

/** A start request for an authentication, as the plugin sent it to the kit's core. */
export interface FarStart {
  readonly arrival: Arrival
  /** The header and the claims of its JWS, unverified; undefined when it is none. */
  readonly header: Readonly<Record<string, unknown>> | undefined
  readonly claims: Readonly<Record<string, unknown>> | undefined
  /** Members of `request`. */
  readonly purpose: string | undefined
  readonly authMethod: string | undefined
  readonly commUrl: string | undefined
  readonly attrUrl: string | undefined
  /** Why a core would refuse it (signature, kid, times, accept, content type); undefined when it would not. */
  readonly wrong: string | undefined
  /** Where the answer sent the browser. */
  readonly clientUrl: string | undefined
}

/** The kit as core and as authentication plugin, listening where `--far-side` says. */
export interface FarSide {
  /** Origin, without a slash at the end. */
  readonly origin: string
  /** A second listener on another port, of whose origin the plugin was never told: nothing may arrive at it. */
  readonly foreign: { readonly origin: string; readonly arrivals: readonly Arrival[] }
  /** Everything that arrived. */
  readonly arrivals: readonly Arrival[]
  /** @param query added to the URL, such as `id=5` */
  session(query?: string): FarSession
  /** The start requests so far. With a URL: only the one that was answered with it. */
  starts(clientUrl?: string): readonly FarStart[]
  /** The requests for session options so far. */
  optionRequests(): readonly Arrival[]
  /** Tags of the methods that `session_options` offers; one, unless an exclusive case says otherwise. */
  offer(...methods: readonly string[]): void
  /** How `/start` and `session_options` are answered from now on; without arguments: rightly. For exclusive cases. */
  answerStart(answer?: FarAnswer | { readonly clientUrl: string }): void
  answerOptions(answer?: FarAnswer): void
}
