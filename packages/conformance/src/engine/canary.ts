/** Attributes that nobody else has: where one of their values is seen, these were delivered. */
export interface Canary {
  readonly attributes: Readonly<Record<string, string>>
  /** Whether one of the values stands in the text, also percent-encoded or as JSON. */
  seenIn(text: string | undefined): boolean
}
