import type { Session } from './session.ts'

/** How long after a result the browser of the person who authenticated may take to arrive, milliseconds. */
export const ARRIVAL = 120_000

/**
 * Whether it is certain enough whose the attributes are (threat B1). The authentication plugin sends the
 * result and then the browser of the person who authenticated; so where two browsers arrive, one of them may
 * be somebody who waited for the other's result.
 *
 * @returns `withhold` when the owner was here before the result came, and another browser came with it or
 *   after it; `warn` when the owner came after it, as ordinary citizens do, and another browser first came
 *   within two minutes after it; undefined when there is no reason for doubt
 */
export function doubtOf({ attributes, owner, landings }: Session): 'withhold' | 'warn' | undefined {
  // An authentication during communication is bound to its browser by its own URL.
  if (attributes.state !== 'verified' || attributes.authentication || !owner) return undefined
  const came = attributes.at
  const foreign = landings.filter(({ browser }) => browser !== owner.browser)
  const ownFirst = landings.find(({ browser }) => browser === owner.browser)?.first ?? owner.at
  const begunBefore = owner.at <= came && foreign.some(({ last }) => last >= owner.at)
  const waitedBefore = ownFirst < came && foreign.some(({ last }) => last >= came)
  if (begunBefore || waitedBefore) return 'withhold'
  return foreign.some(({ first }) => first >= came && first <= came + ARRIVAL) ? 'warn' : undefined
}
