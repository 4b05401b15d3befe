import type { CitizenView, Receipts } from '@balie/desk-api'
import type { Clock, Session, Store } from '@balie/sdk'
import type { PurposeConfig } from '../config/config.ts'
import type { WaitingLine } from '../store/waiting-line.ts'
import type { AgentNames } from './agent-names.ts'

/** What a browser may see of a conversation. */
export interface CitizenSight {
  readonly view: CitizenView
  /** Whose line it stands in. Undefined with `elsewhere`. */
  readonly team: string | undefined
}

/** Makes what the citizen's page shows besides the messages. */
export interface CitizenViews {
  /**
   * The view of one browser. The owner sees the conversation; before there is an owner, who landed sees what
   * it is about; everybody else, and everybody with a handle that is none, sees the same neutral view (B2).
   * Labels of what was shared, never values.
   *
   * @param browser hash of the cookie
   */
  of(handle: string, browser: string | undefined): Promise<CitizenSight>

  /** In whose line one waits for a purpose. */
  teamOf(purpose: string): string | undefined
}

/** What the views are made from. */
export interface CitizenViewParts {
  readonly displayName: string
  readonly purposes: ReadonlyMap<string, PurposeConfig>
  readonly store: Pick<Store, 'find'>
  readonly line: WaitingLine
  readonly agentNames: AgentNames
  readonly receipts: (conversation: string) => Promise<Receipts>
  readonly clock: Clock
}

export function createCitizenViews(parts: CitizenViewParts): CitizenViews {
  const { displayName, purposes, store, line, agentNames, receipts, clock } = parts
  const elsewhere: CitizenSight = { view: { state: 'elsewhere', organisation: displayName }, team: undefined }

  function placeOf({ id }: Session, since: number, team: string): Promise<number> {
    const tags = [...purposes.values()].filter((purpose) => purpose.team === team).map(({ tag }) => tag)
    return line.placeOf(id, since, tags)
  }

  async function seen(session: Session, purpose: PurposeConfig): Promise<CitizenView> {
    const { id, conversation } = session
    const about = aboutOf(displayName, session, purpose)
    switch (conversation.state) {
      case 'not_begun':
        return { state: 'before', ...about }
      case 'waiting': {
        const place = await placeOf(session, conversation.since, purpose.team)
        return { state: 'waiting', ...about, receipts: await receipts(id), place }
      }
      case 'open': {
        const name = (await agentNames.nameOf(conversation.agent)) ?? displayName
        return { state: 'open', ...about, receipts: await receipts(id), agent: { name } }
      }
      case 'ended': {
        const { at, by } = conversation
        return { state: 'ended', ...about, receipts: await receipts(id), endedAt: at, by }
      }
    }
  }

  return {
    async of(handle, browser) {
      if (browser === undefined || !/^[\w-]{1,64}$/.test(handle)) return elsewhere
      const session = (await store.find({ by: 'id', id: handle }))?.session
      const purpose = session && purposes.get(session.purpose)
      if (!purpose || !maySee(session, browser, clock.now())) return elsewhere
      return { view: await seen(session, purpose), team: purpose.team }
    },
    teamOf: (purpose) => purposes.get(purpose)?.team,
  }
}

function maySee(session: Session, browser: string, now: number): boolean {
  if (session.owner) return session.owner.browser === browser
  if (session.conversation.state !== 'not_begun' || now > session.beginBefore) return false
  return session.landings.some((landing) => landing.browser === browser)
}

function aboutOf(organisation: string, { attributes }: Session, purpose: PurposeConfig) {
  const names = attributes.state === 'verified' ? attributes.names : []
  return {
    organisation,
    purpose: purpose.name,
    identity: {
      state: attributes.state,
      shared: names.map((name) => purpose.labels.get(name) ?? { nl: name, en: name }),
      unauthenticatedAllowed: purpose.allowUnauthenticated,
    },
  }
}
