/** Waits until the signal says to stop. */
export async function untilStopped(stop: AbortSignal): Promise<void> {
  if (stop.aborted) return
  await new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }))
}
