// What authors of communication plugins, cores and authentication plugins use. Explicit exports only.

export { arrive } from './appointment/arrive.ts'
export { keepContact, openContact, releaseContact } from './appointment/contact.ts'
export { openKeptAttributes } from './appointment/kept-attributes.ts'
export { type Booking, schedule } from './appointment/schedule.ts'
export { begin } from './arrival/begin.ts'
export { type Browser, browserCookieName, landBrowser, readBrowser } from './arrival/browser-cookie.ts'
export { type LandingRequest, land } from './arrival/land.ts'
export { receiveAuthResult } from './attributes/receive-auth-result.ts'
export { type Clock, systemClock } from './clock.ts'
export { ERRORS, type ErrorCode, type ErrorRow } from './errors/catalogue.ts'
export { IdContactError } from './errors/id-contact-error.ts'
export { deliverUpdate } from './feedback/deliver-update.ts'
export { logOut, showsLogout } from './feedback/log-out.ts'
export { createMemoryOutbox } from './feedback/memory-outbox.ts'
export { noteActivity } from './feedback/note-activity.ts'
export { FLOW, type FlowRow, ROUTES } from './flow.ts'
export { createMemoryStore } from './memory-store.ts'
export { createOutbound } from './outbound/create-outbound.ts'
export type { Outbound, OutboundAnswer, OutboundRequest } from './outbound/outbound.ts'
export type { Channel } from './ports/channel.ts'
export type { Outbox, UpdateJob } from './ports/outbox.ts'
export {
  type Claim,
  type ClaimOutcome,
  type Decision,
  type KeyName,
  type SealedSlot,
  type SessionKey,
  type SessionRecord,
  SLOTS_OF_KEY,
  type Store,
} from './ports/store.ts'
export type { Attributes, AuthResult, AuthResultContent } from './protocol/auth-result/auth-result.ts'
export {
  AUTH_RESULT_SUBJECT,
  AuthResultClaimsSchema,
  AuthResultPlaintextSchema,
} from './protocol/auth-result/auth-result-schema.ts'
export { type CreateAuthResultOptions, createAuthResult } from './protocol/auth-result/create-auth-result.ts'
export {
  type VerifiedAuthResult,
  type VerifyAuthResultOptions,
  verifyAuthResult,
} from './protocol/auth-result/verify-auth-result.ts'
export { ClientUrlAnswerSchema } from './protocol/client-url-answer/client-url-answer-schema.ts'
export { createClientUrlAnswer } from './protocol/client-url-answer/create-client-url-answer.ts'
export {
  type ClientUrlAnswer,
  parseClientUrlAnswer,
} from './protocol/client-url-answer/parse-client-url-answer.ts'
export { type DecryptionKey, importDecryptionKey } from './protocol/keys/import-decryption-key.ts'
export { type EncryptionKey, importEncryptionKey } from './protocol/keys/import-encryption-key.ts'
export { importSigningKey, type SigningKey } from './protocol/keys/import-signing-key.ts'
export { importVerificationKey, type VerificationKey } from './protocol/keys/import-verification-key.ts'
export { isPublishedExampleKey } from './protocol/keys/is-published-example-key.ts'
export type { KeyText } from './protocol/keys/key-text.ts'
export { appendResult } from './protocol/landing/append-result.ts'
export { takeResult } from './protocol/landing/take-result.ts'
export { LIMITS } from './protocol/limits.ts'
export { createSessionOptions } from './protocol/session-options/create-session-options.ts'
export type { Method, SessionOptions } from './protocol/session-options/method.ts'
export { parseSessionOptions } from './protocol/session-options/parse-session-options.ts'
export {
  AllSessionOptionsSchema,
  SessionOptionsSchema,
} from './protocol/session-options/session-options-schema.ts'
export { createSessionUpdateUrl } from './protocol/session-update/create-session-update-url.ts'
export { parseSessionUpdate, type SessionUpdate } from './protocol/session-update/parse-session-update.ts'
export { SessionUpdateQuerySchema } from './protocol/session-update/session-update-schema.ts'
export { createStartAuthRequest } from './protocol/start-auth-request/create-start-auth-request.ts'
export type { StartAuthRequest } from './protocol/start-auth-request/start-auth-request.ts'
export { StartAuthRequestClaimsSchema } from './protocol/start-auth-request/start-auth-request-schema.ts'
export { verifyStartAuthRequest } from './protocol/start-auth-request/verify-start-auth-request.ts'
export { createStartAuthenticationRequest } from './protocol/start-authentication/create-start-authentication-request.ts'
export {
  parseStartAuthenticationRequest,
  type StartAuthenticationRequest,
} from './protocol/start-authentication/parse-start-authentication-request.ts'
export { StartAuthenticationRequestSchema } from './protocol/start-authentication/start-authentication-schema.ts'
export { createStartCommunicationAnswer } from './protocol/start-communication/create-start-communication-answer.ts'
export { createStartCommunicationRequest } from './protocol/start-communication/create-start-communication-request.ts'
export {
  parseStartCommunicationAnswer,
  type StartCommunicationAnswer,
} from './protocol/start-communication/parse-start-communication-answer.ts'
export {
  parseStartCommunicationRequest,
  type StartCommunicationRequest,
} from './protocol/start-communication/parse-start-communication-request.ts'
export {
  StartCommunicationAnswerSchema,
  StartCommunicationRequestSchema,
} from './protocol/start-communication/start-communication-schema.ts'
export { createStartRequest } from './protocol/start-request/create-start-request.ts'
export { parseStartRequest, type StartRequest } from './protocol/start-request/parse-start-request.ts'
export { StartRequestSchema } from './protocol/start-request/start-request-schema.ts'
export { type Random, randomText, systemRandom } from './random.ts'
export { askAuthentication } from './reauthentication/ask-authentication.ts'
export { authenticationMethods } from './reauthentication/authentication-methods.ts'
export {
  type ReturnRequest,
  returnFromAuthentication,
} from './reauthentication/return-from-authentication.ts'
export { type AuthenticationRequest, startAuthentication } from './reauthentication/start-authentication.ts'
export {
  createDataKey,
  type DataKey,
  type Keyring,
  type MasterKey,
  seal,
  unseal,
  unwrapDataKey,
} from './retention/keyring.ts'
export { PASSED_AT_ONCE, passTime } from './retention/pass-time.ts'
export { type AttributeValues, openAttributes } from './retention/sealed-attributes.ts'
export { withdrawAttributes } from './retention/withdraw-attributes.ts'
export type { Route, StepAnswer, StepRequest } from './route.ts'
export { reveal, Secret } from './secret.ts'
export type { Applied } from './session/applied.ts'
export { applyEvent } from './session/apply-event.ts'
export {
  AGENT_MAY_BE_LATE,
  type Appointment,
  type AppointmentOutcome,
  CONTACT_KEPT,
  RELEASED_AFTER,
} from './session/appointment.ts'
export type { Authentication, AuthenticationOutcome, AuthenticationResult } from './session/authentication.ts'
export { type ConversationEvent, changeSession } from './session/change-session.ts'
export {
  AUTHENTICATION_TAKES,
  AWAITING_AFTER_BEGIN,
  dueAt,
  endsAt,
  RECORD_AT_LEAST,
  RESULT_AFTER_RETURN,
  TRANSCRIPT_AT_LEAST,
  transcriptGoesAt,
} from './session/due-at.ts'
export type { Effect } from './session/effect.ts'
export { ACTIVITY_EVERY, type Feedback, LOGOUT_KEPT } from './session/feedback.ts'
export type {
  Alert,
  Asked,
  AttributesState,
  CitizenState,
  ConversationState,
  EndedBy,
  FailureReason,
  KnownIdentity,
  Landing,
  Limits,
  Owner,
  Session,
  Shared,
} from './session/session.ts'
export type { EventOf, SessionEvent } from './session/session-event.ts'
export { type CoreSettings, LIMITS_OF_PURPOSE, type Purpose, type Settings } from './settings.ts'
export { startCommunication } from './start/start-communication.ts'
export { createUrlSecret, hashSecret } from './url-secret.ts'
