/**
 * The middle of the values; of an even number of them, the mean of the two in the middle.
 *
 * @param values in any order; not changed
 * @throws {RangeError} without values
 */
export function median(values: Iterable<number>): number {
  const sorted = Float64Array.from(values).sort()
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]
  if (upper === undefined || lower === undefined) throw new RangeError('no values')
  return (lower + upper) / 2
}
