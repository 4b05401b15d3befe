import { genuineResult, send, start } from '../subject.ts'
import { type Case, failed, notApplicable, passed } from '../verdict.ts'

/** The exchange with the core: step 1. */
export const startExchange: readonly Case[] = [
  {
    id: 'FL-1',
    profile: 'MUST',
    title: 'a start request is answered with where to send the end user',
    async run(subject) {
      const { status, json } = await start(subject, { purpose: subject.purpose })
      const url = json?.['client_url']
      if (status === 200 && typeof url === 'string' && /^(https?|tel):/.test(url)) return passed
      return failed(`status ${status}, client_url ${typeof url}`)
    },
  },
  {
    id: 'FL-2',
    profile: 'MUST',
    title: 'attr_url is an http(s) URL, or is not there',
    async run(subject) {
      const { json } = await start(subject, { purpose: subject.purpose })
      const url = json?.['attr_url']
      if (url == null || (typeof url === 'string' && /^https?:/.test(url))) return passed
      return failed(`attr_url ${JSON.stringify(url)}`)
    },
  },
  {
    id: 'AR-1',
    profile: 'MAY',
    title: 'a result in the start request is taken, and then no attr_url is answered',
    async run(subject) {
      const answer = await start(subject, {
        purpose: subject.purpose,
        auth_result: await genuineResult(subject),
      })
      if (answer.status === 200 && answer.json?.['client_url'] && answer.json['attr_url'] == null)
        return passed
      return failed(`status ${answer.status}, members ${Object.keys(answer.json ?? {})}`)
    },
  },
  {
    id: 'FL-9',
    profile: 'OURS',
    title: 'an unknown purpose is refused, and the answer does not look like a success',
    run: (subject) => refused(start(subject, { purpose: `unknown-${subject.clock.now()}` })),
  },
  {
    id: 'FL-9',
    profile: 'OURS',
    title: 'a body that is not JSON is refused',
    run: (subject) => refused(start(subject, 'purpose=report_move')),
  },
  {
    id: 'B9',
    profile: 'OURS',
    title: 'a start with a result that is not genuine is refused',
    async run(subject) {
      const [head, ...rest] = (await genuineResult(subject)).split('.')
      return refused(
        start(subject, { purpose: subject.purpose, auth_result: [head, ...rest.reverse()].join('.') }),
      )
    },
  },
  {
    id: 'B10',
    profile: 'OURS',
    title: 'the start is not to be had where browsers come',
    async run(subject) {
      const { json } = await start(subject, { purpose: subject.purpose })
      const client = new URL(String(json?.['client_url']))
      if (client.protocol === 'tel:') return notApplicable('client_url is a telephone number')
      if (client.origin === new URL(subject.url).origin)
        return notApplicable('one listener for components and browsers')
      return refused(
        send(
          'POST',
          `${client.origin}${new URL(subject.url).pathname}/start_communication`,
          'application/json',
          JSON.stringify({ purpose: subject.purpose }),
        ),
      )
    },
  },
]

async function refused(sent: ReturnType<typeof send>) {
  const { status, json } = await sent
  if (status < 400) return failed(`status ${status}`)
  return json && 'client_url' in json ? failed('an error with a client_url') : passed
}
