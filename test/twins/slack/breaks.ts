/** What goes wrong on purpose, once each, in the order that it was asked for. */

export type Break =
  | { readonly kind: "rate-limited"; readonly retryAfter: number }
  | { readonly kind: "error"; readonly error: string }
  /** 5xx, before or after the request took effect. */
  | { readonly kind: "server-error"; readonly when: "before" | "after" }
  | { readonly kind: "reset"; readonly when: "before" | "after" }
  /** Never answers, and does what was asked so much later. */
  | { readonly kind: "late"; readonly afterMs: number }
  /** Never answers; `after` it did what was asked. */
  | { readonly kind: "hang"; readonly when?: "after" }

export type Breaks = {
  /** The next call of a method (`chat.postMessage`) meets this. */
  next(method: string, outcome: Break): void
  take(method: string): Break | undefined
  /** How many are still to be met by a method's calls. */
  left(method: string): number
}

export function createBreaks(): Breaks {
  const waiting = new Map<string, Break[]>()
  return {
    next(method, outcome) {
      waiting.set(method, [...(waiting.get(method) ?? []), outcome])
    },
    left: (method) => waiting.get(method)?.length ?? 0,
    take(method) {
      const [first, ...rest] = waiting.get(method) ?? []
      waiting.set(method, rest)
      return first
    },
  }
}
