/** What a server says about how often it may be asked. */

/** How long to wait, from `Retry-After` (seconds or a date) or an exhausted `RateLimit`; undefined without either. */
export function waitAsked(headers: Headers, now: Temporal.Instant): number | undefined {
  return retryAfterMs(headers.get("retry-after"), now) ?? exhaustedMs(headers.get("ratelimit"))
}

/** Until when nothing is left, of `RateLimit: "api";r=0;t=42`; undefined while something is. */
export function exhaustedMs(rateLimit: string | null): number | undefined {
  const waits = (rateLimit ?? "").split(",").flatMap((item) => {
    const [remaining, seconds] = [parameter(item, "r"), parameter(item, "t")]
    return remaining === 0 && seconds !== undefined ? [seconds * 1000] : []
  })
  return waits.length > 0 ? Math.max(...waits) : undefined
}

/** The quota of `RateLimit-Policy: "fixed window";"api";q=500;w=300`. */
export function quotaOf(
  policy: string | null,
): { readonly requests: number; readonly perMs: number } | undefined {
  const [requests, seconds] = [parameter(policy ?? "", "q"), parameter(policy ?? "", "w")]
  return requests && seconds ? { requests, perMs: seconds * 1000 } : undefined
}

function retryAfterMs(header: string | null, now: Temporal.Instant): number | undefined {
  const text = header?.trim() ?? ""
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000
  const date = Date.parse(text)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.epochMilliseconds)
}

function parameter(item: string, name: string): number | undefined {
  const digits = item.match(new RegExp(`;\\s*${name}=(\\d{1,9})`))?.[1]
  return digits === undefined ? undefined : Number(digits)
}
