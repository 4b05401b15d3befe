import type { PrivacyReceipt, Words } from '@balie/desk-api/client'

/** What one employee saw at one time. */
export interface SeenTogether {
  readonly at: number
  readonly agent: string
  readonly opened: boolean
  readonly attributes: readonly Words[]
}

const minute = 60_000

/** Puts together what the same employee saw within a minute, so that a receipt stays short enough to be read. */
export function seenTogether(seen: PrivacyReceipt['seen']): readonly SeenTogether[] {
  const groups: SeenTogether[] = []
  for (const { at, agent, opened, attribute } of seen) {
    const index = groups.findIndex(
      (group) => group.agent === agent && group.opened === opened && at - group.at < minute,
    )
    const group = groups[index]
    if (group === undefined) groups.push({ at, agent, opened, attributes: [attribute] })
    else if (!group.attributes.some(({ nl }) => nl === attribute.nl))
      groups[index] = { ...group, attributes: [...group.attributes, attribute] }
  }
  return groups
}
