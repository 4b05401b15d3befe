/**
 * @param {number} milliseconds
 * @returns {string} as a person says it: `0.4 s`, `12 s`, `2 min 5 s`
 */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  if (seconds < 59.5) return `${Math.round(seconds)} s`
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/** @param {string} text */
export function say(text) {
  process.stdout.write(`${text}\n`)
}

/**
 * Says what is being done, how long it has taken so far, and that it is done. On a terminal the time counts
 * in place; elsewhere (a log) there is a line every half minute.
 *
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function whileSaying(what, work) {
  const began = Date.now()
  const terminal = process.stdout.isTTY === true
  const elapsed = () => duration(Date.now() - began)
  if (terminal) process.stdout.write(`${what} ...`)
  else say(`${what} ...`)
  const ticking = setInterval(
    () =>
      terminal ? process.stdout.write(`\r${what} ... ${elapsed()}  `) : say(`  still busy (${elapsed()})`),
    terminal ? 1000 : 30_000,
  )
  try {
    const result = await work()
    if (terminal) process.stdout.write(`\r${what}: done in ${elapsed()}  \n`)
    else say(`  done in ${elapsed()}`)
    return result
  } catch (error) {
    if (terminal) process.stdout.write('\n')
    throw error
  } finally {
    clearInterval(ticking)
  }
}
