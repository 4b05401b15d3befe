import type { Trouble } from '../../ui/remote.ts'

/** What to tell who gives an address or a code and is refused. Each has a text in the words. */
export type ContactFailure =
  | 'unreachable'
  | 'trouble'
  | 'address.refused'
  | 'address.mail_down'
  | 'address.too_often'
  | 'code.wrong'
  | 'code.expired'
  | 'code.too_often'

/** Why the address or the code was not taken, in the terms of somebody who gave it. */
export function contactFailure(given: 'address' | 'code', trouble: Trouble): ContactFailure {
  if (trouble === 'unreachable') return 'unreachable'
  const { status } = trouble
  if (status === 429) return `${given}.too_often`
  if (given === 'address') {
    if (status === 502 || status === 503 || status === 504) return 'address.mail_down'
    return status === 400 || status === 422 ? 'address.refused' : 'trouble'
  }
  if (status === 404 || status === 409 || status === 410) return 'code.expired'
  return status < 500 ? 'code.wrong' : 'trouble'
}
