import type { DeskSocket } from './desk-socket.ts'

/** A socket that has a conversation open. */
export interface Follower {
  readonly socket: DeskSocket
  /** The last message it was sent. */
  sent: number
}

/**
 * Which sockets of this node have which conversation open. Only sockets of the conversation's agent get in
 * here; who puts one in has checked that (G1).
 */
export interface Followers {
  of(conversation: string): readonly Follower[]
  /** What a socket has open. */
  openIn(socket: DeskSocket): readonly string[]
  add(conversation: string, socket: DeskSocket, sent: number): void
  remove(conversation: string, socket: DeskSocket): void
  /** The socket is gone. */
  removeAll(socket: DeskSocket): void
}

export function createFollowers(): Followers {
  const byConversation = new Map<string, Map<string, Follower>>()

  function remove(conversation: string, socket: DeskSocket): void {
    const followers = byConversation.get(conversation)
    followers?.delete(socket.id)
    if (followers?.size === 0) byConversation.delete(conversation)
  }

  return {
    of: (conversation) => [...(byConversation.get(conversation)?.values() ?? [])],
    openIn: (socket) => [...byConversation].flatMap(([id, open]) => (open.has(socket.id) ? [id] : [])),
    add(conversation, socket, sent) {
      const followers = byConversation.get(conversation) ?? new Map<string, Follower>()
      byConversation.set(conversation, followers.set(socket.id, { socket, sent }))
    },
    remove,
    removeAll(socket) {
      for (const conversation of [...byConversation.keys()]) remove(conversation, socket)
    },
  }
}
