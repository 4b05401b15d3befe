import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { CASES } from '../all-cases.ts'
import type { Case } from '../case.ts'
import { whyOf } from '../outcome.ts'
import { FAULTS, type Fault } from './faults.ts'
import { createFixtureKeys, judgeFaultyPlugin } from './judge-faulty-plugin.ts'

// Which case is said to catch which fault: the id, and how its title begins.
const CAUGHT_BY: Readonly<Record<Fault, readonly string[]>> = {
  alg_none_accepted: ['T1 not delivered: alg "none" and no signature'],
  hs256_key_confusion: ['T1 not delivered: HS256 keyed with the public key as PEM'],
  no_signature_check: [
    "T2 not delivered: signed with a stranger's key",
    'T1 not delivered: a signature of zeros',
  ],
  any_algorithm_accepted: ['T8 not delivered: content by A128GCM'],
  bare_jws_accepted: ['T3 not delivered: a bare JWS, well signed'],
  bare_claims_accepted: ['T3 not delivered: bare claims in the JWE'],
  extra_members_accepted: ['T3 not delivered: an extra member beside njwt'],
  no_subject_check: ['T4 not delivered: sub id-contact-widget', 'T4 not delivered: a start request'],
  no_expiry_check: ['T5 not delivered: expired a minute ago'],
  missing_exp_accepted: ['T5 not delivered: no exp'],
  far_exp_accepted: ['T5 not delivered: a life of a day'],
  future_iat_accepted: ['T5 not delivered: an iat five minutes ahead'],
  foreign_headers_accepted: ['T6 not delivered: jku in the JWS header'],
  zip_accepted: ['T8 not delivered: a small result, compressed'],
  unlimited_body: ['T9 1 MiB at start_communication', 'T9 1 MiB at the attr URL'],
  unbounded_attributes: ['T9 not delivered: 100 attributes'],
  values_of_any_kind: ['T9 not delivered: an attribute that is a list'],
  duplicate_members_accepted: ['T10 not delivered: an attribute twice'],
  attributes_with_failed_shown: ['T10 not delivered: attributes with failed'],
  error_tells_cause: ['T11 every refusal at the attr URL'],
  crashes_on_junk: ['B5 a word at the attr URL', 'T3 not delivered: no token at all: a.b.c.d.e'],
  falls_over: ['T9 not delivered: a token of 20 kB of dots'],
  replay_accepted: ['T7 the same result in another session', 'T7 20 sessions that get one result'],
  respelled_replay_accepted: ['T7 a used result with its ciphertext with padding'],
  resend_refused: ['T7 the same result again for the same session'],
  second_browser_takes_over: ['B1 a second browser that begins later'],
  shown_to_other_browsers: ['B2 a leaked client URL shows', 'B2 a leaked client URL gives no say'],
  doubt_ignored: ['B1 a browser that began early'],
  begin_by_get: ['B3 the client URL opened by a GET without cookies'],
  attr_url_guessable: ['B4 an attr URL holds at least 128 random bits'],
  attr_url_tells: ['B4 an attr URL whose conversation is over'],
  junk_closes: ['B5 a word at the attr URL'],
  failed_blocks: ['B6 failed once, then succes'],
  second_identity_overwrites: ['B6 a second person never takes the place'],
  required_attributes_not_checked: ['B7 a result of a light purpose'],
  extra_attributes_kept: ['B7 attributes that the purpose does not allow'],
  invalid_inline_result_leaves_session: ['B9 the start is refused with a result: expired a minute ago'],
  unknown_purpose_accepted: ['FL-9 a start is refused with an unknown purpose'],
  components_on_public: ['B10 start_communication as it is', 'B10 the attr URL', 'B10 /metrics'],
  none_looks_verified: ['B11 agents see whether'],
  core_answer_not_checked: ['B12 nobody is sent where the core answers "javascript:alert(1)"'],
  delivered_after_end: ['B8 a result after the end'],
  result_kept_in_url: ['F1 a genuine result in the landing is gone'],
  result_cacheable: ['F1 the answer to a landing with a genuine result'],
  pages_cacheable: ['F7 no page of a conversation'],
  cookie_for_scripts: ['F2 every cookie of the plugin has HttpOnly'],
  cookie_for_other_sites: ['F2 every cookie of the plugin has SameSite'],
  open_redirect: ['F3 the parameter next'],
  values_unescaped: ['F4 an attribute with <script>'],
  no_content_policy: ['F4 every page has a content security policy'],
  framing_allowed: ['F6 no page can be framed'],
  no_origin_check: ['F6 begin sent by another site', 'F6 logout sent by another site'],
  host_believed: ["F6 the start request's headers host", "F6 the landing's headers host"],
  feedback_by_browser: ['SF-4 the session URL is in nothing'],
  no_feedback: ['SF-2 an activity indication'],
  activity_not_coalesced: ['SF-6 ten interactions at once'],
  activity_after_logout: ['SF-6 nothing follows a logout'],
  no_logout_button: ['SF-3 a Logout button is shown'],
  logout_without_session_url: ['SF-5 without a session URL there is no Logout button'],
  logout_not_sent: ['SF-3 Logout sends a logout update'],
  logout_not_retried: ['SF-6 a logout that is answered with 500'],
  session_url_cut: ['SF-1 a session URL with a query'],
  session_url_of_any_origin: ['O1 a session URL at an origin'],
  redirects_followed: ['O1 a redirect in the answer to an update is not followed to another origin'],
  gone_after_scheduling: ['FL-7 the page of the session shows the appointment'],
  landing_over_after_scheduling: ['FL-7 a second landing by the browser that booked'],
  appointment_shown_to_any: [
    'FL-7 the client URL in another browser',
    'AC-5 a different person who authenticates',
  ],
  booking_attributes_kept: ['FL-7 once it is booked', 'AC-5 the browser that booked'],
  cancelled_but_there: ['FL-7 an appointment that is cancelled'],
  goes_on_after_meeting: ['FL-7 the session is over once'],
  meeting_without_authentication: ['AC-5 the browser that booked', 'AC-5 a failed authentication'],
  meeting_for_anybody: ['AC-5 a different person who authenticates'],
  meeting_elsewhere: ['AC-5 the same person comes to the meeting'],
  old_attributes_at_meeting: ['AC-5 at the meeting agents see'],
  stranger_blocks_meeting: ['AC-5 a different person who authenticated takes nothing away'],
  failed_blocks_meeting: ['AC-5 a failed authentication'],
  wrong_accept_header: ['AC-1 it accepts exactly application/json'],
  start_request_unsigned: ["AC-1 it is signed with the plugin's start key"],
  comes_back_elsewhere: ['AC-3 the citizen comes back to the same conversation'],
  person_change_ignored: ['AC-9 after a different person authenticated agents see'],
  return_of_other_browser_counts: ['B1 an authentication during communication counts'],
  no_alert: ['AC-9 after a different person authenticated the agent is alerted'],
}

const nameOf = ({ id, title }: Pick<Case, 'id' | 'title'>) => `${id} ${title}`
const EC = createFixtureKeys('EC')

// Side by side, because what they mostly do is wait: the longest first.
const SLOWEST: readonly Fault[] = ['logout_not_retried', 'logout_not_sent', 'no_feedback']
const faults = Object.keys(FAULTS) as Fault[]
const inOrder = [...SLOWEST, ...faults.filter((fault) => !SLOWEST.includes(fault))]

describe('the kit on the fixture', { concurrency: 6 }, () => {
  for (const [what, run] of [
    ['with EC keys', { keys: EC }],
    ['with RSA keys and results in the landing', { keys: createFixtureKeys('RSA'), useAttrUrl: false }],
  ] as const) {
    test(`a plugin without faults fails no case, ${what}`, async () => {
      const outcomes = await judgeFaultyPlugin(CASES, run)
      const failed = outcomes.filter(({ verdict }) => verdict.verdict === 'failed')
      assert.deepEqual(
        failed.map((outcome) => `${nameOf(outcome)}: ${whyOf(outcome.verdict)}`),
        [],
      )
    })
  }

  for (const fault of inOrder) {
    test(`it is caught that ${FAULTS[fault]} (${fault})`, async () => {
      for (const beginning of CAUGHT_BY[fault]) {
        const cases = CASES.filter((one) => nameOf(one).startsWith(beginning))
        assert.notEqual(cases.length, 0, `no case begins with "${beginning}"`)
        const outcomes = await judgeFaultyPlugin(cases, { keys: EC, faults: [fault], jobs: 4 })
        const caught = outcomes.filter(({ verdict }) => verdict.verdict === 'failed')
        assert.notEqual(caught.length, 0, `${beginning}: ${outcomes.map(({ verdict }) => verdict.verdict)}`)
      }
    })
  }
})
