import { IdContactError } from '../errors/id-contact-error.ts'
import { jsonAnswer, type Route } from '../route.ts'
import { startCommunication } from './start-communication.ts'

/** `POST {method}/start_communication`, from the core. */
export const startRoute: Route = Object.freeze<Route>({
  listener: 'internal',
  method: 'POST',
  path: '/start_communication',
  async handle(settings, { body }) {
    return jsonAnswer(200, await startCommunication(settings, parseJson(body)))
  },
})

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new IdContactError('BODY_INVALID', 'the body of start_communication is not JSON')
  }
}
