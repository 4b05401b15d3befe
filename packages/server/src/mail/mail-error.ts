import { BalieError } from '../errors/balie-error.ts'

/** Five hundreds that say nothing about the recipient: log in first, commands in the wrong order. */
const ABOUT_US = [503, 530, 535, 538]

/**
 * What came of a mail that could not be sent, as one of ours. The sentence and the cause of the library are
 * left out on purpose: mail servers quote the address in their answers (P1).
 *
 * @returns MAIL_REFUSED when the server refused the recipient, or the mail for this recipient, for good;
 *   MAIL_UNAVAILABLE for all else, which may pass
 */
export function mailError(cause: unknown): BalieError {
  const code = word(cause, 'code') ?? 'unknown'
  const command = word(cause, 'command')
  const answer = number(cause, 'responseCode')
  const at = command === undefined ? '' : ` at ${command}`
  if (answer === undefined) return new BalieError('MAIL_UNAVAILABLE', `no mail could be sent: ${code}${at}`)
  const detail = `the mail server answered ${answer}${at}`
  const forGood = answer >= 500 && answer < 600 && !ABOUT_US.includes(answer)
  const ofRecipient = command === 'RCPT TO' || command === 'DATA'
  return new BalieError(forGood && ofRecipient ? 'MAIL_REFUSED' : 'MAIL_UNAVAILABLE', detail)
}

function word(error: unknown, name: 'code' | 'command'): string | undefined {
  const value = property(error, name)
  return typeof value === 'string' && /^[A-Z][A-Z0-9_ -]{1,20}$/.test(value) ? value : undefined
}

function number(error: unknown, name: 'responseCode'): number | undefined {
  const value = property(error, name)
  return typeof value === 'number' && value > 0 ? value : undefined
}

function property(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined
}
