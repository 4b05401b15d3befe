/** A way to authenticate or to communicate, as the core offers it. */
export interface Method {
  readonly tag: string
  /** For people. */
  readonly name: string
  /** Relative to the core's external URL; may be empty. */
  readonly imagePath: string
}

/** What a user can choose from for one purpose. */
export interface SessionOptions {
  readonly authMethods: readonly Method[]
  readonly commMethods: readonly Method[]
}
