/** What a key press in the box to write in says. */
export interface ComposerKey {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly metaKey: boolean
  /** A character is being put together, as in Japanese: Enter belongs to that. */
  readonly isComposing: boolean
}

/**
 * Whether a key sends the message. Enter does, Shift and Enter starts a new line; on a touch screen Enter always
 * starts a new line, and the button sends. Control or Command and Enter sends everywhere.
 */
export function sendsMessage(key: ComposerKey, touch: boolean): boolean {
  if (key.key !== 'Enter' || key.isComposing || key.shiftKey || key.altKey) return false
  return key.ctrlKey || key.metaKey || !touch
}
