export type BoundedMap<K, V> = {
  get(key: K): V | undefined
  has(key: K): boolean
  /** Beyond the bound, drops the entry that was set longest ago. */
  set(key: K, value: V): void
  delete(key: K): void
  readonly size: number
}

/** A map that holds the `most` entries that were set last. Reading an entry does not keep it: set it again for that. */
export function createBoundedMap<K, V>(most: number): BoundedMap<K, V> {
  // A Map keeps its keys in order of insertion. Going on from where the last one was dropped, rather than from the beginning,
  // passes over no place that is empty already.
  const entries = new Map<K, V>()
  const oldest = entries.keys()
  return {
    get: (key) => entries.get(key),
    has: (key) => entries.has(key),
    set(key, value) {
      entries.delete(key)
      entries.set(key, value)
      while (entries.size > most) entries.delete(oldest.next().value as K)
    },
    delete: (key) => void entries.delete(key),
    get size() {
      return entries.size
    },
  }
}
