import autocannon, { type Options, type Result } from 'autocannon'

/** One POST. */
export interface Post {
  readonly path: string
  readonly body: string
}

/** What is posted, and how much of it. */
export interface Load {
  readonly url: string
  readonly contentType: string
  /** The same every time, or asked for each time: then exactly `amount` are asked for. */
  readonly post: Post | (() => Post)
  readonly until: { readonly amount: number } | { readonly seconds: number }
}

/** Connections, each with one request under way. */
export const CONNECTIONS = 32

/**
 * Posts over `CONNECTIONS` connections and counts what is answered.
 *
 * @returns answers per second, from the start to the last answer
 * @throws {Error} when an answer is not 2xx, or none comes
 */
export async function measureRate(load: Load): Promise<number> {
  const begun = performance.now()
  let answers = 0
  let last = begun
  const result = await fire(load, () => {
    answers += 1
    last = performance.now()
  })
  if (result.non2xx > 0 || result.errors > 0) {
    const codes = Object.entries(result.statusCodeStats ?? {}).map(
      ([code, { count }]) => `${count} times ${code}`,
    )
    throw new Error(`${load.url} answered ${codes.join(', ')}; ${result.errors} connection errors`)
  }
  if (answers === 0) throw new Error(`${load.url} did not answer`)
  return (answers / (last - begun)) * 1000
}

function fire({ url, contentType, post, until }: Load, answered: () => void): Promise<Result> {
  const options: Options = {
    url,
    method: 'POST',
    connections: CONNECTIONS,
    headers: { 'content-type': contentType },
    requests: [
      typeof post === 'function'
        ? { setupRequest: (request) => Object.assign(request, post()) }
        : { ...post },
    ],
    // Not a second: that is how late it notices that it is done.
    sampleInt: 50,
    ...('amount' in until ? { amount: until.amount } : { duration: until.seconds }),
  }
  return new Promise((resolve, reject) => {
    // Only the form with a callback gives something that can be listened to.
    autocannon(options, (error, result) => (error ? reject(error) : resolve(result))).on('response', answered)
  })
}
