import { IdContactError } from '../errors/id-contact-error.ts'
import { takeResult } from '../protocol/landing/take-result.ts'
import type { Settings } from '../settings.ts'

/** The result in the query of a browser that arrives. One that cannot be read is reported, and stops nobody (AR-2). */
export function carriedResult(settings: Settings, query: URLSearchParams): string | undefined {
  try {
    return takeResult(query)
  } catch (cause) {
    if (!(cause instanceof IdContactError)) throw cause
    settings.report(cause)
    return undefined
  }
}
