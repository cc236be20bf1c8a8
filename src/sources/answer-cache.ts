/** What sources answered before, kept so that they are asked less. Without it they are asked more often: no more. */

import type { CachedResponse, ResponseCache } from "../vocabulary/stores.ts"
import type { Clock, Log } from "../vocabulary/system.ts"
import type { Attempt } from "./attempt.ts"

type Parts = { readonly cache: ResponseCache; readonly clock: Clock; readonly log: Log }

/** For how long a stored answer does. May depend on what it says. */
export type MaxAge = number | ((body: string) => number)

/** The stored answer of an address; undefined where there is none, or the store fails. */
export async function recall(url: string, { cache, log }: Parts): Promise<CachedResponse | undefined> {
  return cache.get(url).catch((error: unknown) => {
    log.warn({ error }, "a stored answer cannot be read")
    return undefined
  })
}

/** Whether a stored answer can be given without asking again. One from the future cannot: the clock was set back. */
export function isYoungEnough(
  { body, storedAt }: CachedResponse,
  maxAgeMs: MaxAge,
  now: Temporal.Instant,
): boolean {
  const ageMs = now.epochMilliseconds - Temporal.Instant.from(storedAt).epochMilliseconds
  return ageMs >= 0 && ageMs < (typeof maxAgeMs === "number" ? maxAgeMs : maxAgeMs(body))
}

/** Stores a success and gives it back; "unchanged" (304) is the stored answer, read anew. */
export async function remember(
  url: string,
  { status, headers, body }: Attempt,
  cached: CachedResponse | undefined,
  { cache, clock, log }: Parts,
): Promise<CachedResponse> {
  const kept = keptHeaders(headers)
  const storedAt = clock.now().toString()
  const response =
    status === 304 && cached !== undefined
      ? { ...cached, headers: { ...cached.headers, ...kept }, storedAt }
      : { url, status, headers: kept, body, storedAt }
  if (response.status === 200) {
    await cache.put(response).catch((error: unknown) => log.warn({ error }, "an answer cannot be stored"))
  }
  return response
}

function keptHeaders(headers: Headers): Readonly<Record<string, string>> {
  const names = ["content-type", "etag", "last-modified", "link"]
  return Object.fromEntries(
    names.flatMap((name) => (headers.has(name) ? [[name, headers.get(name) ?? ""]] : [])),
  )
}
