/** What goes wrong on purpose with the next requests. */
export type Fault =
  | { readonly kind: "429"; readonly scope: "user" | "global" | "shared"; readonly retryAfterMs: number }
  /** Answers an error; `after` has applied the request all the same. */
  | { readonly kind: "error"; readonly status: number; readonly when: "before" | "after" }
  /** Answers a refusal in Discord's JSON, such as 50013. */
  | { readonly kind: "refusal"; readonly code: number }
  /** Breaks the connection without an answer. */
  | { readonly kind: "reset"; readonly when: "before" | "after" }
  /** Never answers. */
  | { readonly kind: "hang"; readonly when: "before" | "after" }
  /** Answers late. */
  | { readonly kind: "delay"; readonly ms: number }

export type Matching = {
  readonly method?: string
  /** A piece of the path: `/messages`, or the contract's own form: `/channels/{channel_id}/messages`. */
  readonly path?: string | RegExp
}

export type Faults = {
  /** The next `times` requests that match fare so. Faults that were set first come first. */
  next(fault: Fault, matching?: Matching, times?: number): void
  take(method: string, path: string, template: string): Fault | undefined
  clear(): void
}

export function createFaults(): Faults {
  let waiting: { fault: Fault; matching: Matching; left: number }[] = []
  return {
    next: (fault, matching = {}, times = 1) => void waiting.push({ fault, matching, left: times }),
    take(method, path, template) {
      const found = waiting.find(({ matching }) => fits(matching, method, path, template))
      if (!found) return undefined
      found.left -= 1
      waiting = waiting.filter(({ left }) => left > 0)
      return found.fault
    },
    clear() {
      waiting = []
    },
  }
}

function fits(matching: Matching, method: string, path: string, template: string): boolean {
  if (matching.method !== undefined && matching.method !== method) return false
  if (matching.path === undefined) return true
  if (typeof matching.path === "string") return template === matching.path || path.includes(matching.path)
  return matching.path.test(path)
}
