// A room that one can see into at once. The ceiling stops the file that everybody adds to; the median and the
// 95th percentile stop the house from drifting there together. Tests are apart: a table of cases may be long.
import { packageFiles } from '../source/place.ts'
import type { Repository } from '../source/repository.ts'
import type { Check, Finding } from './check.ts'

const MEDIAN = 90
const P95 = 300
const CEILING = 450

export const sizes: Check = {
  name: 'sizes',
  rule: `source files are small: median ${MEDIAN}, 95th percentile ${P95}, at most ${CEILING} lines`,
  find: (repository) => [
    ...[...linesByFile(repository)]
      .filter(([, lines]) => lines > CEILING)
      .map(([file, lines]): Finding => ({ file, message: `${lines} lines, at most ${CEILING}` })),
    ...measureSizes(repository).flatMap(({ room, median, p95 }): Finding[] => [
      ...(median > MEDIAN
        ? [{ file: `packages/${room}`, message: `median ${median}, at most ${MEDIAN}` }]
        : []),
      ...(p95 > P95 ? [{ file: `packages/${room}`, message: `95th percentile ${p95}, at most ${P95}` }] : []),
    ]),
  ],
}

/** Lines per file of one package. */
export interface RoomSizes {
  readonly room: string
  readonly files: number
  readonly median: number
  readonly p95: number
  readonly largest: number
}

/** The figures for the report that `tools/check.ts` prints. */
export function measureSizes(repository: Repository): RoomSizes[] {
  const rooms = Map.groupBy(linesByFile(repository), ([file]) => file.split('/')[1] ?? '')
  return [...rooms].map(([room, files]) => {
    const lines = files.map(([, count]) => count).sort((a, b) => a - b)
    return {
      room,
      files: lines.length,
      median: quantile(lines, 0.5),
      p95: quantile(lines, 0.95),
      largest: lines.at(-1) ?? 0,
    }
  })
}

function linesByFile(repository: Repository): Map<string, number> {
  const files = packageFiles(repository.paths).filter(({ place }) => !place.forTests)
  return new Map(files.map(({ file }) => [file, repository.read(file).trimEnd().split('\n').length]))
}

function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}
