import { jsonAnswer, type Route } from '../route.ts'
import { receiveAuthResult } from './receive-auth-result.ts'

/** `POST {method}/attr/{secret}`, from the authentication plugin or the core's shim: the attr URL. */
export const attrRoute: Route = Object.freeze<Route>({
  listener: 'internal',
  method: 'POST',
  path: '/attr/:secret',
  async handle(settings, { parameters, body }) {
    await receiveAuthResult(settings, parameters['secret'] ?? '', body.trim())
    return jsonAnswer(200, { received: true })
  },
})
