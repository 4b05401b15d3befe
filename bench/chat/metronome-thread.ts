// The thread of `metronome.ts`: sleeps to the microsecond, which timers of the event loop do not (a millisecond
// of lateness would be in the figures of both sides, and make their ratio look better than it is).
import { parentPort, workerData } from 'node:worker_threads'
import { monotonic } from './monotonic.ts'

const { start, interval, count }: { start: number; interval: number; count: number } = workerData
const never = new Int32Array(new SharedArrayBuffer(4))

for (let beat = 0; beat < count; beat += 1) {
  const wait = start + beat * interval - monotonic()
  if (wait > 0) Atomics.wait(never, 0, 0, wait)
  parentPort?.postMessage(beat)
}
