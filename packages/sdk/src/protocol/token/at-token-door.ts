import type { ErrorCode } from '../../errors/catalogue.ts'
import { IdContactError } from '../../errors/id-contact-error.ts'
import { TokenRefused } from './token-refused.ts'

/**
 * Runs a verification so that whatever goes wrong in it leaves as the one given error (threat T11): no input
 * can make the caller answer with a 5xx. The detail says which step it was.
 */
export async function atTokenDoor<T>(code: ErrorCode, verify: () => Promise<T>): Promise<T> {
  try {
    return await verify()
  } catch (error) {
    if (error instanceof IdContactError && error.code === code) throw error
    if (error instanceof TokenRefused) throw new IdContactError(code, error.message)
    const name = error instanceof Error ? error.name : typeof error
    throw new IdContactError(code, `an unexpected ${name} while verifying`, { cause: error })
  }
}
