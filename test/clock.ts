import type { Clock } from "../src/vocabulary/system.ts"

export type FakeClock = Clock & {
  /** Lets time pass: every wait that ends within it ends at its own moment, one after the other. */
  advance(duration: Temporal.DurationLike): Promise<void>
  /** Puts the hands of the clock, forward or back, as a person or a time server does; waits go on as if it had not. */
  set(instant: string): void
}

type Waiting = { readonly at: number; readonly end: () => void }

/** A clock that stands still until a test moves it. Waiting for nothing ends at once. */
export function createFakeClock(start: string): FakeClock {
  let passed = 0
  let shown = Temporal.Instant.from(start)
  const waiting = new Set<Waiting>()

  function pass(ms: number): void {
    passed += ms
    shown = shown.add({ milliseconds: ms })
  }

  return {
    now: () => shown,
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        if (ms <= 0) return resolve()
        const entry: Waiting = {
          at: passed + ms,
          end: () => {
            waiting.delete(entry)
            resolve()
          },
        }
        waiting.add(entry)
        signal?.addEventListener("abort", () => waiting.delete(entry) && reject(signal.reason))
      }),
    async advance(duration) {
      const end = passed + Temporal.Duration.from(duration).total("milliseconds")
      await settled()
      while (true) {
        const [next] = [...waiting].toSorted((one, other) => one.at - other.at)
        if (next === undefined || next.at > end) break
        pass(next.at - passed)
        next.end()
        await settled()
      }
      pass(end - passed)
      await settled()
    },
    set: (instant) => {
      shown = Temporal.Instant.from(instant)
    },
  }
}

/** Lets everything run that needs no time to pass. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
}
