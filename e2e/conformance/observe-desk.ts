// For `--observe` of the conformance kit: what an agent of Balie sees, who takes whatever waits and opens whatever
// is masked. A paragraph for each conversation, with its handle.
import type { ConversationDetail, ConversationSummary, RevealedAttribute } from '@balie/desk-api'
import { paths } from '../../packages/desk-api/src/paths.ts'
import { type DeskClient, openDesk } from './desk-client.ts'

const AT_ONCE = 8
/** Milliseconds: what ended before that is not looked at again and again. */
const ENDED_LATELY = 10_000

const desk = await openDesk()
const listed = (await desk.get<ConversationSummary[]>(paths.conversations)) ?? []
const queue = listed.filter(({ state, since }) => state !== 'ended' || since > Date.now() - ENDED_LATELY)
const paragraphs: string[] = []
async function work(): Promise<void> {
  for (let row = queue.shift(); row; row = queue.shift()) paragraphs.push(await describe(desk, row))
}
await Promise.all(Array.from({ length: AT_ONCE }, work))
process.stdout.write(`${paragraphs.join('\n\n')}\n`)

async function describe(desk: DeskClient, { id, state }: ConversationSummary): Promise<string> {
  if (state === 'waiting') await desk.post(paths.take, { id })
  const detail = await desk.get<ConversationDetail>(paths.conversation, { id })
  if (detail === undefined) return `conversation ${id}: another agent's, or over`
  const { summary, identity, authentication } = detail
  const attributes = await Promise.all(
    identity.attributes.map(async ({ tag, value, sensitive }) => {
      const opened = sensitive ? await desk.post<RevealedAttribute>(paths.reveal, { id }, { tag }) : undefined
      return `${tag} = ${value ?? opened?.value ?? '(closed)'}`
    }),
  )
  return [
    `conversation ${id}: ${summary.state}`,
    `identity: ${identity.state}`,
    `authentication: ${authentication.state}`,
    ...identity.alerts.map(({ tag }) => `alert: ${tag}`),
    ...attributes,
  ].join('\n')
}
