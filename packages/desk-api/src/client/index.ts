export type {
  AgentHours,
  BusyTime,
  BusyTimeId,
  DayHours,
  ExceptionDate,
  HoursException,
  NewBusyTime,
  WeeklyHours,
} from '../agent-hours.ts'
export type {
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
} from '../appointment.ts'
export type {
  Authentication,
  AuthenticationMethods,
  AuthenticationStarted,
} from '../authentication.ts'
export type { CitizenView } from '../citizen-view.ts'
export type { Agent, ConversationDetail, ConversationSummary, RevealedAttribute } from '../conversation.ts'
export type {
  DeskAppointment,
  DeskAppointments,
  DeskAppointmentsQuery,
  Extension,
  MeetingDetail,
} from '../desk-appointment.ts'
export type { Identity, IdentityAlert, IdentityAttribute, IdentityState } from '../identity.ts'
export type { Ack, Stored } from '../live.ts'
export type { Message, NewMessage, Receipts, Seen, Sender } from '../message.ts'
export { MESSAGE_LIMIT } from '../message-limit.ts'
export { fillPath, paths } from '../paths.ts'
export type { PrivacyReceipt } from '../privacy-receipt.ts'
export type { Problem } from '../problem.ts'
export type { Words } from '../words.ts'
export { call, type Outcome } from './call.ts'
export {
  type CitizenSocket,
  citizenSocket,
  type DeskSocket,
  deskSocket,
  type OutsideBrowser,
} from './live.ts'
