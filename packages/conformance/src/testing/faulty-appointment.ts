import type { Fault } from './faults.ts'

type Attributes = Readonly<Record<string, string>>

/** An appointment that was booked in a conversation, and who may come to its meeting. */
export class FaultyAppointment {
  readonly #person: string | undefined
  readonly #booking: Attributes
  readonly #identifying: string
  readonly #has: (fault: Fault) => boolean
  #proven = false
  #blocked = false
  /** The citizen has come to the meeting. */
  met = false

  /**
   * @param booking what was known of who booked
   * @param identifying the attribute by which that person is known again
   */
  constructor(booking: Attributes, identifying: string, has: (fault: Fault) => boolean) {
    this.#person = booking[identifying]
    this.#booking = booking
    this.#identifying = identifying
    this.#has = has
  }

  /** Whether the browser that owns the conversation may come to the meeting now. */
  get isOpen(): boolean {
    return (this.#proven || this.#has('meeting_without_authentication')) && !this.#blocked
  }

  /** Nobody authenticated. */
  failed(): void {
    if (this.#has('failed_blocks_meeting')) this.#blocked = true
  }

  /**
   * Somebody authenticated.
   *
   * @returns who agents see at the meeting; undefined for somebody whose appointment it is not
   */
  prove(attributes: Attributes): Attributes | undefined {
    const same = this.#person !== undefined && attributes[this.#identifying] === this.#person
    if (!same && !this.#has('meeting_for_anybody')) {
      if (this.#has('stranger_blocks_meeting')) this.#blocked = true
      return undefined
    }
    this.#proven = true
    return this.#has('old_attributes_at_meeting') ? this.#booking : attributes
  }
}
