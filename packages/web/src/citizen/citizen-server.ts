import { type CitizenSocket, type CitizenView, call, type Outcome, paths } from '@balie/desk-api/client'
import { answered, type ChatLink } from '../ui/chat/chat-link.ts'

/** What the citizen's page asks of the server, besides the conversation itself. */
export interface CitizenServer {
  view(): Promise<Outcome<CitizenView>>
  begin(): Promise<Outcome<unknown>>
  end(): Promise<Outcome<unknown>>
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
