import { type Clock, type Random, randomText } from '@balie/sdk'
import { CoreError } from '../errors/core-error.ts'
import { BoundedMap } from './bounded-map.ts'
import type { Outcome } from './make-result.ts'

const MOST = 100
const ID_BYTES = 16

/** A result that waits until the tester sends it. */
export interface Delivery {
  readonly id: string
  readonly askedAt: number
  readonly attrUrl: string
  readonly outcome: Outcome
}

/** The results that wait, in memory: the newest 100. They let a tester see attributes arrive late (FL-8). */
export class Deliveries {
  readonly #entries = new BoundedMap<Delivery>(MOST)
  readonly #clock: Clock
  readonly #random: Random

  constructor(clock: Clock, random: Random) {
    this.#clock = clock
    this.#random = random
  }

  keep(attrUrl: string, outcome: Outcome): Delivery {
    const delivery = { id: randomText(this.#random, ID_BYTES), askedAt: this.#clock.now(), attrUrl, outcome }
    this.#entries.set(delivery.id, delivery)
    return delivery
  }

  /** @throws DELIVERY_UNKNOWN */
  find(id: string): Delivery {
    const delivery = this.#entries.get(id)
    if (delivery === undefined) throw new CoreError('DELIVERY_UNKNOWN', 'no such delivery')
    return delivery
  }

  forget(id: string): void {
    this.#entries.delete(id)
  }

  /** A number that grows with everything that happens here. */
  get changes(): number {
    return this.#entries.changes
  }

  newestFirst(): readonly Delivery[] {
    return this.#entries.newestFirst()
  }
}
