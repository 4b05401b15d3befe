/** How much room a gap of the day gets. */
export type GapSize = 'small' | 'middle' | 'large'

const hour = 3_600_000

/** Up to an hour, up to two, longer. */
export function gapSize({ starts, ends }: { starts: number; ends: number }): GapSize {
  const length = ends - starts
  if (length <= hour) return 'small'
  return length <= 2 * hour ? 'middle' : 'large'
}
