/**
 * Runs work by key, one run of a key at a time. Asked again while it runs, it runs once more afterwards, however often
 * it was asked: what counts is the state that the last run sees. The work must not throw.
 */
export function createLatestOnly(): {
  run(key: string, work: () => Promise<void>): void
  idle(): Promise<void>
} {
  const running = new Map<string, Promise<void>>()
  const again = new Set<string>()

  function run(key: string, work: () => Promise<void>): void {
    if (running.has(key)) again.add(key)
    else running.set(key, untilDone(key, work))
  }

  async function untilDone(key: string, work: () => Promise<void>): Promise<void> {
    do {
      again.delete(key)
      await work()
    } while (again.has(key))
    running.delete(key)
  }

  async function idle(): Promise<void> {
    while (running.size > 0) await Promise.all(running.values())
  }

  return { run, idle }
}
