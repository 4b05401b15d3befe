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
  return new Work(work, report)
}

/** A class, as each page that is open has some of these: it has no functions of its own. */
class Work implements CoalescedWork {
  readonly #work: () => Promise<void>
  readonly #report: (cause: unknown) => void
  #running: Promise<void> | undefined
  #isAsked = false
  #hasFailed = false

  constructor(work: () => Promise<void>, report: (cause: unknown) => void) {
    this.#work = work
    this.#report = report
  }

  ask(): void {
    this.#isAsked = true
    this.#running ??= this.#run()
  }

  retry(): void {
    if (this.#hasFailed) this.ask()
  }

  idle(): Promise<void> {
    return this.#running ?? Promise.resolve()
  }

  async #run(): Promise<void> {
    const work = this.#work
    const report = this.#report
    while (this.#isAsked) {
      this.#isAsked = false
      try {
        await work()
        this.#hasFailed = false
      } catch (cause) {
        if (!this.#hasFailed) report(cause)
        this.#hasFailed = true
      }
    }
    this.#running = undefined
  }
}
