/** The addresses of Balie's own API on the public listener, in one place for server and pages. */
export const paths = Object.freeze({
  citizenView: '/api/citizen/:handle',
  citizenBegin: '/api/citizen/:handle/begin',
  citizenEnd: '/api/citizen/:handle/end',
  citizenStay: '/api/citizen/:handle/stay',
  citizenLogout: '/api/citizen/:handle/logout',
  citizenWithdraw: '/api/citizen/:handle/withdraw',
  citizenReceipt: '/api/citizen/:handle/receipt',
  citizenAuthentication: '/api/citizen/:handle/authentication',
  freeTimes: '/api/citizen/:handle/appointment/times',
  holdTime: '/api/citizen/:handle/appointment/hold',
  releaseTime: '/api/citizen/:handle/appointment/release',
  contactAddress: '/api/citizen/:handle/appointment/contact',
  contactCode: '/api/citizen/:handle/appointment/code',
  book: '/api/citizen/:handle/appointment/book',
  cancelAppointment: '/api/citizen/:handle/appointment/cancel',
  enterMeeting: '/api/citizen/:handle/appointment/enter',
  calendarFile: '/api/citizen/:handle/appointment/calendar.ics',
  me: '/api/desk/me',
  conversations: '/api/desk/conversations',
  conversation: '/api/desk/conversations/:id',
  take: '/api/desk/conversations/:id/take',
  reveal: '/api/desk/conversations/:id/reveal',
  close: '/api/desk/conversations/:id/close',
  askAuthentication: '/api/desk/conversations/:id/ask-authentication',
  deskAppointments: '/api/desk/appointments',
  deskCancelAppointment: '/api/desk/appointments/:id/cancel',
  deskMoveAppointment: '/api/desk/appointments/:id/move',
  deskFreeTimes: '/api/desk/appointments/:id/times',
  noShow: '/api/desk/appointments/:id/no-show',
  extend: '/api/desk/appointments/:id/extend',
  hours: '/api/desk/hours',
  exceptions: '/api/desk/hours/exceptions',
  removeException: '/api/desk/hours/exceptions/remove',
  busyTimes: '/api/desk/hours/busy',
  removeBusyTime: '/api/desk/hours/busy/remove',
  signIn: '/api/auth/sign-in/email',
  signOut: '/api/auth/sign-out',
  /** Socket.IO. */
  live: '/live',
})

/** A path with its parameters filled in, percent-encoded. */
export function fillPath(path: string, parameters: Readonly<Record<string, string>>): string {
  return path.replace(/:([a-z]+)/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''))
}
