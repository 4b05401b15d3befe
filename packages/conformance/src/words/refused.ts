import type { Answer } from '../engine/answer.ts'
import { failed, passed, type Verdict } from '../verdict.ts'

/** Whether a request was refused as a client's fault: a 4xx, and nothing in it that looks like a success. */
export function refused({ status, text, json }: Answer): Verdict {
  if (status === 0) return failed(`no answer: ${text}`)
  if (status >= 500) return failed(`status ${status}: its own fault, for what somebody else sent`)
  if (status < 400) return failed(`status ${status}: taken`)
  return json && ('client_url' in json || 'attr_url' in json)
    ? failed(`status ${status}, but the body looks like a success`)
    : passed
}
