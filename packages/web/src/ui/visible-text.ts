/** A piece of text as the pages show it: as it is, or a character that nobody would see, by its code point. */
export type TextPiece =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'hidden'; readonly code: string }

/** Where the text stands. `line`: one line, so line ends and tabs are shown too. `lines`: they do their work. */
export type TextPlace = 'line' | 'lines'

// Control, format, line and paragraph separators, private use, lone surrogates, unassigned; and blanks that pass for nothing.
const suspect = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\u115f\u1160\u3164\uffa0\u2800]|\u034f/u
const joiner = /[\u200c\u200d]/u
const joinable = /[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}]|\ufe0f/u

/**
 * Splits text so that control and bidirectional characters, and others that cannot be seen, are shown as their
 * code point: nobody can hide or turn around text with them (threat F4). Joiners stay where a script or an emoji
 * needs them: between two letters that are not ASCII, or between parts of an emoji.
 */
export function visibleText(text: string, place: TextPlace): readonly TextPiece[] {
  const pieces: TextPiece[] = []
  let plain = ''
  const characters = [...text]
  characters.forEach((character, index) => {
    if (isShown(character, characters[index - 1], characters[index + 1], place)) {
      plain += character
      return
    }
    if (plain !== '') pieces.push({ kind: 'plain', text: plain })
    plain = ''
    pieces.push({ kind: 'hidden', code: codePoint(character) })
  })
  if (plain !== '') pieces.push({ kind: 'plain', text: plain })
  return pieces
}

function isShown(character: string, before: string | undefined, after: string | undefined, place: TextPlace) {
  if (!suspect.test(character)) return true
  if (place === 'lines' && (character === '\n' || character === '\t')) return true
  return joiner.test(character) && isJoinable(before) && isJoinable(after)
}

function isJoinable(character: string | undefined): boolean {
  return character !== undefined && joinable.test(character) && character > '\x7f'
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
