import {
  type AuthenticationMethods,
  type AuthenticationStarted,
  type CitizenSocket,
  type CitizenView,
  call,
  type FreeTimes,
  fillPath,
  type Outcome,
  type PrivacyReceipt,
  paths,
} from '@balie/desk-api/client'
import { answered, type ChatLink } from '../ui/chat/chat-link.ts'
import type { Locale } from '../ui/words/words.ts'

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
  /** Free times from a day such as `2026-10-27` on; the first ones when left out. */
  freeTimes(from?: string): Promise<Outcome<FreeTimes>>
  /** Keeps a time free for some minutes, instead of another one. SLOT_TAKEN when somebody was first. */
  holdTime(starts: number): Promise<Outcome<unknown>>
  releaseTime(): Promise<Outcome<unknown>>
  /** Sends a code to an address for mail about the appointment. */
  contactAddress(address: string, locale: Locale): Promise<Outcome<unknown>>
  /** Confirms that address by the six digits. */
  contactCode(code: string): Promise<Outcome<unknown>>
  /** Makes or moves the appointment. SLOT_TAKEN, CONTACT_UNCONFIRMED, IDENTITY_NEEDED. */
  book(starts: number, locale: Locale, zone: string): Promise<Outcome<unknown>>
  cancelAppointment(): Promise<Outcome<unknown>>
  /** Comes to the meeting. */
  enterMeeting(): Promise<Outcome<unknown>>
  /** The address of the appointment as a file for a calendar. */
  readonly calendarFile: string
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
    freeTimes: (from) =>
      from === undefined
        ? call<FreeTimes>('GET', paths.freeTimes, at)
        : call<FreeTimes>('GET', `${paths.freeTimes}?from=:from`, { ...at, from }),
    holdTime: (starts) => call('POST', paths.holdTime, at, { starts }),
    releaseTime: () => call('POST', paths.releaseTime, at),
    contactAddress: (address, locale) => call('POST', paths.contactAddress, at, { address, locale }),
    contactCode: (code) => call('POST', paths.contactCode, at, { code }),
    book: (starts, locale, zone) => call('POST', paths.book, at, { starts, locale, zone }),
    cancelAppointment: () => call('POST', paths.cancelAppointment, at),
    enterMeeting: () => call('POST', paths.enterMeeting, at),
    calendarFile: fillPath(paths.calendarFile, at),
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
