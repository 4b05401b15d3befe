/** A stretch of time, half-open; milliseconds since 1970. One that ends where it begins, or before, is empty. */
export interface Range {
  readonly from: number
  readonly until: number
}

/** The same instants in as few ranges as possible: sorted, none empty, no two that touch. */
export function mergeRanges(ranges: readonly Range[]): Range[] {
  const merged: Range[] = []
  for (const { from, until } of ranges.filter(isSome).sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last === undefined || last.until < from) merged.push({ from, until })
    else if (last.until < until) merged[merged.length - 1] = { from: last.from, until }
  }
  return merged
}

/** The instants of `ranges` that are in none of `without`, merged. */
export function withoutRanges(ranges: readonly Range[], without: readonly Range[]): Range[] {
  const holes = mergeRanges(without)
  const left: Range[] = []
  let next = 0
  for (const { from, until } of mergeRanges(ranges)) {
    let at = from
    // A hole may reach over more ranges than one, so only those that are behind are passed for good.
    while ((holes[next]?.until ?? Infinity) <= from) next += 1
    for (let i = next; i < holes.length; i += 1) {
      const hole = holes[i]
      if (hole === undefined || hole.from >= until) break
      if (hole.from > at) left.push({ from: at, until: hole.from })
      at = hole.until
    }
    if (at < until) left.push({ from: at, until })
  }
  return left
}

/** What two ranges have in common; undefined where that is nothing. */
export function commonRange(a: Range, b: Range): Range | undefined {
  const common = { from: Math.max(a.from, b.from), until: Math.min(a.until, b.until) }
  return isSome(common) ? common : undefined
}

function isSome({ from, until }: Range): boolean {
  return from < until
}
