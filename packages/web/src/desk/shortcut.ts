/** What a key press at the desk says, apart from what the focused element does with it. */
export interface DeskKeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly metaKey: boolean
  /** Where the focus is. */
  readonly where: 'typing' | 'dialog' | 'list' | 'elsewhere'
}

export type Shortcut = 'next' | 'previous' | 'take' | 'ask' | 'help'

const letters: Readonly<Record<string, Shortcut>> = {
  j: 'next',
  k: 'previous',
  t: 'take',
  v: 'ask',
  '?': 'help',
}
const arrows: Readonly<Record<string, Shortcut>> = { ArrowDown: 'next', ArrowUp: 'previous' }

/**
 * The shortcut of a key press. Letters work wherever nobody types, and not at all when they are switched off
 * (WCAG 2.1.4); arrows work in the list, where they would do nothing else. Enter is the button's own.
 */
export function shortcutOf(press: DeskKeyPress, useLetters: boolean): Shortcut | undefined {
  if (press.ctrlKey || press.altKey || press.metaKey) return undefined
  if (press.where === 'typing' || press.where === 'dialog') return undefined
  if (press.where === 'list' && Object.hasOwn(arrows, press.key)) return arrows[press.key]
  const letter = press.key.toLowerCase()
  return useLetters && Object.hasOwn(letters, letter) ? letters[letter] : undefined
}

/** The neighbour of a row, or the first when none was chosen. Stays at the ends. */
export function neighbour(
  ids: readonly string[],
  present: string | undefined,
  step: 1 | -1,
): string | undefined {
  const at = present === undefined ? -1 : ids.indexOf(present)
  if (at < 0) return ids[0]
  return ids[Math.min(Math.max(at + step, 0), ids.length - 1)]
}
