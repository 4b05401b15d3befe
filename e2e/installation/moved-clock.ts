// Loaded into a component before anything else (`node --import`): its clock is as many milliseconds ahead as the file
// that BALIE_TEST_CLOCK names says, from one moment to the next. The component itself knows nothing of it.
import { readFileSync } from 'node:fs'
import { ServerResponse } from 'node:http'

const file = process.env['BALIE_TEST_CLOCK'] ?? ''
const Real = globalThis.Date

function offset(): number {
  return Number(readFileSync(file, 'utf8'))
}

const now = () => Real.now() + offset()

globalThis.Date = new Proxy(Real, {
  construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made),
  apply: () => new Real(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
})

// Node writes the Date header by a clock of its own; pages learn the server's time from it.
const writeHead = ServerResponse.prototype.writeHead as (
  this: ServerResponse,
  ...given: unknown[]
) => ServerResponse
Object.assign(ServerResponse.prototype, {
  writeHead(this: ServerResponse, ...given: unknown[]) {
    if (!this.headersSent && !this.hasHeader('date')) this.setHeader('date', new Date().toUTCString())
    return writeHead.apply(this, given)
  },
})
