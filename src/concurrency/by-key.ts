/** Work that must not run twice at once for the same thing: queued, shared, or only the latest. */

export type Queues = {
  /** Runs work after everything that was queued under its key. Work that fails delays nothing behind it. */
  run<T>(key: string, work: () => Promise<T>): Promise<T>
  /** Ends when nothing is queued. */
  idle(): Promise<void>
}

/** One piece of work at a time by key, in the order in which it came. */
export function createQueues(): Queues {
  const last = new Map<string, Promise<unknown>>()
  return {
    run(key, work) {
      const next = (last.get(key) ?? Promise.resolve()).then(work, work)
      last.set(key, next)
      const forget = () => {
        if (last.get(key) === next) last.delete(key)
      }
      next.then(forget, forget)
      return next
    },
    async idle() {
      while (last.size > 0) await Promise.allSettled(last.values())
    },
  }
}

/** Runs work once for everybody who asks for its key while it runs, and gives each the one outcome. Keeps nothing after. */
export function createShared<T>(): (key: string, work: () => Promise<T>) => Promise<T> {
  const running = new Map<string, Promise<T>>()
  return (key, work) => {
    const known = running.get(key)
    if (known !== undefined) return known
    const started = work().finally(() => running.delete(key))
    running.set(key, started)
    return started
  }
}

export type LatestOnly = {
  run(key: string, work: () => Promise<void>): void
  idle(): Promise<void>
}

/**
 * Runs work by key, one run at a time. Asked again while it runs, it runs once more, however often it was asked, because
 * only the last state counts. The work must not throw.
 */
export function createLatestOnly(): LatestOnly {
  const running = new Map<string, Promise<void>>()
  const again = new Map<string, () => Promise<void>>()

  async function untilDone(key: string, first: () => Promise<void>): Promise<void> {
    for (let work: (() => Promise<void>) | undefined = first; work; work = again.get(key)) {
      again.delete(key)
      await work()
    }
    running.delete(key)
  }

  return {
    run(key, work) {
      if (running.has(key)) again.set(key, work)
      else running.set(key, untilDone(key, work))
    },
    async idle() {
      while (running.size > 0) await Promise.all(running.values())
    },
  }
}
