import type { CitizenView, Receipts } from '@balie/desk-api'
import { type Clock, endsAt, type Session, type SessionRecord, type Store, showsLogout } from '@balie/sdk'
import type { PurposeConfig } from '../config/config.ts'
import type { WaitingLine } from '../store/waiting-line.ts'
import type { AgentNames } from './agent-names.ts'
import type { AppointmentViews } from './appointment-views.ts'
import { authenticationStanding, standingElsewhere } from './authentication-standing.ts'
import { maySee } from './may-see.ts'

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
   * it is about; everybody else, and everybody with a handle that is none, sees the same neutral view (B2), with
   * nothing but what became of that browser's own authentication.
   * Labels of what was shared, never values.
   *
   * @param browser hash of the cookie
   */
  of(handle: string, browser: string | undefined): Promise<CitizenSight>

  /** In whose line one waits for a purpose. */
  teamOf(purpose: string): string | undefined

  /** The places of all conversations in the line of a team. */
  placesIn(team: string): Promise<ReadonlyMap<string, number>>
}

/** What the views are made from. */
export interface CitizenViewParts {
  readonly displayName: string
  readonly purposes: ReadonlyMap<string, PurposeConfig>
  readonly store: Pick<Store, 'find'>
  readonly line: WaitingLine
  readonly agentNames: AgentNames
  readonly receipts: (conversation: string) => Promise<Receipts>
  readonly hiddenUpTo: (session: Session) => Promise<number>
  /** Whether a core is configured that can be asked to authenticate. */
  readonly canAuthenticate: boolean
  readonly appointments: AppointmentViews
  readonly clock: Clock
}

export function createCitizenViews(parts: CitizenViewParts): CitizenViews {
  const { displayName, purposes, store, line, agentNames, receipts, hiddenUpTo, clock, appointments } = parts
  const possible = parts.canAuthenticate

  function elsewhere(session?: Session, browser?: string): CitizenSight {
    const authentication = standingElsewhere(possible, session, browser)
    return { view: { state: 'elsewhere', organisation: displayName, authentication }, team: undefined }
  }

  function purposesOf(team: string): string[] {
    return [...purposes.values()].filter((purpose) => purpose.team === team).map(({ tag }) => tag)
  }

  function aboutOf(session: Session, purpose: PurposeConfig, browser: string) {
    const { attributes } = session
    const names = attributes.state === 'verified' ? attributes.names : []
    return {
      organisation: displayName,
      purpose: purpose.name,
      identity: {
        state: attributes.state,
        shared: names.map((name) => purpose.labels.get(name) ?? { nl: name, en: name }),
        unauthenticatedAllowed: purpose.allowUnauthenticated,
      },
      authentication: authenticationStanding({ session, purpose, possible, browser }),
      logout: showsLogout(session),
    }
  }

  async function planned(
    record: SessionRecord,
    purpose: PurposeConfig,
    browser: string,
  ): Promise<CitizenView> {
    const { session } = record
    const about = aboutOf(session, purpose, browser)
    const planning = await appointments.planning(record, purpose)
    if (session.conversation.state === 'scheduled' && session.appointment) {
      const appointment = await appointments.booked(record, session.appointment, planning)
      return { state: 'scheduled', ...about, appointment, planning }
    }
    const expiresAt = endsAt(session)
    return { state: 'planning', ...about, ...(expiresAt !== undefined && { expiresAt }), planning }
  }

  async function seen(record: SessionRecord, purpose: PurposeConfig, browser: string): Promise<CitizenView> {
    const { session } = record
    const { id, conversation, appointment } = session
    const about = aboutOf(session, purpose, browser)
    if (conversation.state === 'not_begun') {
      return { state: 'before', ...about, schedules: session.schedules ?? false }
    }
    if (conversation.state === 'planning' || conversation.state === 'scheduled') {
      return planned(record, purpose, browser)
    }
    const talk = {
      ...about,
      receipts: await receipts(id),
      after: await hiddenUpTo(session),
      since: session.hiddenUntil ?? 0,
    }
    const meeting = appointment && {
      meeting: { starts: appointment.starts, ends: appointment.ends },
    }
    // A citizen who waits for a meeting is waited with: nothing is to be done for it.
    const expiresAt = appointment && conversation.state === 'waiting' ? undefined : endsAt(session)
    const running = { ...talk, ...(expiresAt !== undefined && { expiresAt }) }
    switch (conversation.state) {
      case 'waiting': {
        if (meeting) return { state: 'waiting', ...running, ...meeting }
        const place = await line.placeOf(id, conversation.since, purposesOf(purpose.team))
        return { state: 'waiting', ...running, place }
      }
      case 'open': {
        const name = (await agentNames.nameOf(conversation.agent)) ?? displayName
        return { state: 'open', ...running, ...meeting, agent: { name } }
      }
      case 'ended':
        return {
          ...{ state: 'ended', ...talk, endedAt: conversation.at, by: conversation.by },
          ...(appointment?.outcome && {
            appointment: {
              ...{ starts: appointment.starts, ends: appointment.ends },
              ...{ zone: appointments.zone, outcome: appointment.outcome },
            },
          }),
        }
    }
  }

  return {
    async of(handle, browser) {
      if (browser === undefined || !/^[\w-]{1,64}$/.test(handle)) return elsewhere()
      const record = await store.find({ by: 'id', id: handle })
      const session = record?.session
      const purpose = session && purposes.get(session.purpose)
      if (!purpose || !maySee(session, browser, clock.now())) return elsewhere(session, browser)
      return { view: await seen(record, purpose, browser), team: purpose.team }
    },
    teamOf: (purpose) => purposes.get(purpose)?.team,
    placesIn: (team) => line.places(purposesOf(team)),
  }
}
