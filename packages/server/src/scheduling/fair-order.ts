/**
 * The order in which agents are tried for an appointment: who has the least to do first, then whose last booking
 * is longest ago (never: before all others), then by id. The same whatever the order in which they are given.
 *
 * @param load by agent: appointments that they have; 0 where none is given
 * @param lastBooked by agent: when somebody last booked them, milliseconds since 1970
 */
export function fairOrder(
  agents: readonly string[],
  load: ReadonlyMap<string, number>,
  lastBooked: ReadonlyMap<string, number>,
): string[] {
  return agents.toSorted(
    (a, b) =>
      compare(load.get(a) ?? 0, load.get(b) ?? 0) ||
      compare(lastBooked.get(a) ?? -Infinity, lastBooked.get(b) ?? -Infinity) ||
      compare(a, b),
  )
}

function compare<T extends string | number>(a: T, b: T): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
