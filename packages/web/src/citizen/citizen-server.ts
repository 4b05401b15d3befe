import {
  type AuthenticationMethods,
  type AuthenticationStarted,
  type CitizenSocket,
  type CitizenView,
  call,
  type Outcome,
  type PrivacyReceipt,
  paths,
} from '@balie/desk-api/client'
import { answered, type ChatLink } from '../ui/chat/chat-link.ts'

/** What the citizen's page asks of the server, besides the conversation itself. */
export interface CitizenServer {
  view(): Promise<Outcome<CitizenView>>
  begin(): Promise<Outcome<unknown>>
  end(): Promise<Outcome<unknown>>
  /** Somebody is there: the conversation does not end for want of it. */
  stay(): Promise<Outcome<unknown>>
  /** Ends the conversation, and the session where the citizen logged in (SF-3). */
  logout(): Promise<Outcome<unknown>>
  /** Takes back what was shared. */
  withdraw(): Promise<Outcome<unknown>>
  receipt(): Promise<Outcome<PrivacyReceipt>>
  /** The ways to log in (AC-7). */
  methods(): Promise<Outcome<AuthenticationMethods>>
  /** Where to go to log in. */
  authenticate(method: string): Promise<Outcome<AuthenticationStarted>>
}

const answerTime = 8000
const probeTime = 3000

/** The server, for the conversation of one handle. */
export function citizenServer(handle: string): CitizenServer {
  const at = { handle }
  return {
    view: () => call<CitizenView>('GET', paths.citizenView, at),
    begin: () => call('POST', paths.citizenBegin, at),
    end: () => call('POST', paths.citizenEnd, at),
    stay: () => call('POST', paths.citizenStay, at),
    logout: () => call('POST', paths.citizenLogout, at),
    withdraw: () => call('POST', paths.citizenWithdraw, at),
    receipt: () => call<PrivacyReceipt>('GET', paths.citizenReceipt, at),
    methods: () => call<AuthenticationMethods>('GET', paths.citizenAuthentication, at),
    authenticate: (method) =>
      call<AuthenticationStarted>('POST', paths.citizenAuthentication, at, { method }),
  }
}

/** A socket of the citizen's page as what a chat asks for. */
export function citizenLink(socket: CitizenSocket): ChatLink {
  return {
    send: (message) => answered(socket.timeout(answerTime).emitWithAck('send', message)),
    since: (after) => answered(socket.timeout(answerTime).emitWithAck('since', after)),
    seen: (seen) => void socket.volatile.emit('seen', seen),
    typing: (on) => void socket.volatile.emit('typing', on),
  }
}

/** Whether the server answers on a socket that says it is connected. */
export async function citizenProbe(socket: CitizenSocket, after: number): Promise<boolean> {
  return (await answered(socket.timeout(probeTime).emitWithAck('since', after))) !== 'lost'
}
