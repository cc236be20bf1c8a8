/** Discord delivers an event twice now and then: the second is known by its id. */

/** Copies follow within seconds; this many events take longer even on a large bot. */
const remembered = 10_000

/** Says whether an id comes for the first time. */
export function createOnlyOnce(): (id: string) => boolean {
  const known = new Set<string>()
  return (id) => {
    if (known.has(id)) return false
    known.add(id)
    const [oldest] = known
    if (known.size > remembered && oldest !== undefined) known.delete(oldest)
    return true
  }
}
