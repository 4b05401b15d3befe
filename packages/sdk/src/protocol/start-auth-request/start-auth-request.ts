/** What a communication plugin asks of the core: let this user authenticate and send them back. */
export interface StartAuthRequest {
  readonly purpose: string
  readonly authMethod: string
  /** Where the user goes afterwards. */
  readonly commUrl: string
  /** Where the result is POSTed. Without it, it comes in `result=` on `commUrl`. */
  readonly attrUrl?: string
}
