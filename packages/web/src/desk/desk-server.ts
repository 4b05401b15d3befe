import {
  type Agent,
  type ConversationDetail,
  type ConversationSummary,
  call,
  type DeskSocket,
  type Message,
  type Outcome,
  paths,
  type RevealedAttribute,
} from '@balie/desk-api/client'
import { answered, type ChatLink, type LinkAnswer } from '../ui/chat/chat-link.ts'

/** What the desk asks of the server over HTTP. */
export interface DeskServer {
  signIn(email: string, password: string): Promise<Outcome<unknown>>
  signOut(): Promise<Outcome<unknown>>
  me(): Promise<Outcome<Agent>>
  conversations(): Promise<Outcome<ConversationSummary[]>>
  take(id: string): Promise<Outcome<unknown>>
  close(id: string): Promise<Outcome<unknown>>
  /** Asks the citizen to log in, now (UN-3). */
  askAuthentication(id: string): Promise<Outcome<unknown>>
  /** Gives an appointment's meeting more minutes. 409 EXTENSION_REFUSED: another appointment begins. */
  extend(id: string, minutes: number): Promise<Outcome<unknown>>
  reveal(id: string, tag: string): Promise<Outcome<RevealedAttribute>>
}

const answerTime = 8000
const probeTime = 3000

/** The server, with this browser's cookie. */
export const deskServer: DeskServer = {
  signIn: (email, password) => call('POST', paths.signIn, {}, { email, password }),
  signOut: () => call('POST', paths.signOut),
  me: () => call<Agent>('GET', paths.me),
  conversations: () => call<ConversationSummary[]>('GET', paths.conversations),
  take: (id) => call('POST', paths.take, { id }),
  close: (id) => call('POST', paths.close, { id }),
  askAuthentication: (id) => call('POST', paths.askAuthentication, { id }),
  extend: (id, minutes) => call('POST', paths.extend, { id }, { minutes }),
  reveal: (id, tag) => call<RevealedAttribute>('POST', paths.reveal, { id }, { tag }),
}

/** Follows a conversation: its detail, and its messages after a number. */
export function openConversation(
  socket: DeskSocket,
  conversation: string,
  after: number,
): Promise<LinkAnswer<{ detail: ConversationDetail; messages: Message[] }>> {
  return answered(socket.timeout(answerTime).emitWithAck('open', { conversation, after }))
}

/** A conversation on the desk's socket as what a chat asks for. */
export function deskLink(socket: DeskSocket, conversation: string): ChatLink {
  return {
    send: (message) => answered(socket.timeout(answerTime).emitWithAck('send', { conversation, message })),
    async since(after) {
      const answer = await openConversation(socket, conversation, after)
      return answer !== 'lost' && answer.ok ? { ok: true, value: answer.value.messages } : answer
    },
    seen: (seen) => void socket.volatile.emit('seen', { conversation, seen }),
    typing: (on) => void socket.volatile.emit('typing', { conversation, on }),
  }
}

/** Whether the server answers, with whatever, on a socket that says it is connected. */
export async function deskProbe(socket: DeskSocket, conversation: string, after: number): Promise<boolean> {
  return (await answered(socket.timeout(probeTime).emitWithAck('open', { conversation, after }))) !== 'lost'
}
