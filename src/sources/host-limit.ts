/** What each source's hosts allow, as data. */

/** How often, and how many at a time, a group of hosts may be asked. */
export type HostLimit = {
  /** As errors and the log name the source. */
  readonly name: string
  /** As people know it. */
  readonly title: string
  /** `host:port` as in a URL. All hosts of one limit share it. */
  readonly hosts: readonly string[]
  /** At most `requests` in any stretch of `perMs`. */
  readonly requests: number
  readonly perMs: number
  /** Between the starts of two requests. */
  readonly spacingMs: number
  readonly connections: number
  /** Waits between attempts: up to `baseMs` after the first failure, doubling up to `maxMs`. */
  readonly backOff: { readonly baseMs: number; readonly maxMs: number }
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
  backOff: { baseMs: 1_000, maxMs: 30_000 },
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
  backOff: { baseMs: 30_000, maxMs: 150_000 },
}
