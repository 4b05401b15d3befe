export {
  AgentHours,
  BusyTime,
  BusyTimeId,
  DayHours,
  ExceptionDate,
  HoursException,
  NewBusyTime,
  WeeklyHours,
} from './agent-hours.ts'
export {
  AppointmentOutcome,
  BookedAppointment,
  BookRequest,
  ChosenTime,
  Contact,
  ContactAddress,
  ContactCode,
  FreeTimes,
  FreeTimesQuery,
  Held,
  MailStanding,
  MeetingTime,
  Planning,
  Way,
} from './appointment.ts'
export {
  Authentication,
  AuthenticationMethods,
  AuthenticationStarted,
  ChosenMethod,
} from './authentication.ts'
export { CitizenView } from './citizen-view.ts'
export { Agent, ConversationDetail, ConversationSummary, RevealedAttribute } from './conversation.ts'
export {
  DeskAppointment,
  DeskAppointments,
  DeskAppointmentsQuery,
  Extension,
  MeetingDetail,
} from './desk-appointment.ts'
export { Identity, IdentityAlert, IdentityAttribute, IdentityState } from './identity.ts'
export {
  type Ack,
  AgentMessage,
  AgentSeen,
  AgentTyping,
  type CitizenCommands,
  type CitizenEvents,
  CitizenHandshake,
  type DeskCommands,
  type DeskEvents,
  OpenConversation,
  type Stored,
} from './live.ts'
export { Message, NewMessage, Receipts, Seen, Sender } from './message.ts'
export { MESSAGE_LIMIT } from './message-limit.ts'
export { fillPath, paths } from './paths.ts'
export { PrivacyReceipt } from './privacy-receipt.ts'
export { Problem } from './problem.ts'
export { LOCALES, Words } from './words.ts'
