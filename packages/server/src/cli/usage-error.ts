/** The words on the command line cannot be used: exit code 2. The message is a sentence for the person. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
