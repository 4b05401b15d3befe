/**
 * The smallest of the values below or at which `percent` of all values lie (nearest rank): always one that was
 * measured, never one in between.
 *
 * @param values in any order; not changed
 * @param percent above 0, at most 100
 * @throws {RangeError} without values, or with a percentage outside that range
 */
export function percentile(values: Iterable<number>, percent: number): number {
  const sorted = Float64Array.from(values).sort()
  if (!(percent > 0 && percent <= 100)) throw new RangeError('a percentage is above 0 and at most 100')
  // A hair less, because 0.99 * 100 / 100 * 100 is not always 99 in floating point.
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length - 1e-9))
  const value = sorted[rank - 1]
  if (value === undefined) throw new RangeError('no values')
  return value
}
