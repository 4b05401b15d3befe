import { oneLine } from './one-line.ts'

/** The address alone of `Name <address>`, or of an address that stands alone already. */
export function mailboxAddress(mailbox: string): string {
  const line = oneLine(mailbox)
  return /<([^<>]*)>$/.exec(line)?.[1]?.trim() ?? line
}
