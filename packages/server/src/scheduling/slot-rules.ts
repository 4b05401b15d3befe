/** What slots of a purpose are like. In minutes, unless it says otherwise. */
export interface SlotRules {
  /** At least 1. */
  readonly duration: number
  /** Kept free before a slot; may lie outside the working hours. */
  readonly before: number
  /** Kept free after a slot; may lie outside the working hours. */
  readonly after: number
  /** Slots begin at local times of day that are multiples of this, counted from midnight. At least 1. */
  readonly every: number
  /** From now to the first slot, at least. */
  readonly shortestNotice: number
  /** The last local day on which a slot may begin is today plus so many days. */
  readonly horizonDays: number
  /** Most of the purpose on a local day, by when they begin. 0: no limit. */
  readonly mostPerDay: number
}
