const LONGEST = 254

/**
 * Whether text can be the address of one mailbox: something, one `@`, a domain with a dot, and no sign that
 * would make it a list, a name or a second line. Whether somebody reads it only a mail can tell.
 */
export function isMailAddress(text: string): boolean {
  return (
    text.length <= LONGEST &&
    /^[^\s\p{C}()<>[\]\\,;:"@]{1,64}@[^\s\p{C}()<>[\]\\,;:"@]+\.[\p{L}\p{N}-]{2,}$/u.test(text)
  )
}
