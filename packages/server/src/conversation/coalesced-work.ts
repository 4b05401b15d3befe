/** Work that may be asked for many times and is done no more often than needed. */
export interface CoalescedWork {
  /** Has it done after this moment; asked for again while it runs, it is done once more. */
  ask(): void
  /** Asks for it again if the last time failed. */
  retry(): void
  /** When nothing is asked for any more, done or failed. */
  idle(): Promise<void>
}

/** @param report told of the first failure in a row, so that a database that is down fills no log */
export function createCoalescedWork(
  work: () => Promise<void>,
  report: (cause: unknown) => void,
): CoalescedWork {
  let running: Promise<void> | undefined
  let isAsked = false
  let hasFailed = false

  async function run(): Promise<void> {
    while (isAsked) {
      isAsked = false
      try {
        await work()
        hasFailed = false
      } catch (cause) {
        if (!hasFailed) report(cause)
        hasFailed = true
      }
    }
    running = undefined
  }

  function ask(): void {
    isAsked = true
    running ??= run()
  }

  return {
    ask,
    retry() {
      if (hasFailed) ask()
    },
    idle: () => running ?? Promise.resolve(),
  }
}
