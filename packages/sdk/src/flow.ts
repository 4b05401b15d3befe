import { beginRoute } from './arrival/begin-route.ts'
import { landingRoute } from './arrival/landing-route.ts'
import { attrRoute } from './attributes/attr-route.ts'
import { returnRoute } from './reauthentication/return-route.ts'
import type { Route } from './route.ts'
import { startRoute } from './start/start-route.ts'

/** One step of the flow. */
export interface FlowRow {
  readonly step: string
  /** What arrives, in words; with a route, its address is in `route`. */
  readonly arrives: string
  readonly happens: string
  readonly answer: string
  /** The file that does it, below `packages/sdk/src`. */
  readonly file: string
  /** Requirements and threats that it meets. */
  readonly meets: readonly string[]
  /** Present where the step is an address of the plugin; the adapters mount exactly these. */
  readonly route?: Route
}

/** The whole flow of a communication session, from top to bottom. `docs/flow.md` is made from it. */
export const FLOW: readonly FlowRow[] = Object.freeze<FlowRow[]>([
  {
    step: '1 start',
    arrives: 'the core starts a session for a purpose, perhaps with an auth result (reception 1)',
    happens: 'the result is verified, then the session is made',
    answer: '`client_url`, and `attr_url` with reception 3',
    file: 'start/start-communication.ts',
    meets: ['FL-1', 'FL-2', 'FL-9', 'AR-1', 'B9'],
    route: startRoute,
  },
  {
    step: '2 attributes',
    arrives: 'the authentication plugin posts the auth result (reception 3), at any moment',
    happens: 'verified at the door, filtered to the purpose, sealed, announced',
    answer: '200',
    file: 'attributes/receive-auth-result.ts',
    meets: ['AR-3', 'AR-5', 'FL-4', 'FL-8', 'B4', 'B5', 'B7', 'B8', 'T7'],
    route: attrRoute,
  },
  {
    step: '3 landing',
    arrives: "the citizen's browser opens the client URL, perhaps with the result (reception 2)",
    happens: 'the browser gets its cookie, a carried result is taken; nothing begins yet',
    answer: '303 to the clean page URL',
    file: 'arrival/land.ts',
    meets: ['AR-2', 'FL-4', 'B1', 'B3', 'F1'],
    route: landingRoute,
  },
  {
    step: '3 begin',
    arrives: 'the button on the page',
    happens: 'the first browser that begins owns the conversation',
    answer: '303 to the page',
    file: 'arrival/begin.ts',
    meets: ['FL-3', 'B1', 'B2', 'B3'],
    route: beginRoute,
  },
  {
    step: '3 schedule',
    arrives: 'where meetings are scheduled: the citizen chooses a time, or either side moves it',
    happens: 'the session waits for the meeting; the attributes of the booking go, what is kept is sealed',
    answer: 'a confirmation',
    file: 'appointment/schedule.ts',
    meets: ['FL-7', 'AC-5'],
  },
  {
    step: '3 meeting',
    arrives: 'the citizen comes to the meeting, in whatever browser',
    happens: 'the same person, authenticated anew by the side door, gets in; anybody else is shown nothing',
    answer: 'the waiting room',
    file: 'appointment/arrive.ts',
    meets: ['FL-7', 'AC-5', 'AC-9'],
  },
  {
    step: '4 conversation',
    arrives: "the channel's own traffic",
    happens: 'the plugin applies what happens: citizen present or gone, taken by an agent',
    answer: 'messages, pictures, a voice',
    file: 'session/change-session.ts',
    meets: ['FL-3', 'FL-6'],
  },
  {
    step: '5 agent',
    arrives: 'the agent of the conversation opens the identity panel',
    happens: 'the attributes are unsealed for this agent',
    answer: 'attributes, or that there are none',
    file: 'retention/sealed-attributes.ts',
    meets: ['AR-5', 'B1', 'B8'],
  },
  {
    step: '6 feedback',
    arrives: 'a meaningful interaction of the citizen, or the Logout button',
    happens: 'the update is noted in the session, put into the outbox, and sent by the server',
    answer: '`POST session_url?type=`',
    file: 'feedback/deliver-update.ts',
    meets: ['SF-1', 'SF-2', 'SF-3', 'SF-4', 'SF-5', 'SF-6', 'SF-7', 'O2', 'O3'],
  },
  {
    step: 'side door',
    arrives: 'the citizen wants to authenticate, or is asked to by the agent or the plugin',
    happens: 'a signed start request to the core, whose answer is checked',
    answer: 'a redirect to the authentication',
    file: 'reauthentication/start-authentication.ts',
    meets: ['AC-1', 'AC-2', 'AC-4', 'AC-6', 'AC-7', 'UN-2', 'UN-3', 'B12', 'O1'],
  },
  {
    step: 'side door, back',
    arrives: 'the browser comes back, perhaps with the result (reception 2)',
    happens: 'the result counts when the browser that began has come back; the identity is replaced',
    answer: '303 to the clean page URL of the same conversation',
    file: 'reauthentication/return-from-authentication.ts',
    meets: ['AC-3', 'AC-8', 'AC-9', 'AR-4', 'B1', 'B6'],
    route: returnRoute,
  },
  {
    step: 'end',
    arrives: 'the agent, the citizen, the Logout button or time ends it',
    happens: 'the session ends and the key of its attributes is destroyed in the same transaction',
    answer: 'a closing page',
    file: 'session/change-session.ts',
    meets: ['FL-5', 'B8'],
  },
  {
    step: 'time',
    arrives: 'every second',
    happens:
      'what is due: no result came, nobody came back, limits, keys of transcripts destroyed, sessions erased',
    answer: '',
    file: 'retention/pass-time.ts',
    meets: ['B11', 'AC-8', 'FL-5', 'P2', 'SF-6'],
  },
])

/** The addresses of the plugin, in the order of the flow. */
export const ROUTES: readonly Route[] = Object.freeze(FLOW.flatMap(({ route }) => (route ? [route] : [])))
