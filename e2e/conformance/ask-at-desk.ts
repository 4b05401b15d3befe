// For `--agent-asks` of the conformance kit: an agent of Balie asks the citizen of a conversation to authenticate.
import { paths } from '../../packages/desk-api/src/paths.ts'
import { openDesk } from './desk-client.ts'

const id = process.env['CONFORMANCE_HANDLE'] ?? ''
const desk = await openDesk()
await desk.post(paths.take, { id })
if ((await desk.post(paths.askAuthentication, { id })) === undefined) throw new Error('asking is refused')
