/** How often sources may be asked: what their hosts allow, as data, and what their answers say about it. */
import type { PaceLimit } from "../concurrency/pace.ts"
import type { BackOff } from "../concurrency/retry.ts"

/** How often, and how many at a time, a group of hosts may be asked. */
export type HostLimit = PaceLimit & {
  /** As errors and the log name the source. */
  readonly name: string
  /** As people know it. */
  readonly title: string
  /** `host:port` as in a URL. All hosts of one limit share it. */
  readonly hosts: readonly string[]
  readonly backOff: BackOff
}

/** The limits of the sources under their configured base URLs. */
export function sourceLimits(baseUrls: {
  readonly huggingFace: string
  readonly arXiv: string
  readonly arXivRss: string
}): readonly HostLimit[] {
  const hostOf = (url: string) => new URL(url).host
  return [
    { ...huggingFaceLimit, hosts: [hostOf(baseUrls.huggingFace)] },
    { ...arXivLimit, hosts: [hostOf(baseUrls.arXiv), hostOf(baseUrls.arXivRss)] },
  ]
}

/** What holds for a host that no limit names. */
export function cautiousLimit(host: string): HostLimit {
  return { ...huggingFaceLimit, name: host, title: host, hosts: [host], requests: 60, perMs: 60_000 }
}

// https://huggingface.co/docs/hub/rate-limits: anonymous, 500 API calls in 5 minutes.
const huggingFaceLimit = {
  name: "huggingface",
  title: "Hugging Face",
  requests: 500,
  perMs: 300_000,
  spacingMs: 0,
  connections: 4,
  backOff: { firstMs: 1_000, mostMs: 30_000 },
}

// https://info.arxiv.org/help/api/tou.html: one request every three seconds and one connection, over all services.
// Refusals (429) happen all the same and pass after half a minute to two and a half.
const arXivLimit = {
  name: "arxiv",
  title: "arXiv",
  requests: 100,
  perMs: 300_000,
  spacingMs: 3_000,
  connections: 1,
  backOff: { firstMs: 30_000, mostMs: 150_000 },
}

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
export function quotaOf(policy: string | null): Pick<PaceLimit, "requests" | "perMs"> | undefined {
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
