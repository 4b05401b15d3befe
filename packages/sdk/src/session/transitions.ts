import type { Transitions } from './applied.ts'
import { appointmentTransitions } from './appointment-transitions.ts'
import { authenticationTransitions } from './authentication-transitions.ts'
import { conversationTransitions } from './conversation-transitions.ts'
import { feedbackTransitions } from './feedback-transitions.ts'
import { resultTransitions } from './result-transitions.ts'
import { timeTransitions } from './time-transitions.ts'

/**
 * The whole life of a session: one row per event. An event without a row does not compile. A row gives
 * back the session it got where the event changes nothing, so that every event may come twice.
 */
export const transitions: Transitions = Object.freeze({
  ...resultTransitions,
  ...conversationTransitions,
  ...appointmentTransitions,
  ...authenticationTransitions,
  ...feedbackTransitions,
  ...timeTransitions,
} satisfies Transitions)
