import type { Outbox } from '../ports/outbox.ts'

/**
 * An outbox in this process, gone when it ends: for tests, examples and trying out. The jobs for one session URL run one
 * after the other; a logout is tried again after a second, then twice as long each time, for a day.
 *
 * @param report told of each failure
 */
export function createMemoryOutbox(report: (cause: unknown) => void): Outbox {
  const lines = new Map<string, Promise<void>>()
  const waiting = new Set<string>()

  async function attempt(deliver: () => Promise<void>, pause: number, triesAgain: boolean): Promise<void> {
    try {
      await deliver()
    } catch (cause) {
      report(cause)
      if (!triesAgain || pause > 12 * 60 * 60_000) return
      await new Promise<void>((done) => setTimeout(done, pause).unref())
      await attempt(deliver, pause * 2, triesAgain)
    }
  }

  return {
    async add(job, deliver) {
      const key = JSON.stringify(job)
      if (waiting.has(key)) return
      waiting.add(key)
      const place = `${job.session} ${job.url}`
      const before = lines.get(place) ?? Promise.resolve()
      const line = before.then(() => {
        // From now on the same job is a new one: what it tells may have happened after this one set out.
        waiting.delete(key)
        return attempt(deliver, 1000, job.update === 'logout')
      })
      lines.set(place, line)
      void line.finally(() => {
        if (lines.get(place) === line) lines.delete(place)
      })
    },
  }
}
