/** A map that forgets its oldest entry when it is full, so that nobody can fill the memory. */
export class BoundedMap<V> {
  readonly #entries = new Map<string, V>()
  readonly #limit: number
  #changes = 0

  /** @param limit the most entries that are kept. */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** How often something was set or deleted: a number that never comes back. */
  get changes(): number {
    return this.#changes
  }

  get(key: string): V | undefined {
    return this.#entries.get(key)
  }

  set(key: string, value: V): void {
    this.#changes += 1
    this.#entries.set(key, value)
    const [oldest] = this.#entries.keys()
    if (this.#entries.size > this.#limit && oldest !== undefined) this.#entries.delete(oldest)
  }

  delete(key: string): void {
    this.#changes += 1
    this.#entries.delete(key)
  }

  /** The values, newest first. */
  newestFirst(): readonly V[] {
    return [...this.#entries.values()].reverse()
  }
}
