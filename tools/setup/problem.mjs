/**
 * Something that stops us and that a person can mend. Its message is one or two sentences that say what is
 * wrong and what to do; it is shown without a stack.
 */
export class Problem extends Error {}

/**
 * Runs a command's main function. A Problem ends it with its sentence, anything else with its stack; both
 * with exit code 1.
 *
 * @param {() => Promise<number>} main gives the exit code
 */
export async function runCommand(main) {
  try {
    process.exitCode = await main()
  } catch (error) {
    if (error instanceof Problem) console.error(`\nStopped: ${error.message}`)
    else console.error(error)
    process.exitCode = 1
  }
}
