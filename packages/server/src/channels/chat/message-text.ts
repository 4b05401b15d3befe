import { MESSAGE_LIMIT } from '@balie/desk-api'
import { BalieError } from '../../errors/balie-error.ts'

/**
 * The text of a message as it is stored: lines end in one way, everything else stays as it was written.
 *
 * @throws {BalieError} MESSAGE_REFUSED where nothing but space is in it, or more than 4,000 characters are
 */
export function messageText(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n')
  if (lines.trim() === '') throw new BalieError('MESSAGE_REFUSED', 'a message without text')
  // A character takes at most two units: only a text that may be too long is counted.
  if (lines.length > MESSAGE_LIMIT && [...lines].length > MESSAGE_LIMIT) {
    throw new BalieError('MESSAGE_REFUSED', 'a message that is too long')
  }
  return lines
}
