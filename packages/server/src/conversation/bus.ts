/**
 * What goes from one part of Balie (later: one node) to the others after a commit. Identifiers and sequence
 * numbers only: whoever hears it reads the content from the store, with its own rights (threat P3).
 */
export type Announcement =
  /** State, identity or presence of a conversation changed. */
  | { readonly tag: 'changed'; readonly conversation: string }
  /** Messages up to `seq` are stored. */
  | { readonly tag: 'message'; readonly conversation: string; readonly seq: number }
  /** A side received or read something. */
  | { readonly tag: 'seen'; readonly conversation: string }
  /** A side is typing, or stopped. Not stored. */
  | {
      readonly tag: 'typing'
      readonly conversation: string
      readonly from: 'citizen' | 'agent'
      readonly on: boolean
    }
  /** The waiting line changed, so places in it did. */
  | { readonly tag: 'line'; readonly purpose: string }
  /** Something changed in the appointments of a team, or in its agents' hours. */
  | { readonly tag: 'appointments'; readonly team: string }
  /** An agent was disabled or signed out everywhere: its sockets close (threats R3, G3). */
  | { readonly tag: 'agent_gone'; readonly agent: string }

/** Hears every announcement, in the order of its node. Must not throw. */
export type Listener = (announcement: Announcement) => void

/** Announces after a commit; delivers to every listener of every node, at most once. */
export interface Bus {
  announce(announcement: Announcement): void
  /** @returns stops listening */
  listen(listener: Listener): () => void
}

/** The bus of a single node. */
export function createBus(): Bus {
  const listeners = new Set<Listener>()
  return {
    announce(announcement) {
      for (const listener of listeners) listener(announcement)
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
