import type { Locale } from './appointment-facts.ts'
import type { WrittenMail } from './appointment-mail.ts'
import type { Letter } from './letter.ts'
import { letterHtml } from './letter-html.ts'
import { letterText } from './letter-text.ts'
import { oneLine } from './one-line.ts'
import { MAIL_WORDS } from './words.ts'

/**
 * The mail with the code by which somebody shows that an address is theirs. The code is not in the subject,
 * which telephones show while they are locked.
 *
 * @param code six digits, good for 15 minutes
 */
export function codeMail(locale: Locale, organisation: string, code: string): WrittenMail {
  const words = MAIL_WORDS[locale]
  const sender = oneLine(organisation)
  const letter: Letter = {
    locale,
    title: words.codeTitle,
    sender,
    blocks: [
      { kind: 'paragraph', text: words.codeLead },
      { kind: 'code', code },
      { kind: 'paragraph', text: words.codeValid },
      { kind: 'paragraph', text: words.codeIgnore },
    ],
  }
  return { subject: words.codeSubject(sender), text: letterText(letter), html: letterHtml(letter) }
}
