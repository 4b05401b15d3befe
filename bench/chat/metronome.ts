import { Worker } from 'node:worker_threads'
import { monotonic } from './monotonic.ts'

/** Beats at fixed moments, whatever happens meanwhile. */
export interface Beats {
  /** Per second. */
  readonly rate: number
  readonly count: number
  /** Called for each beat, as near its moment as this thread is free. Must not throw. */
  readonly onBeat: (beat: number, moment: number) => void
}

/** Time to start the thread, milliseconds. */
const RUN_UP = 200

/**
 * Beats from a thread that does nothing else, and returns after the last beat. A beat that is late does not
 * delay the next: moments are set beforehand (no coordinated omission).
 */
export async function beat({ rate, count, onBeat }: Beats): Promise<void> {
  const start = monotonic() + RUN_UP
  const interval = 1000 / rate
  const worker = new Worker(new URL('./metronome-thread.ts', import.meta.url), {
    workerData: { start, interval, count },
  })
  await new Promise<void>((resolve, reject) => {
    worker.on('message', (index: number) => onBeat(index, start + index * interval))
    worker.once('error', reject).once('exit', () => resolve())
  })
}
