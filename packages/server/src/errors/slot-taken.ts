import { BalieError } from './balie-error.ts'

/** SLOT_TAKEN, with the next time that is free. */
export class SlotTaken extends BalieError {
  override readonly name = 'SlotTaken'
  /** Milliseconds since 1970. Undefined where there is none. */
  readonly next: number | undefined

  constructor(detail: string, next: number | undefined) {
    super('SLOT_TAKEN', detail)
    this.next = next
  }
}
