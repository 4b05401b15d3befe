import type { Session } from '@balie/sdk'

/**
 * Whether an address for mail is kept that who is here now may know of: one that another person gave, who was here before, is
 * not shown, nor said to be there (AC-9).
 */
export function ownsContact({ contact, contactAt = 0, hiddenUntil }: Session): boolean {
  return contact === true && (hiddenUntil === undefined || contactAt > hiddenUntil)
}
