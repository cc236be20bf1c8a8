/** Doing something again and again. */
import type { Clock } from "../vocabulary/system.ts"

export type Polling = {
  readonly clock: Pick<Clock, "wait">
  /** From the end of one run to the start of the next. */
  readonly everyMs: number
  /** Ends the polling; a run in progress is waited for. */
  readonly signal: AbortSignal
  /** Told of a run that failed; the next one comes all the same. */
  readonly failed: (error: unknown) => void
}

/**
 * Runs `work` every `everyMs`, never twice at once, first after one such wait, until the signal. The wait is the clock's
 * timer, which is monotonic: setting the machine's time neither delays a run nor repeats one. Never throws.
 */
export async function poll(
  work: () => Promise<void>,
  { clock, everyMs, signal, failed }: Polling,
): Promise<void> {
  while (!signal.aborted) {
    await clock.wait(everyMs, signal).catch(() => undefined)
    if (signal.aborted) return
    await work().catch(failed)
  }
}
