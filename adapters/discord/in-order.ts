/** Work on one thing in the order in which it came: of two events that follow each other fast, the later one counts. */

export type InOrder = <T>(key: string, work: () => Promise<T>) => Promise<T>

/** Queues by key. A piece of work that fails holds up none behind it. */
export function createInOrder(): InOrder {
  const last = new Map<string, Promise<unknown>>()
  return (key, work) => {
    const next = (last.get(key) ?? Promise.resolve()).then(work, work)
    last.set(key, next)
    const forget = () => {
      if (last.get(key) === next) last.delete(key)
    }
    next.then(forget, forget)
    return next
  }
}
