const values = new WeakMap<Secret<unknown>, unknown>()

/**
 * A value that cannot be printed by accident: in a log line, a template string, JSON or an inspector it
 * shows as its name. Attribute values, session URLs and keys live in it (threat P1).
 *
 * @example
 * const token = new Secret('api token', text)
 * `${token}`      // "[api token]"
 * token.reveal()  // text
 */
export class Secret<T> {
  readonly name: string

  /** @param name what the value is, for people; never derived from the value. */
  constructor(name: string, value: T) {
    this.name = name
    values.set(this, value)
  }

  /** The value itself. Call it where the value is used, not earlier. */
  reveal(): T {
    return values.get(this) as T
  }

  toString(): string {
    return `[${this.name}]`
  }

  toJSON(): string {
    return this.toString()
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

/** The value of what may or may not be a secret. */
export function reveal<T>(value: T | Secret<T>): T {
  return value instanceof Secret ? value.reveal() : value
}
