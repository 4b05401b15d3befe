import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where a process says what it holds. */
export const keptFile = (pid: number): string => join(tmpdir(), `balie-bench-kept-${pid}`)
