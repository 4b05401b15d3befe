import type { Session } from '@balie/sdk'

/**
 * Whether a browser may see a conversation: the owner; before anybody owns it, who landed, as long as it can be begun
 * or where it was logged out of instead (B1, B2).
 *
 * @param browser hash of the cookie
 */
export function maySee(
  { owner, conversation, beginBefore, landings, appointment }: Session,
  browser: string,
  now: number,
): boolean {
  if (owner) return owner.browser === browser
  // Whoever made the appointment has logged out since.
  if (appointment) return false
  if (conversation.state === 'not_begun' && now > beginBefore) return false
  return landings.some((landing) => landing.browser === browser)
}
