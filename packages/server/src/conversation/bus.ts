import Type, { type Static } from 'typebox'

const id = Type.String({ minLength: 1, maxLength: 100 })

/**
 * What goes from one part of Balie, and from one node, to the others after a commit. Identifiers and sequence
 * numbers only: whoever hears it reads the content from the store, with its own rights (threat P3).
 */
export const Announcement = Type.Union([
  /** State, identity or presence of a conversation changed; or only when it would end by itself, as a side did something. */
  Type.Object({
    tag: Type.Literal('changed'),
    conversation: id,
    only: Type.Optional(Type.Literal('activity')),
  }),
  /** Messages up to `seq` are stored. */
  Type.Object({ tag: Type.Literal('message'), conversation: id, seq: Type.Integer({ minimum: 1 }) }),
  /** A side received or read something. */
  Type.Object({ tag: Type.Literal('seen'), conversation: id }),
  /** A side is typing, or stopped. Not stored. */
  Type.Object({
    tag: Type.Literal('typing'),
    conversation: id,
    from: Type.Union([Type.Literal('citizen'), Type.Literal('agent')]),
    on: Type.Boolean(),
  }),
  /** The waiting line changed, so places in it did. */
  Type.Object({ tag: Type.Literal('line'), purpose: id }),
  /** Something changed in the appointments of a team, or in its agents' hours. */
  Type.Object({ tag: Type.Literal('appointments'), team: id }),
  /** An agent was disabled or signed out everywhere: its sockets close (threats R3, G3). */
  Type.Object({ tag: Type.Literal('agent_gone'), agent: id }),
])
export type Announcement = Static<typeof Announcement>

/** That announcements of other nodes were missed: whatever is shown or remembered must be read again. */
export interface Missed {
  readonly tag: 'missed'
}

/**
 * Hears every announcement, in the order of its node. Must not throw.
 *
 * @param isOurs whether this node announced it
 */
export type Listener = (announcement: Announcement | Missed, isOurs: boolean) => void

/** Announces after a commit; delivers to every listener of every node, at most once. */
export interface Bus {
  announce(announcement: Announcement): void
  /** @returns stops listening */
  listen(listener: Listener): () => void
}

/** The bus within one process. */
export interface LocalBus extends Bus {
  /** Tells the listeners what came from elsewhere. */
  tell(announcement: Announcement | Missed, isOurs: boolean): void
}

export function createBus(): LocalBus {
  const listeners = new Set<Listener>()
  function tell(announcement: Announcement | Missed, isOurs: boolean): void {
    for (const listener of listeners) listener(announcement, isOurs)
  }
  return {
    tell,
    announce: (announcement) => tell(announcement, true),
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
