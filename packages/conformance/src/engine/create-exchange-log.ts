import type { Answer } from './answer.ts'
import type { Exchange, ExchangeLog } from './exchange-log.ts'

const BODY_SHOWN = 300
const KEPT = 60

/** A log for one case. Keeps the last sixty entries: a flood of requests would say no more. */
export function createExchangeLog(): ExchangeLog {
  const exchanges: Exchange[] = []
  const add = (exchange: Exchange) => {
    // What is asked until it changes: once is enough.
    const again = exchanges
      .slice(-4)
      .some(({ sent, came }) => sent === exchange.sent && came === exchange.came)
    if (again) return
    if (exchanges.length === KEPT) exchanges.shift()
    exchanges.push(exchange)
  }
  return {
    exchanges,
    note: (sent, answer) => add({ sent: shorten(sent), came: describe(answer) }),
    say: (text) => add({ sent: shorten(text), came: '' }),
  }
}

function describe({ status, headers, text, location }: Answer): string {
  if (status === 0) return `no answer: ${text}`
  const type = headers.get('content-type')
  return shorten(
    [String(status), location && `location: ${location}`, type, text.trim().slice(0, BODY_SHOWN)]
      .filter(Boolean)
      .join(' | '),
  )
}

/** Tokens (three or five long parts with dots) are shortened: they hold what somebody shared. */
export function shorten(text: string): string {
  return text
    .replace(
      /(?<![\w-])([\w-]{12})[\w-]{8,}((?:\.[\w-]*){2,4})/g,
      (whole, head: string) => `${head}…(token of ${whole.length})`,
    )
    .replace(/-----BEGIN [\s\S]*?-----END [^-]*-----/g, '(a key)')
}
