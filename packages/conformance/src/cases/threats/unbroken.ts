import type { Answer } from '../../engine/answer.ts'
import { failed, passed, type Verdict } from '../../verdict.ts'

/**
 * Whether the plugin took what came without breaking: any answer but a 5xx. What a status says beyond that is no
 * proof, because deployed plugins answer 200 to anything.
 *
 * @param cutOff true where closing the connection before all has been sent is a good answer too
 */
export function unbroken({ status, text }: Answer, cutOff = false): Verdict {
  if (status === 0) return cutOff ? passed : failed(`no answer: ${text}`)
  return status >= 500 ? failed(`status ${status}: it broke on what somebody else sent`) : passed
}
